// Package timing takes what a process took, and the middle of many such figures.
package timing

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Figures are what one run took: the wall clock and the processor in seconds, and
// the peak of the process's memory in MiB. What can't be told of a run is 0.
type Figures struct{ Wall, CPU, Memory float64 }

// mostSaid is how much is told of what a command said that failed.
const mostSaid = 2000

// Run runs a command once.
func Run(ctx context.Context, command []string) (Figures, error) {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	start := time.Now()
	text, err := cmd.CombinedOutput()
	wall := time.Since(start)
	if err != nil {
		return Figures{}, fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, text[:min(len(text), mostSaid)])
	}
	f, err := Used(cmd.ProcessState)
	f.Wall = wall.Seconds()
	return f, err
}

// Used is what a process took that has ended, but for the wall clock.
func Used(p *os.ProcessState) (Figures, error) {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return Figures{}, errors.New("this system does not say what a process took")
	}
	return Figures{CPU: (p.UserTime() + p.SystemTime()).Seconds(), Memory: float64(usage.Maxrss) / 1024}, nil
}

// Wall, CPU and Memory choose one of the figures.
func Wall(f Figures) float64 { return f.Wall }

// CPU is documented with Wall.
func CPU(f Figures) float64 { return f.CPU }

// Memory is documented with Wall.
func Memory(f Figures) float64 { return f.Memory }

// Sorted are the values of all runs, the least first.
func Sorted(runs []Figures, of func(Figures) float64) []float64 {
	out := make([]float64, len(runs))
	for i, r := range runs {
		out[i] = of(r)
	}
	slices.Sort(out)
	return out
}

// Median is the middle of all runs; of an even number, the mean of the middle
// two; of none, 0.
func Median(runs []Figures, of func(Figures) float64) float64 {
	s := Sorted(runs, of)
	if len(s) == 0 {
		return 0
	}
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

// Quotient is the median of the quotients of pairs of runs, which a drift of the
// machine's speed hardly moves. It is 0 when there is nothing to divide.
func Quotient(a, b []Figures, of func(Figures) float64) float64 {
	var pairs []Figures
	for i := range min(len(a), len(b)) {
		if of(b[i]) > 0 {
			pairs = append(pairs, Figures{Wall: of(a[i]) / of(b[i])})
		}
	}
	return Median(pairs, Wall)
}
