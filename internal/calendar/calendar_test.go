package calendar

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"example.org/partake/internal/value"
)

var update = flag.Bool("update", false, "write what the golden cases expect anew")

var changed = time.Date(2026, 7, 1, 9, 0, 0, 0, time.UTC)

// Each file of testdata holds a calendar (in.json) and the file that must come
// of it (out.ics, where the lines end as in the rest of the case). -update
// writes them anew.
func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no golden cases")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var c Calendar
			if err := json.Unmarshal(archive.Files[0].Data, &c); err != nil {
				t.Fatal(err)
			}
			got := write(t, c)
			read(t, got)
			got = strings.ReplaceAll(got, "\r\n", "\n")
			if want := &archive.Files[1]; *update {
				want.Data = []byte(got)
			} else if got != string(want.Data) {
				t.Errorf("%s:\n%s\nwant:\n%s", want.Name, got, want.Data)
			}
			if !*update {
				return
			}
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// The times of all-day and timed events on both sides of the change of clocks,
// which is at 01:00 UTC.
func TestTimes(t *testing.T) {
	wall := func(s string) time.Time {
		at, err := time.ParseInLocation("2006-01-02T15:04", s, value.London)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	autumn := time.Date(2027, 10, 31, 0, 30, 0, 0, time.UTC) // 01:30, for the first time
	const start, end, day = "DTSTART:", "DTEND:", ";VALUE=DATE:"
	for name, test := range map[string]struct {
		event Event
		want  string
	}{
		"spring":           {Event{Start: wall("2027-03-28T00:30"), End: wall("2027-03-28T02:30")}, start + "20270328T003000Z " + end + "20270328T013000Z"},
		"autumn":           {Event{Start: autumn.In(value.London), End: autumn.Add(time.Hour).In(value.London)}, start + "20271031T003000Z " + end + "20271031T013000Z"},
		"after autumn":     {Event{Start: wall("2027-10-31T02:30")}, start + "20271031T023000Z"},
		"summer":           {Event{Start: wall("2027-07-01T14:00"), End: wall("2027-07-01T16:00")}, start + "20270701T130000Z " + end + "20270701T150000Z"},
		"no end":           {Event{Start: wall("2027-01-05T14:00")}, start + "20270105T140000Z"},
		"end at start":     {Event{Start: wall("2027-01-05T14:00"), End: wall("2027-01-05T14:00")}, start + "20270105T140000Z"},
		"end before start": {Event{Start: wall("2027-01-05T14:00"), End: wall("2027-01-05T13:00")}, start + "20270105T140000Z"},
		"day":              {Event{AllDay: true, Start: wall("2027-07-01T00:00")}, "DTSTART" + day + "20270701 DTEND" + day + "20270702"},
		"day from UTC":     {Event{AllDay: true, Start: wall("2027-07-01T00:00").UTC()}, "DTSTART" + day + "20270701 DTEND" + day + "20270702"},
		"days, spring":     {Event{AllDay: true, Start: wall("2027-03-27T00:00"), End: wall("2027-03-28T00:00")}, "DTSTART" + day + "20270327 DTEND" + day + "20270329"},
		"days, autumn":     {Event{AllDay: true, Start: wall("2027-10-30T00:00"), End: wall("2027-10-31T00:00")}, "DTSTART" + day + "20271030 DTEND" + day + "20271101"},
		"turn of the year": {Event{AllDay: true, Start: wall("2027-12-30T00:00"), End: wall("2027-12-31T00:00")}, "DTSTART" + day + "20271230 DTEND" + day + "20280101"},
		"days backwards":   {Event{AllDay: true, Start: wall("2027-07-03T00:00"), End: wall("2027-07-01T00:00")}, "DTSTART" + day + "20270703 DTEND" + day + "20270704"},
	} {
		var got []string
		for l := range strings.SplitSeq(write(t, Calendar{Events: []Event{test.event}}), "\r\n") {
			if strings.HasPrefix(l, "DTSTART") || strings.HasPrefix(l, "DTEND") {
				got = append(got, l)
			}
		}
		if g := strings.Join(got, " "); g != test.want {
			t.Errorf("%s: %s, want %s", name, g, test.want)
		}
	}
}

// What people paste must come out of the file as it went in.
func TestTexts(t *testing.T) {
	for _, text := range []string{
		"", " ", "  two  spaces  ", "plain", "a,b;c:d\\e\"f'g", `\n \N \, \; \\ \`, "one\ntwo\n\nthree", "one\r\ntwo\rthree", "tab\there",
		"\x00\x01\x1b[31mred\x7f\u0085\u009b", "BEGIN:VEVENT\nEND:VCALENDAR", "x\r\nEND:VEVENT\r\n y", "\n", "\r\n\r\n",
		"👩🏽‍⚕️👨‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿 emoji", "مشاركة المرضى في تحسين الرعاية، والجناح ٤؛ شكرًا", "Llŷr a’r ŵyl: cyfle i ddweud eich dweud, tŷ bach; ẁ ẃ ẅ",
		strings.Repeat("a", 500), strings.Repeat("é", 500), strings.Repeat("語", 500), strings.Repeat("🏥", 500), strings.Repeat(" ", 500),
		strings.Repeat(",", 500), strings.Repeat("\\", 501), strings.Repeat("\n", 500), strings.Repeat("word <b>bold</b> ", 40),
		"\xff\xfe" + strings.Repeat("\xffé", 100), strings.Repeat("a", 66) + "\xe2\x82" + strings.Repeat("€", 50), "\ufeffmark", "a\u2028b",
	} {
		check(t, hostile(text))
	}
}

func FuzzWrite(f *testing.F) {
	for _, seed := range []string{"plain", "a,b;c\\d\r\ne", strings.Repeat("é ", 90), "\x00\xff🏥", "\r\x00\n", "<<<>>> \\n", strings.Repeat("a", 61) + "\xc3" + strings.Repeat("語", 30)} {
		f.Add(seed, int64(1_800_000_000), int64(3600), false)
		f.Add(seed, int64(1_806_000_000), int64(-86400), true)
	}
	f.Fuzz(func(t *testing.T, text string, start, length int64, allDay bool) {
		const year = 366 * 86400
		c := hostile(text)
		e := &c.Events[0]
		e.AllDay, e.Cancelled = allDay, length%2 == 0
		e.Start = time.Unix(start%(100*year), 0)
		e.End = e.Start.Add(time.Duration(length%year) * time.Second)
		check(t, c)
	})
}

// hostile is a calendar with the text in every place.
func hostile(text string) Calendar {
	return Calendar{Name: text, Description: text, URL: text, Events: []Event{{
		UID: text, Summary: text, Description: text, Location: text, URL: text, Categories: []string{text, "b," + text}, Start: changed, Changed: changed,
	}}}
}

// check writes the calendar and reads it back.
func check(t *testing.T, c Calendar) {
	t.Helper()
	first := write(t, c)
	if write(t, c) != first {
		t.Error("the bytes differ from one time to the next")
	}
	got := read(t, first)
	same := func(what string, got []string, want ...string) {
		t.Helper()
		want = slices.DeleteFunc(want, func(s string) bool { return s == "" })
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	with := func(text, address string) string { return strings.Trim(plain(text)+"\n"+address, "\n") }
	address := strings.ReplaceAll(plain(c.URL), "\n", "")
	for _, name := range []string{"NAME", "X-WR-CALNAME"} {
		if g := got.texts[name]; len(g) != 1 || g[0] != plain(c.Name) {
			t.Errorf("%s: %q, want %q", name, g, plain(c.Name))
		}
	}
	same("description", got.texts["DESCRIPTION"], with(c.Description, address))
	same("address", got.raw["URL"], address)
	if len(got.inner) != len(c.Events) {
		t.Fatalf("%d events, want %d", len(got.inner), len(c.Events))
	}
	for i, e := range c.Events {
		g, address := got.inner[i], strings.ReplaceAll(plain(e.URL), "\n", "")
		if uid := g.texts["UID"]; len(uid) != 1 || uid[0] != plain(e.UID) {
			t.Errorf("uid: %q, want %q", uid, plain(e.UID))
		}
		same("summary", g.texts["SUMMARY"], plain(e.Summary))
		same("description", g.texts["DESCRIPTION"], with(e.Description, address))
		same("location", g.texts["LOCATION"], plain(e.Location))
		same("address", g.raw["URL"], address)
		same("categories", g.texts["CATEGORIES"], plain(e.Categories[0]), plain(e.Categories[1]))
		same("status", g.raw["STATUS"], map[bool]string{false: "CONFIRMED", true: "CANCELLED"}[e.Cancelled])
	}
}

// plain is what a reader may expect of a text, said a second time.
func plain(s string) string {
	var out []rune
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		if r == utf8.RuneError && size == 1 {
			continue
		}
		out = append(out, r)
	}
	s = strings.ReplaceAll(strings.ReplaceAll(string(out), "\r\n", "\n"), "\r", "\n")
	out = nil
	for _, r := range s {
		if r == '\t' || r == '\n' || r >= 0xa0 || r >= 0x20 && r < 0x7f {
			out = append(out, r)
		}
	}
	return string(out)
}

func write(t *testing.T, c Calendar) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// component is what the mini reader makes of a component: its properties as
// they stand there and as texts, and the events within.
type component struct {
	raw, texts map[string][]string
	inner      []*component
}

// read is a reader that follows RFC 5545 to the letter and knows nothing of the
// library. It fails on lines that are too long, or end or are cut wrongly.
func read(t *testing.T, file string) *component {
	t.Helper()
	for l := range strings.SplitSeq(strings.TrimSuffix(file, "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") {
			t.Errorf("bad line of %d octets: %q", len(l), l)
		}
	}
	if !strings.HasSuffix(file, "\r\nEND:VCALENDAR\r\n") {
		t.Errorf("bad end: %q", file)
	}
	var open []*component
	root := &component{}
	for l := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(file, "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(l, ":")
		name, _, _ = strings.Cut(name, ";")
		switch {
		case !ok || name == "":
			t.Fatalf("no property: %q", l)
		case name == "BEGIN":
			c := &component{raw: map[string][]string{"BEGIN": {value}}, texts: map[string][]string{}}
			if open = append(open, c); len(open) == 1 {
				root = c
			} else if value == "VEVENT" {
				root.inner = append(root.inner, c)
			}
		case name == "END":
			if open[len(open)-1].raw["BEGIN"][0] != value {
				t.Fatalf("out of turn: %q", l)
			}
			open = open[:len(open)-1]
		default:
			c := open[len(open)-1]
			c.raw[name] = append(c.raw[name], value)
			c.texts[name] = append(c.texts[name], unescape(value)...)
		}
	}
	if len(open) > 0 {
		t.Error("a component without end")
	}
	return root
}

// unescape reads the texts of a list: those between commas that are not escaped.
func unescape(value string) []string {
	list := []string{""}
	last := &list[0]
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == ',':
			list = append(list, "")
			last = &list[len(list)-1]
		case c != '\\':
			*last += string(value[i : i+1])
		default:
			if i++; i < len(value) && (value[i] == 'n' || value[i] == 'N') {
				*last += "\n"
			} else if i < len(value) {
				*last += value[i : i+1]
			}
		}
	}
	return list
}

// full takes so many bytes and no more.
type full int

func (f *full) Write(p []byte) (int, error) {
	if *f -= full(len(p)); *f < 0 {
		return 0, errors.New("no space")
	}
	return len(p), nil
}

// A disk that is full is not kept secret, wherever in the file.
func TestFull(t *testing.T) {
	c := hostile(strings.Repeat("text ", 400))
	for n, size := 0, len(write(t, c)); n < size; n += 101 {
		f := full(n)
		if err := c.Write(&f); err == nil || !strings.Contains(err.Error(), "no space") {
			t.Fatalf("at byte %d: %v", n, err)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{0, 1, 20, 10_000} {
		c := Calendar{Name: "Opportunities: Ward food", Description: "Closing dates and sessions", URL: "https://involvement.example.org/opportunities/"}
		for i := range n {
			c.Events = append(c.Events, Event{
				UID: fmt.Sprintf("opportunities/ward-food-%d/closes@involvement.example.org", i), Summary: "Closing date: help us to choose the food on ward 4",
				Description: strings.Repeat("Tell us what you think, in your own words; we read all of it. ", 5), Location: "Education Centre, St Mary’s Hospital, Newport",
				URL: "https://involvement.example.org/opportunities/ward-food/", Categories: []string{"Closing date", "Food"},
				Start: changed, End: changed.Add(2 * time.Hour), Changed: changed,
			})
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var out bytes.Buffer
				if err := c.Write(&out); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
