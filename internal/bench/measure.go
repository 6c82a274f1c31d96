package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// figures are what one run took. Memory is the peak of the process, in MiB.
type figures struct{ wall, cpu, memory float64 }

// measure runs a command once, with an empty folder to write into. What the
// run left is removed.
func measure(dir, command string) (figures, error) {
	out, err := os.MkdirTemp(dir, "out-")
	if err != nil {
		return figures{}, err
	}
	defer os.RemoveAll(out)
	words := strings.Fields(strings.ReplaceAll(command, "{out}", filepath.Join(out, "site")))
	cmd := exec.Command(words[0], words[1:]...)
	start := time.Now()
	text, err := cmd.CombinedOutput()
	wall := time.Since(start)
	if err != nil {
		return figures{}, fmt.Errorf("%s: %w\n%s", command, err, text)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return figures{}, fmt.Errorf("this system does not say what a process took")
	}
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return figures{wall.Seconds(), cpu.Seconds(), float64(usage.Maxrss) / 1024}, nil
}

func summary(runs []figures) string {
	return fmt.Sprintf("wall %s s   cpu %s s   memory %s MiB   (min, median, max of %d runs)",
		spread(runs, func(f figures) float64 { return f.wall }, "%.2f"),
		spread(runs, func(f figures) float64 { return f.cpu }, "%.2f"),
		spread(runs, func(f figures) float64 { return f.memory }, "%.0f"), len(runs))
}

func spread(runs []figures, of func(figures) float64, form string) string {
	values := sorted(runs, of)
	return fmt.Sprintf(form+" "+form+" "+form, values[0], values[len(values)/2], values[len(values)-1])
}

func sorted(runs []figures, of func(figures) float64) []float64 {
	var out []float64
	for _, r := range runs {
		out = append(out, of(r))
	}
	slices.Sort(out)
	return out
}

// ratios are the medians of each pair of runs, which a drift of the machine's
// speed hardly moves.
func ratios(a, b []figures) string {
	pairs := make([]figures, len(a))
	for i := range a {
		pairs[i] = figures{a[i].wall / b[i].wall, a[i].cpu / b[i].cpu, a[i].memory / b[i].memory}
	}
	median := func(of func(figures) float64) float64 { s := sorted(pairs, of); return s[len(s)/2] }
	return fmt.Sprintf("wall %.2f   cpu %.2f   memory %.2f", median(func(f figures) float64 { return f.wall }),
		median(func(f figures) float64 { return f.cpu }), median(func(f figures) float64 { return f.memory }))
}
