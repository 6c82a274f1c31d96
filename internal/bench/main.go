// Command bench measures how fast sites build, and how soon a preview shows an
// edit: make bench.
//
//	make bench                                      our own sites of 100, 1,000 and 10,000 pages
//	make bench BENCH='-pages 100000 -n 5'           one of 100,000
//	make bench BENCH='-markdown' > figures.md       tables for a README, with the machine
//	go run ./internal/bench -pages 1000 -n 3        a short look
//	go run ./internal/bench -site DIR               a site of your own: it is copied first
//	go run ./internal/bench -site DIR -hugo DIR     the same with its twin for Hugo
//	go run ./internal/bench -site DIR -vs 'old/partake build -C {site} --out {out}'
//	go run ./internal/bench -write DIR              writes the sites, and measures nothing
//
// For each site it takes the wall clock, the processor time and the peak memory
// of the process of
//
//   - a clean build: an empty folder to write to, and nothing known of before
//   - a build when nothing has changed, when the text of one page has, when the
//     title of one page has, and when the layout of all opportunities has
//   - a preview that starts: until the home page answers; at first, and again
//   - an edit in a running preview: from the writing of the file until what shows
//     it is fresh over HTTP. For the text that is the page and a feed that holds
//     it; for the title also the list and the page of the A to Z that name it
//     (Hugo's site has no A to Z); for the layout it is the page.
//
// The edited page is an open opportunity that stands on the list and in the feed.
// Our preview tells by its event stream when to look; another is asked every 2 ms.
// All of them are looked at before each edit: Hugo's preview makes only those
// pages again that were looked at lately, and leaves the others stale.
//
// When there is a program hugo on the PATH, the same pages are built by Hugo in
// turn (see package corpus for what is the same). Runs alternate, so that a
// machine whose speed drifts slows both alike, and the quotient is the median of
// the quotients of the pairs. The first run of each warms up and isn't counted.
//
// It measures and does not judge: a machine that does other things at the same
// time would fail a timed test for no reason. It says how busy the machine was.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"example.org/partake/internal/bench/corpus"
	"example.org/partake/internal/bench/machine"
)

type options struct {
	sizes                                       []int
	runs                                        int
	seed                                        uint64
	site, hugo, versus, scratch, write, program string
	now                                         string
	preview, markdown                           bool
}

func main() {
	o, err := arguments(os.Args[1:], os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGPIPE) // or previews would go on
	if err == nil {
		err = run(ctx, o)
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

const examples = `Measures builds and previews. Examples:
  make bench
  make bench BENCH='-pages 1000 -n 3'
  make bench BENCH='-pages 100000 -hugo none'
  go run ./internal/bench -site my-site -hugo my-hugo-site -markdown
`

// arguments reads the command line.
func arguments(args []string, w io.Writer) (options, error) {
	var o options
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(w)
	f.Usage = func() { fmt.Fprint(w, examples); f.PrintDefaults() }
	pages := f.String("pages", "100,1000,10000", "`sizes` of our own sites. 100000 has to be asked for: it takes an hour or so, and 5 GB in -scratch")
	f.IntVar(&o.runs, "n", 5, "counted `runs` of each")
	f.Uint64Var(&o.seed, "seed", 1, "another `number` is another site of the same kind")
	f.StringVar(&o.site, "site", "", "a site's `folder` to measure instead of our own; it is copied first")
	f.StringVar(&o.hugo, "hugo", "auto", "auto: in turn with Hugo, if it is on the PATH, up to 10,000 pages, since it takes gigabytes for more; all: at any size; none; or, with -site, the `folder` of its twin for Hugo")
	f.StringVar(&o.versus, "vs", "", "another `command` for a clean build to run in turn, instead of Hugo. {site} stands for the site's folder, {out} for an empty one")
	f.StringVar(&o.program, "program", "", "a `file`: measure this partake, and don't build one of the source")
	f.StringVar(&o.scratch, "scratch", "/dev/shm", "the `folder` to work in: best one in memory, or you measure the disk")
	f.StringVar(&o.write, "write", "", "write the sites into a `folder`, as partake-SIZE and hugo-SIZE, and stop")
	f.StringVar(&o.now, "now", corpus.Now, "the `moment` that sites are built for")
	f.BoolVar(&o.preview, "preview", true, "measure previews too")
	f.BoolVar(&o.markdown, "markdown", false, "print tables in Markdown")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("%q is no flag: go run ./internal/bench -help", f.Arg(0))
	}
	for size := range strings.SplitSeq(*pages, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(size))
		if err != nil || n < corpus.Least {
			return o, fmt.Errorf("-pages %q: give numbers from %d up, with commas between them", *pages, corpus.Least)
		}
		o.sizes = append(o.sizes, n)
	}
	return o, o.check()
}

