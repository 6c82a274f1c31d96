package chart

import (
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"example.org/partake/internal/hostile"
	"example.org/partake/internal/value"
)

var update = flag.Bool("update", false, "write what the golden cases expect anew")

// What each series looks like. `go test ./internal/chart -update` writes the pictures
// anew; look at them in a browser before you commit.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		var out []txtar.File
		for _, f := range archive.Files {
			want[f.Name] = string(f.Data)
			if name, ok := strings.CutSuffix(f.Name, "/in"); ok {
				svg := Draw(parse(t, string(f.Data)))
				sound(t, svg)
				out = append(out, f, txtar.File{Name: name + "/svg", Data: []byte(strings.ReplaceAll(strings.ReplaceAll(svg, "\n", ""), "><", ">\n<"))})
			}
		}
		if *update {
			archive.Files = out
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		for _, f := range out {
			if strings.TrimSpace(want[f.Name]) != strings.TrimSpace(string(f.Data)) {
				t.Errorf("%s: %s is\n%s\nwant\n%s", path, f.Name, f.Data, want[f.Name])
			}
		}
	}
}

// parse reads a series as the cases write it.
func parse(t *testing.T, in string) Series {
	t.Helper()
	s := Series{Name: "Picture", Tick: words}
	for line := range strings.Lines(in) {
		if name, ok := strings.CutPrefix(line, "name: "); ok {
			s.Name = strings.TrimSpace(name)
			continue
		}
		f := strings.Fields(line)
		var m Mark
		for _, x := range f[1:] {
			var day value.Date
			if err := day.UnmarshalText([]byte(x)); err == nil {
				m.Day = day
				continue
			}
			v, err := strconv.ParseFloat(x, 64)
			if err != nil {
				t.Fatal(err)
			}
			m.Value, m.Words = v, words(v)
		}
		switch f[0] {
		case "percent":
			s.Percent = true
		case "reading":
			s.Readings = append(s.Readings, m)
		case "baseline":
			m.Words = "Start: " + m.Words
			s.Baseline = &m
		case "target":
			m.Words = "Aim: " + m.Words
			s.Target = &m
		}
	}
	return s
}

