package poster

import (
	"strings"
	"testing"
	"unicode/utf8"

	"example.org/partake/internal/view"
)

// texts are of every length, and of letters of every width.
func texts() map[string]string {
	words := "the last bus leaves before visiting ends, and nobody tells us about it. "
	out := map[string]string{
		"a sentence": "We eat too early.", "no space": strings.Repeat("x", 5000), "wide": strings.Repeat("WWW MMMM @@@@ ", 40), "one sentence": strings.Repeat("word and ", 700),
		"Chinese": strings.Repeat("参加して変える病棟の食事", 30), "accents": strings.Repeat("é̂̃", 400), "sentences": strings.Repeat("A. B! C? ", 300), "none": "",
	}
	for _, n := range []int{1, 2, 3, 5, 8, 13, 21, 34, 55, 900} {
		out[strings.Repeat("I", n%9)+words[:3]+string(rune('a'+n%26))] = strings.Repeat(words, n)
	}
	return out
}

// Whatever is written, a poster stays on its side, its letters are no smaller than
// they must be, and what is left out is said to be.
func TestFit(t *testing.T) {
	all := texts()
	for name, said := range all {
		for other, did := range all {
			for _, lang := range []string{"", "ur"} {
				v := poster(said, did, lang)
				fit(&v, "Fell and Northgate Partnership NHS Foundation Trust")
				s := steps[v.Step-1]
				if h := typeset(&v, "Fell and Northgate Partnership NHS Foundation Trust").height(s); h > high {
					t.Errorf("%s, %s: %.1f high of %.1f", name, other, h, high)
				}
				if s.said < s.ours*1.4 {
					t.Errorf("step %d does not make people's words the largest", v.Step)
				}
				whole := v.Said.Text == said && v.Answer.Text == did && len(v.More) == 2
				if whole == v.Cut {
					t.Errorf("%s, %s: all of it is there: %v, and it says that it is cut: %v", name, other, whole, v.Cut)
				}
				for _, text := range []string{v.Said.Text, v.Answer.Text} {
					kept := strings.TrimSuffix(text, "…")
					if !utf8.ValidString(text) || !strings.HasPrefix(said, kept) && !strings.HasPrefix(did, kept) {
						t.Errorf("%s, %s: %.60q is not how it begins", name, other, text)
					}
				}
			}
		}
	}
}

func poster(said, did, lang string) view.Poster {
	return view.Poster{
		Frame: view.Frame{Title: "The last bus"}, Lang: lang, Said: view.PosterPart{Heading: "You said", Text: said}, Heard: "Carers told us on 3 May 2026.",
		Answer: view.PosterPart{Heading: "We cannot do this because", Text: did}, Date: "3 May 2026",
		More:    []view.PosterPart{{Heading: next, Text: "We ask again."}, {Heading: "The difference", Text: "Twice as many people visit."}},
		Address: "involve.example.org/updates/bus", Talk: "the team", Phone: "01632 960000",
	}
}

// Short words are large, and the longer the text, the smaller they get.
func TestSteps(t *testing.T) {
	last := 0
	for n := 1; n < 60; n++ {
		v := poster(strings.Repeat("It is late again. ", n), "We moved it to 7pm on all wards.", "")
		v.More = nil
		fit(&v, "Fell Trust")
		if n == 1 && v.Step != 1 || v.Step < last {
			t.Errorf("%d sentences have step %d, after %d", n, v.Step, last)
		}
		last = v.Step
	}
	if last != len(steps) {
		t.Errorf("60 sentences end with step %d", last)
	}
}

// A text is cut at a sentence, or at a word where its sentence is too long; never
// inside a letter.
func TestCut(t *testing.T) {
	for _, c := range []struct {
		text  string
		lines int
		want  string
	}{
		{"It fits.", 1, "It fits."},
		{"One is here. Two is not here.", 1, "One is here."},
		{"“Is it one?” Two is not here at all.", 1, "“Is it one?”"},
		{"Costs are 3.5 pounds each and more", 1, "Costs are 3.5…"},
		{"Yes. And then it goes on for much longer than that", 2, "Yes. And then it goes on for much…"},
		{strings.Repeat("x", 60), 1, strings.Repeat("x", 16) + "…"},
		{strings.Repeat("é", 60), 1, strings.Repeat("é", 10) + "…"},
		{"هذه جملة. هذه جملة طويلة جدا لا تنتهي هنا", 1, "هذه جملة."},
	} {
		got, whole := cut(c.text, c.lines, 9)
		if got != c.want || whole != (got == c.text) {
			t.Errorf("%q in %d lines is %q (%v), want %q", c.text, c.lines, got, whole, c.want)
		}
	}
}
