package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"example.org/partake/internal/bench/timing"
	"example.org/partake/internal/value"
)

// seconds has three digits that count, or thousandths.
func seconds(s float64) string {
	switch {
	case s == 0:
		return "–"
	case s < 1:
		return fmt.Sprintf("%.3f", s)
	case s < 10:
		return fmt.Sprintf("%.2f", s)
	}
	return fmt.Sprintf("%.1f", s)
}

func whole(f float64) string {
	if f == 0 {
		return "–"
	}
	return value.Thousands(int(f + 0.5))
}

func times(q float64) string {
	if q == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", q)
}

// spread is the median with the least and the most.
func spread(runs []timing.Figures) string {
	if len(runs) == 0 {
		return "–"
	}
	s := timing.Sorted(runs, timing.Wall)
	return fmt.Sprintf("%s (%s to %s)", seconds(timing.Median(runs, timing.Wall)), seconds(s[0]), seconds(s[len(s)-1]))
}

// made says what each program wrote.
func (r result) made() string {
	var out []string
	for _, s := range r.sides {
		out = append(out, fmt.Sprintf("%s writes %s files, %.1f MB", s.name, value.Thousands(s.files), float64(s.bytes)/1e6))
	}
	return strings.Join(out, "; ")
}

// print prints one site as text.
func (r result) print(w io.Writer, runs int) {
	fmt.Fprintf(w, "%s: %s\nCounted runs: %d. Of the wall clock the median, with the least and the most; else the median\n", r.title, r.made(), runs)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	head := "  work\twall s\tCPU s\tMiB"
	for _, s := range r.sides[1:] {
		head += fmt.Sprintf("\t%s wall s\tCPU s\tMiB\t%[1]s ÷ %s wall\tCPU", s.name, r.sides[0].name)
	}
	fmt.Fprintln(t, head)
	for k := range works {
		if len(r.sides[0].took[k]) == 0 {
			continue
		}
		fmt.Fprintf(t, "  %s", names[k])
		for i, s := range r.sides {
			runs := s.took[k]
			fmt.Fprintf(t, "\t%s\t%s\t%s", spread(runs), seconds(timing.Median(runs, timing.CPU)), whole(timing.Median(runs, timing.Memory)))
			if i > 0 {
				fmt.Fprintf(t, "\t%s\t%s", times(timing.Quotient(runs, r.sides[0].took[k], timing.Wall)), times(timing.Quotient(runs, r.sides[0].took[k], timing.CPU)))
			}
		}
		fmt.Fprintln(t)
	}
	_ = t.Flush() // as with all that is printed, there is nobody to tell
	fmt.Fprintln(w)
}

// printMarkdown prints a table of all sites, and one of each comparison.
func printMarkdown(w io.Writer, results []result, runs int) {
	row(w, "Seconds, medians of "+strconv.Itoa(runs), results, func(r result) string { return r.title })
	fmt.Fprintln(w, "| --- |"+strings.Repeat(" --: |", len(results)))
	row(w, "files", results, func(r result) string { return value.Thousands(r.sides[0].files) })
	row(w, "MB", results, func(r result) string { return fmt.Sprintf("%.1f", float64(r.sides[0].bytes)/1e6) })
	for k := range works {
		if len(results[0].sides[0].took[k]) == 0 {
			continue
		}
		row(w, names[k], results, func(r result) string { return seconds(timing.Median(r.sides[0].took[k], timing.Wall)) })
	}
	clean := func(of func(timing.Figures) float64) func(result) float64 {
		return func(r result) float64 { return timing.Median(r.sides[0].took[cleanBuild], of) }
	}
	row(w, "clean build, CPU", results, func(r result) string { return seconds(clean(timing.CPU)(r)) })
	if results[0].pages > 0 {
		row(w, "clean build, CPU ms for each page", results, func(r result) string { return fmt.Sprintf("%.2f", clean(timing.CPU)(r)*1000/float64(r.pages)) })
	}
	row(w, "clean build, peak MiB", results, func(r result) string { return whole(clean(timing.Memory)(r)) })
	for _, r := range results {
		for _, s := range r.sides[1:] {
			r.compared(w, s)
		}
	}
	fmt.Fprintln(w)
}

func row(w io.Writer, name string, results []result, of func(result) string) {
	fmt.Fprintf(w, "| %s |", name)
	for _, r := range results {
		fmt.Fprintf(w, " %s |", of(r))
	}
	fmt.Fprintln(w)
}

// compared prints the comparison of a site with one other program.
func (r result) compared(w io.Writer, s *side) {
	own := r.sides[0]
	fmt.Fprintf(w, "\n%s: %s.\n\n", r.title, r.made())
	fmt.Fprintf(w, "| wall s / CPU s / peak MiB | %s | %s | %[2]s ÷ %[1]s, wall / CPU |\n| --- | --: | --: | --: |\n", own.name, s.name)
	cell := func(runs []timing.Figures) string {
		return seconds(timing.Median(runs, timing.Wall)) + " / " + seconds(timing.Median(runs, timing.CPU)) + " / " + whole(timing.Median(runs, timing.Memory))
	}
	for k := range works {
		if a, b := own.took[k], s.took[k]; len(a) > 0 && len(b) > 0 {
			fmt.Fprintf(w, "| %s | %s | %s | %s / %s |\n", names[k], cell(a), cell(b), times(timing.Quotient(b, a, timing.Wall)), times(timing.Quotient(b, a, timing.CPU)))
		}
	}
}