func words(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// allowed are the elements of a picture and their attributes. None can run anything,
// none has a style, and none has an id that another picture may have.
var allowed = map[string]string{
	"svg":    "class role aria-label width height",
	"g":      "aria-hidden",
	"line":   "class x1 y1 x2 y2",
	"circle": "class cx cy r",
	"rect":   "class x y width height",
	"text":   "class x y text-anchor",
}

var (
	numbers = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?%?$`)
	class   = regexp.MustCompile(`^partake-chart(__[a-z]+)?$`)
)

// sound looks whether a picture is well-formed, has nothing but what is allowed, and has
// everything within its edges.
func sound(t *testing.T, svg string) (texts []string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return texts
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		switch x := token.(type) {
		case xml.CharData:
			texts = append(texts, string(x))
		case xml.StartElement:
			names, ok := allowed[x.Name.Local]
			if !ok {
				t.Fatalf("a picture has no %s:\n%s", x.Name.Local, svg)
			}
			for _, a := range x.Attr {
				checkAttribute(t, svg, names, a)
			}
		case xml.EndElement:
		default:
			t.Fatalf("%T in\n%s", token, svg)
		}
	}
}

func checkAttribute(t *testing.T, svg, names string, a xml.Attr) {
	t.Helper()
	switch name := a.Name.Local; {
	case !slices.Contains(strings.Fields(names), name):
		t.Fatalf("no element has %s here:\n%s", name, svg)
	case name == "class" && !class.MatchString(a.Value):
		t.Fatalf("class %q in\n%s", a.Value, svg)
	case slices.Contains(strings.Fields("x y x1 y1 x2 y2 cx cy width height"), name):
		if !numbers.MatchString(a.Value) {
			t.Fatalf("%s is %q in\n%s", name, a.Value, svg)
		}
		n, _ := strconv.ParseFloat(strings.TrimSuffix(a.Value, "%"), 64)
		if n < 0 || strings.HasSuffix(a.Value, "%") && n > 100.001 || n > tall {
			t.Fatalf("%s is %s, outside the picture:\n%s", name, a.Value, svg)
		}
	}
}

// random makes any series: few readings or many, on one day or over
// centuries, of any size.
func random(r *rand.Rand, name string) Series {
	size := math.Pow(10, float64(r.IntN(22)-9))
	figure := func() float64 { return (r.Float64() - 0.3*float64(r.IntN(2))) * size }
	if r.IntN(3) == 0 {
		figure = func() float64 { return float64(r.IntN(101)) }
	}
	days := 1 + r.IntN(int(math.Pow(10, float64(1+r.IntN(6)))))
	mark := func(before string) Mark {
		v := figure()
		return Mark{value.Date(200_000 + r.IntN(days)), v, before + words(v)}
	}
	s := Series{Name: name, Percent: r.IntN(3) == 0, Tick: words}
	for range 1 + r.IntN(40)*r.IntN(2) + r.IntN(4) {
		s.Readings = append(s.Readings, mark(""))
	}
	if r.IntN(2) == 0 {
		m := mark("Began: ")
		s.Baseline = &m
	}
	if r.IntN(2) == 0 {
		m := mark("Aim: ")
		s.Target = &m
	}
	return s
}

// Whatever the figures are and whatever people write, a picture is well-formed, holds
// nothing that runs or has a style, and says in its label what was written.
func TestAny(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 3))
	drawn := 0
	for _, text := range slices.Concat(hostile.Tricks(), hostile.Strings()) {
		for range 2 {
			s := random(r, text.Value)
			s.Readings[0].Words += text.Value
			svg := Draw(s)
			if svg == "" {
				continue
			}
			drawn++
			sound(t, svg)
			if !utf8.ValidString(svg) {
				t.Fatalf("not UTF-8:\n%q", svg)
			}
		}
	}
	if drawn < 500 {
		t.Errorf("%d pictures were drawn", drawn)
	}
}

func FuzzDraw(f *testing.F) {
	for i, text := range hostile.Tricks() {
		f.Add(uint64(i), text.Value)
	}
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		s := random(rand.New(rand.NewPCG(seed, 0)), text)
		s.Readings[0].Words = text
		if svg := Draw(s); svg != "" {
			sound(t, svg)
		}
	})
}

// Draw leaves alone what it is given, and draws the same again.
func TestDrawIsPure(t *testing.T) {
	s := parse(t, "reading 2026-03-31 2\nreading 2025-03-31 1\n")
	before := fmt.Sprint(s.Readings)
	if one, two := Draw(s), Draw(s); one != two || one == "" {
		t.Errorf("it was\n%s\nand is\n%s", one, two)
	}
	if fmt.Sprint(s.Readings) != before {
		t.Error("the readings were sorted in their own list")
	}
}

// Time is true, whatever the order: half the days are half the way.
func TestTimeIsTrue(t *testing.T) {
	p := span{100, 300, 40, 240}
	for day, want := range map[value.Date]float64{100: 40, 200: 140, 250: 190, 300: 240} {
		if got := p.at(day); got != want {
			t.Errorf("day %d is at %v, want %v", day, got, want)
		}
	}
}

// A line through a box is noticed, one beside it or along its edge is not.
func TestCrosses(t *testing.T) {
	b := box{10, 10, 20, 20}
	for _, c := range []struct {
		from, to point
		want     bool
	}{
		{point{0, 15}, point{30, 15}, true},
		{point{15, 0}, point{15, 12}, true},
		{point{0, 0}, point{30, 30}, true},
		{point{12, 12}, point{13, 13}, true}, // within
		{point{0, 0}, point{9, 9}, false},
		{point{0, 25}, point{30, 25}, false},
		{point{0, 10}, point{30, 10}, false}, // along the edge
		{point{0, 18}, point{18, 30}, false}, // past a corner
		{point{15, 15}, point{15, 15}, true}, // two readings of a day
	} {
		if got := b.crosses(segment{c.from, c.to}); got != c.want {
			t.Errorf("from %v to %v: %v", c.from, c.to, got)
		}
	}
}

// An axis begins at 0 or below, ends above, and has round numbers.
func TestAxis(t *testing.T) {
	for _, c := range []struct {
		figures string
		want    string
	}{
		{"reading 2026-03-31 934", "[0 200 400 600 800 1000]"},
		{"reading 2026-03-31 3", "[0 1 2 3]"},
		{"reading 2026-03-31 3.9\ntarget 2027-03-31 4.3", "[0 1 2 3 4 5]"},
		{"reading 2026-03-31 0", "[0 1]"},
		{"reading 2026-03-31 -20\nbaseline 15", "[-20 -10 0 10 20]"},
		{"reading 2026-03-31 -7", "[-8 -6 -4 -2 0]"},
		{"reading 2026-03-31 0.5", "[0 0.1 0.2 0.3 0.4 0.5]"},
		{"percent\nreading 2026-03-31 3", "[0 50 100]"},
	} {
		if got := fmt.Sprint(axisOf(parse(t, c.figures)).ticks); got != c.want {
			t.Errorf("%q has the axis %s, want %s", c.figures, got, c.want)
		}
	}
}

// Words that must be there are; others stay out where there is no room for them.
func TestLabels(t *testing.T) {
	s := parse(t, "reading 2026-03-30 10\nreading 2026-03-31 10\nreading 2026-04-01 10\nreading 2036-04-01 10\n")
	var got []string
	for _, x := range sound(t, Draw(s)) {
		if x == "10" {
			got = append(got, x)
		}
	}
	if len(got) != 4 { // the number of the axis, the last, the first above its dot and the second below; the third has no room
		t.Errorf("10 stands there %d times", len(got))
	}
}
