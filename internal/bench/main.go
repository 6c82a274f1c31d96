// Command bench times whole builds: wall clock, processor time and peak memory
// of a process, several runs after a warm-up, the median to quote.
//
//	go run ./internal/bench                       our own corpus of 1,000 and 10,000 pages
//	go run ./internal/bench -site DIR             a site of your own
//	go run ./internal/bench -site DIR -vs 'CMD'   in turn with another command, with the ratio
//
// In -vs the text {out} stands for a new, empty folder for each run. Runs
// alternate, so that a machine whose speed drifts slows both alike.
//
// It measures and does not judge: a machine that does other things at the same
// time would fail a timed test for no reason.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// now is the moment that the corpus is built for.
const now = "2026-11-22T09:00:00Z"

func main() {
	site := flag.String("site", "", "a site's folder to build, instead of our own corpus")
	versus := flag.String("vs", "", "another command to run in turn")
	runs := flag.Int("n", 7, "counted runs")
	scratch := flag.String("scratch", "/dev/shm", "where to write: best a folder in memory")
	pages := flag.String("pages", "1000,10000", "sizes of our own corpus")
	flag.Parse()
	if err := bench(*site, *versus, *pages, *scratch, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(site, versus, pages, scratch string, runs int) error {
	if _, err := os.Stat(scratch); err != nil {
		scratch = os.TempDir()
	}
	dir, err := os.MkdirTemp(scratch, "partake-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "partake")
	if out, err := exec.Command("go", "build", "-trimpath", "-o", program, "./cmd/partake").CombinedOutput(); err != nil {
		return fmt.Errorf("build partake: %w\n%s", err, out)
	}
	ours := func(site string) string {
		return program + " build -C " + site + " --out {out} --base-url https://example.org --now " + now
	}
	if site != "" {
		return compare(dir, ours(site), versus, runs)
	}
	for _, n := range strings.Split(pages, ",") {
		corpus := filepath.Join(dir, "site-"+n)
		if err := write(corpus, n); err != nil {
			return err
		}
		fmt.Printf("%s pages\n", n)
		if err := compare(dir, ours(corpus), "", runs); err != nil {
			return err
		}
	}
	return nil
}

// compare runs one or two commands in turn and prints what they took.
func compare(dir, a, b string, runs int) error {
	commands := []string{a}
	if b != "" {
		commands = append(commands, b)
	}
	taken := make([][]figures, len(commands))
	for run := range runs + 1 {
		for i, command := range commands {
			f, err := measure(dir, command)
			if err != nil {
				return err
			}
			if run > 0 { // the first warms up
				taken[i] = append(taken[i], f)
			}
		}
	}
	for i := range commands {
		fmt.Printf("  %c  %s\n", 'A'+i, summary(taken[i]))
	}
	if b != "" {
		fmt.Printf("  A/B  %s\n", ratios(taken[0], taken[1]))
	}
	return nil
}
