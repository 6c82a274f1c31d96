package main

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

// figures are what one run took, in seconds; memory is the peak of the process,
// in MiB. What can't be told of a run is 0.
type figures struct{ wall, cpu, memory float64 }

// mostSaid is how much is told of what a command said that failed.
const mostSaid = 2000

// timed runs a command once.
func timed(ctx context.Context, command []string) (figures, error) {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	start := time.Now()
	text, err := cmd.CombinedOutput()
	wall := time.Since(start)
	if err != nil {
		return figures{}, fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, text[:min(len(text), mostSaid)])
	}
	f, err := used(cmd.ProcessState)
	f.wall = wall.Seconds()
	return f, err
}

// used is what a process took that has ended, but for the wall clock.
func used(p *os.ProcessState) (figures, error) {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return figures{}, errors.New("this system does not say what a process took")
	}
	return figures{cpu: (p.UserTime() + p.SystemTime()).Seconds(), memory: float64(usage.Maxrss) / 1024}, nil
}

func wall(f figures) float64   { return f.wall }
func cpu(f figures) float64    { return f.cpu }
func memory(f figures) float64 { return f.memory }

// sorted are the values of all runs, the least first.
func sorted(runs []figures, of func(figures) float64) []float64 {
	out := make([]float64, len(runs))
	for i, r := range runs {
		out[i] = of(r)
	}
	slices.Sort(out)
	return out
}

// median is the middle of all runs; of an even number, the mean of the middle
// two; of none, 0.
func median(runs []figures, of func(figures) float64) float64 {
	s := sorted(runs, of)
	if len(s) == 0 {
		return 0
	}
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

// quotient is the median of the quotients of pairs of runs, which a drift of the
// machine's speed hardly moves. It is 0 when there is nothing to divide.
func quotient(a, b []figures, of func(figures) float64) float64 {
	var pairs []figures
	for i := range min(len(a), len(b)) {
		if of(b[i]) > 0 {
			pairs = append(pairs, figures{wall: of(a[i]) / of(b[i])})
		}
	}
	return median(pairs, wall)
}