// check refuses what does not go together.
func (o options) check() error {
	switch {
	case o.runs < 1:
		return errors.New("-n: at least 1 run is needed for a median")
	case o.site == "" && o.ownTwin():
		return fmt.Errorf("-hugo %s: a folder for Hugo goes with -site, which is the same site for Partake", o.hugo)
	case o.versus != "" && !strings.Contains(o.versus, "{out}"):
		return errors.New("-vs: the command needs {out} where the folder stands that it writes to")
	}
	return nil
}

// ownTwin says whether -hugo names a folder.
func (o options) ownTwin() bool { return o.hugo != "auto" && o.hugo != "all" && o.hugo != "none" }

func run(ctx context.Context, o options) (err error) {
	if o.write != "" {
		return o.writeAll()
	}
	if _, err := os.Stat(o.scratch); err != nil {
		fmt.Fprintf(os.Stderr, "bench: there is no folder %s, so this works in %s\n", o.scratch, os.TempDir())
		o.scratch = os.TempDir()
	}
	dir, err := os.MkdirTemp(o.scratch, "partake-bench-")
	if err != nil {
		return fmt.Errorf("the folder to work in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	binary, err := o.binary(ctx, dir)
	if err != nil {
		return err
	}
	m := machine.Look(dir)
	warn(m.Warning())
	results, err := o.measureAll(ctx, dir, binary)
	if err != nil {
		return err
	}
	if o.markdown {
		printMarkdown(os.Stdout, results, o.runs)
	}
	o.facts(m, results[0].hasHugo())
	return nil
}

// facts prints what figures need beside them.
func (o options) facts(m machine.Machine, withHugo bool) {
	programs := []string{"Partake " + machine.Said("git", "describe", "--always", "--dirty")}
	if o.program != "" {
		programs[0] = machine.Said(o.program, "version")
	}
	if withHugo {
		programs = append(programs, machine.Said("hugo", "version"))
	}
	lines, warning := m.Facts(programs...)
	for _, line := range lines {
		if o.markdown {
			line = "- " + line
		}
		fmt.Println(line)
	}
	warn(warning)
}

func warn(s string) {
	if s != "" {
		fmt.Fprintln(os.Stderr, "bench: WARNING:", s)
	}
}

// binary is the program to measure.
func (o options) binary(ctx context.Context, dir string) (string, error) {
	if o.program != "" {
		return filepath.Abs(o.program)
	}
	binary := filepath.Join(dir, "partake")
	if out, err := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", binary, "./cmd/partake").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build partake (run this in the project's own folder): %w\n%s", err, out)
	}
	return binary, nil
}

// measureAll measures each site. Text is printed as soon as it is there.
func (o options) measureAll(ctx context.Context, dir, binary string) ([]result, error) {
	var results []result
	for _, size := range o.sizes {
		r, err := o.measure(ctx, dir, binary, size)
		if err != nil {
			return nil, err
		}
		results = append(results, r)
		if !o.markdown {
			r.print(os.Stdout, o.runs)
		}
		if o.site != "" {
			break // it is one site, whatever the sizes
		}
	}
	return results, nil
}

// writeAll writes the sites, and nothing else.
func (o options) writeAll() error {
	for _, size := range o.sizes {
		s := corpus.Site{Pages: size, Seed: o.seed}
		if err := s.Write(filepath.Join(o.write, fmt.Sprint("partake-", size))); err != nil {
			return err
		}
		if err := s.WriteHugo(filepath.Join(o.write, fmt.Sprint("hugo-", size))); err != nil {
			return err
		}
	}
	return nil
}
