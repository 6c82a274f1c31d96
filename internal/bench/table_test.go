package main

import (
	"strings"
	"testing"

	"example.org/partake/internal/bench/timing"
	"example.org/partake/internal/value"
)

// two is a site that two programs made: the other took four times as long.
func two() result {
	r := result{title: "100 pages", pages: 100, sides: []*side{
		{generator: &generator{name: "Partake"}, files: 292, bytes: 6_800_000},
		{generator: &generator{name: "Hugo"}, files: 164, bytes: 2_300_000},
	}}
	r.sides[0].took[cleanBuild] = []timing.Figures{{Wall: 1, CPU: 2, Memory: 100}, {Wall: 2, CPU: 3, Memory: 101}, {Wall: 1.5, CPU: 2.5, Memory: 102}}
	r.sides[1].took[cleanBuild] = []timing.Figures{{Wall: 4, CPU: 6, Memory: 200}, {Wall: 8, CPU: 9, Memory: 201}, {Wall: 6, CPU: 7.5, Memory: 202}}
	return r
}

func TestText(t *testing.T) {
	var b strings.Builder
	two().print(&b, 3)
	want := `100 pages: Partake writes 292 files, 6.8 MB; Hugo writes 164 files, 2.3 MB
Counted runs: 3. Of the wall clock the median, with the least and the most; else the median
  work         wall s               CPU s  MiB  Hugo wall s          CPU s  MiB  Hugo ÷ Partake wall  CPU
  clean build  1.50 (1.00 to 2.00)  2.50   101  6.00 (4.00 to 8.00)  7.50   201  4.00                 3.00

`
	if b.String() != want {
		t.Errorf("printed\n%s\nwant\n%s", b.String(), want)
	}
}

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	printMarkdown(&b, []result{two()}, 3)
	want := `| Seconds, medians of 3 | 100 pages |
| --- | --: |
| files | 292 |
| MB | 6.8 |
| clean build | 1.50 |
| clean build, CPU | 2.50 |
| clean build, CPU ms for each page | 25.00 |
| clean build, peak MiB | 101 |

100 pages: Partake writes 292 files, 6.8 MB; Hugo writes 164 files, 2.3 MB.

| wall s / CPU s / peak MiB | Partake | Hugo | Hugo ÷ Partake, wall / CPU |
| --- | --: | --: | --: |
| clean build | 1.50 / 2.50 / 101 | 6.00 / 7.50 / 201 | 4.00 / 3.00 |

`
	if b.String() != want {
		t.Errorf("printed\n%s\nwant\n%s", b.String(), want)
	}
}

func TestArguments(t *testing.T) {
	var said strings.Builder
	for _, c := range []struct{ args, wrong string }{
		{"", ""},
		{"-pages 100000 -n 3 -hugo all", ""},
		{"-site a -hugo b", ""},
		{"-pages 5", "from 30 up"},
		{"-pages x", "from 30 up"},
		{"-n 0", "at least 1 run"},
		{"-hugo b", "goes with -site"},
		{"-vs make", "needs {out}"},
		{"100", "is no flag"},
	} {
		_, err := arguments(strings.Fields(c.args), &said)
		if (err == nil) != (c.wrong == "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%s: %v, want %q", c.args, err, c.wrong)
		}
	}
}

func TestNumbers(t *testing.T) {
	for got, want := range map[string]string{
		seconds(0): "–", seconds(0.0214): "0.021", seconds(2.345): "2.35", seconds(36.84): "36.8", whole(0): "–", whole(1492.6): "1,493",
		times(0): "–", times(3.456): "3.46", value.Thousands(7): "7", value.Thousands(999): "999", value.Thousands(1000): "1,000", value.Thousands(1234567): "1,234,567",
		spread(nil): "–", spread([]timing.Figures{{Wall: 3}, {Wall: 1}, {Wall: 2}}): "2.00 (1.00 to 3.00)",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
