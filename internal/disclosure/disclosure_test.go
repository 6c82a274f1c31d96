package disclosure

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRound(t *testing.T) {
	for n, want := range map[int]string{
		-1: "0", 0: "0", 1: "1 to 7", 2: "1 to 7", 4: "1 to 7", 5: "1 to 7", 6: "1 to 7", 7: "1 to 7", 8: "10", 10: "10", 12: "10",
		13: "15", 17: "15", 18: "20", 22: "20", 23: "25", 998: "1000", 1002: "1000", 1003: "1005",
	} {
		if got := Round(n); got.String() != want || !got.Publishable() {
			t.Errorf("%d is published as %s, not %s", n, got, want)
		}
	}
	for text, want := range map[string]string{
		"0": "0", "1 to 7": "1 to 7", "10": "10", "15": "15", "1000": "1000", // as they are
		"1": "1 to 7, wrong", "3": "1 to 7, wrong", "5": "1 to 7, wrong", "7": "1 to 7, wrong", "8": "10, wrong", "12": "10, wrong", "13": "15, wrong",
		"": "-1, wrong", "1-7": "-1, wrong", "-5": "-1, wrong", "ten": "-1, wrong", "10.0": "-1, wrong", "99999999999999999999": "-1, wrong", "1000000000": "-1, wrong",
	} {
		f, ok := ParseFigure(text)
		got := f.String()
		if !ok {
			got += ", wrong"
		}
		if got != want {
			t.Errorf("%q is read as %s, not %s", text, got, want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		part, all int
		want      string
	}{
		{0, 0, ""},
		{0, 7, ""},
		{7, 7, ""},
		{3, 5, ""}, // of few
		{0, 8, "0%"},
		{8, 8, "100%"},
		{0, 500, "0%"},
		{500, 500, "100%"}, // none and all of them
		{1, 8, ""},
		{7, 8, ""},
		{7, 15, ""},
		{8, 15, ""},
		{7, 100, ""},
		{93, 100, ""}, // a part of few
		{8, 16, "50%"},
		{9, 17, "50%"},
		{13, 21, "60%"},
		{92, 100, "90%"},
		{50, 100, "50%"},
		{30, 90, "35%"},
		{8, 5000, "5%"},
		{4992, 5000, "95%"}, // never none or all when it is not
		{-1, 20, ""},
		{21, 20, ""},
	} {
		if got := ShareOf(c.part, c.all).String(); got != c.want {
			t.Errorf("%d of %d are published as %q, not %q", c.part, c.all, got, c.want)
		}
	}
	for text, want := range map[string]string{
		"0%": "0%", "85%": "85%", "100%": "100%", "87%": "85%, wrong", "88%": "90%, wrong", "99%": "100%, wrong", "85": ", wrong", "085%": "85%, wrong", "85.5%": "85%, wrong",
		"-5%": ", wrong", "105%": ", wrong", "NaN%": ", wrong", "Inf%": ", wrong", "%": ", wrong", "most": ", wrong",
	} {
		s, ok := ParseShare(text)
		got := s.String()
		if !ok {
			got += ", wrong"
		}
		if got != want {
			t.Errorf("%q is read as %q, not %q", text, got, want)
		}
	}
}

// TestFits: a file may hold the pairs that counts give, and no other.
func TestFits(t *testing.T) {
	given := map[Figure]map[Share]bool{}
	for all := range 400 {
		for part := range all + 1 {
			f := Round(all)
			if given[f] == nil {
				given[f] = map[Share]bool{}
			}
			given[f][ShareOf(part, all)] = true
		}
	}
	for f := Figure(0); f < 390; f++ {
		if !f.Publishable() {
			continue
		}
		for s := Withheld; s <= 100; s++ {
			if s.Fits(f) != given[f][s] && s != Withheld {
				t.Errorf("%d with %d%%: fits %v, counts give it %v", f, s, s.Fits(f), given[f][s])
			}
		}
	}
	if Share(50).Fits(10) || !Share(50).Fits(1_000_000) {
		t.Error("50% of 10 fits, or of a million does not")
	}
}

// TestShareTells: from a figure and its share nobody learns that one of the three
// numbers is some and not others from 1 to 7. What is weaker than the rule fails here.
func TestShareTells(t *testing.T) {
	if got := shareTells(ShareOf); got != "" {
		t.Error(got)
	}
	for name, weaker := range map[string]func(part, all int) Share{
		"of all only": func(part, all int) Share {
			if all < least {
				return Withheld
			}
			return Share((40*part + all) / (2 * all) * 5)
		},
		"exact": func(part, all int) Share {
			if all == 0 || small(part) {
				return Withheld
			}
			return Share(100 * part / all)
		},
		"not of the rest": func(part, all int) Share {
			if all < least || small(part) || part == 0 {
				return Withheld
			}
			return Share((40*part + all) / (2 * all) * 5)
		},
		"none of few": func(part, all int) Share {
			if part == 0 || part == all {
				return Share(0)
			}
			return ShareOf(part, all)
		},
	} {
		if shareTells(weaker) == "" {
			t.Errorf("the rule %q should tell, and the test does not see it", name)
		}
	}
}

// shareTells looks at every count up to 60, and says of one what can be told.
func shareTells(rule func(part, all int) Share) string {
	type seen struct {
		sent Figure
		done Share
	}
	// What is possible of all, of the part and of the rest.
	possible := map[seen][3]map[int]bool{}
	each := func(do func(s seen, numbers [3]int)) {
		for all := range 61 {
			for part := range all + 1 {
				do(seen{Round(all), rule(part, all)}, [3]int{all, part, all - part})
			}
		}
	}
	each(func(s seen, numbers [3]int) {
		if _, ok := possible[s]; !ok {
			possible[s] = [3]map[int]bool{{}, {}, {}}
		}
		for i, n := range numbers {
			possible[s][i][n] = true
		}
	})
	tells := ""
	each(func(s seen, numbers [3]int) {
		for i, n := range numbers {
			for other := 1; small(n) && other < least; other++ {
				if !possible[s][i][other] {
					tells = fmt.Sprintf("%s, %s: %v has a small number that can't be %d", s.sent, s.done, numbers, other)
				}
			}
		}
	})
	return tells
}

func at(day string) time.Time {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return d
}

func TestQuarter(t *testing.T) {
	for day, want := range map[string]string{
		"2026-01-01": "2026-01-01 2026-03-31 January to March 2026", "2026-06-30": "2026-04-01 2026-06-30 April to June 2026",
		"2026-07-01": "2026-07-01 2026-09-30 July to September 2026", "2024-12-31": "2024-10-01 2024-12-31 October to December 2024",
	} {
		q := QuarterOf(at(day))
		if got := q.First().Format(time.DateOnly) + " " + q.Last().Format(time.DateOnly) + " " + q.String(); got != want {
			t.Errorf("%s is in %s, not %s", day, got, want)
		}
	}
	// A day is one of UTC, as with records: in London it is 1 July already.
	if q := QuarterOf(time.Date(2026, 7, 1, 0, 30, 0, 0, time.FixedZone("BST", 3600))); q.String() != "April to June 2026" {
		t.Error(q)
	}
}

func TestJoin(t *testing.T) {
	q := QuarterOf(at("2026-04-01"))
	kept := Publish(q, at("2026-07-14"), []Cell{{"forms/b", 40, 30}, {"forms/a", 3, 3}})
	if len(kept.Rows) != 2 || kept.Rows[0] != (Row{"forms/a", "", Few, Withheld}) || kept.Rows[1] != (Row{"forms/b", "", 40, 75}) {
		t.Fatalf("%+v", kept)
	}
	now := at("2026-07-20")
	titled := Table{q, kept.Counted, []Row{{"forms/b", "B", 40, 75}, {"forms/a", "A", Few, Withheld}}}
	older := Publish(q-1, at("2026-04-02"), []Cell{{"forms/a", 9, 0}})
	all, err := Join([]Table{kept}, []Table{titled, older}, now)
	if err != nil || len(all) != 2 || all[0].Quarter != q-1 || all[1].Rows[0].Title != "B" {
		t.Errorf("%+v, %v", all, err)
	}
	for name, change := range map[string]func(*Table) error{
		"another figure": func(t *Table) error { t.Rows[0].Sent = 45; return ErrChanged },
		"another share":  func(t *Table) error { t.Rows[0].Done = Withheld; return ErrChanged },
		"one less":       func(t *Table) error { t.Rows = t.Rows[:1]; return ErrChanged },
		"one more":       func(t *Table) error { t.Rows = append(t.Rows, Row{"forms/c", "", 10, Withheld}); return ErrChanged },
		"not over":       func(t *Table) error { t.Quarter++; return ErrEarly },
	} {
		file := Table{q, kept.Counted, slices.Clone(titled.Rows)}
		want := change(&file)
		if _, err := Join([]Table{kept}, []Table{file}, now); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if due, ok := Due(all, now); ok {
		t.Errorf("%s is counted twice", due)
	}
	if due, ok := Due(all, at("2026-10-01")); !ok || due != q+1 {
		t.Errorf("%s, %v", due, ok)
	}
	if due, ok := Due(nil, at("2027-05-01")); !ok || due != QuarterOf(at("2027-03-31")) {
		t.Errorf("%s, %v: only what ended last is counted", due, ok)
	}
}

func TestText(t *testing.T) {
	got := Text([]Table{{
		Quarter: QuarterOf(at("2026-04-01")), Counted: at("2026-07-14"),
		Rows: []Row{{"forms/bank", `The "bank": join`, 40, 75}, {"forms/interest", "Interested?", Few, Withheld}, {"forms/news", "News", 0, Withheld}},
	}})
	_, rows, _ := strings.Cut(got, "secret.\n")
	if rows != `- from: 2026-04-01
  until: 2026-06-30
  counted: 2026-07-14
  forms:
    - form: "forms/bank"
      title: "The \"bank\": join"
      sent: 40
      dealt_with: 75%
    - form: "forms/interest"
      title: "Interested?"
      sent: 1 to 7
    - form: "forms/news"
      title: "News"
      sent: 0
` {
		t.Error(got)
	}
}
