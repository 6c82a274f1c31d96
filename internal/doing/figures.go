package doing

import (
	"fmt"

	"example.org/partake/internal/clock"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// figures are the large ones.
func figures(c clock.Clock) []view.DoingFigure {
	told := time(c.Told, "until people were told what happens", "answer", "answers")
	done := time(c.Done, "until it was done", "thing that we did", "things that we did")
	change := view.DoingFigure{Label: "things that people told us led to a change"}
	if s := c.Share; s.Enough() {
		change.Value, change.Note = outOf(s.Changed(), s.All()), "We did what they asked for, or part of it."
	} else {
		tooFew(&change, s.All(), "thing that is old enough to count", "things that are old enough to count")
	}
	agree := view.DoingFigure{Label: "times, the people who told us agree with our answer"}
	if a := c.Agreed; a.Enough() {
		agree.Value, agree.Note = outOf(a.Yes, a.Asked()), fmt.Sprintf("They agree in part %s, and not at all %s.", times(a.Partly), times(a.No))
	} else {
		tooFew(&agree, a.Asked(), "answer that we checked", "answers that we checked")
	}
	return []view.DoingFigure{told, done, change, agree}
}

func time(m clock.Middle, label, one, many string) view.DoingFigure {
	f := view.DoingFigure{Label: label}
	if !m.Enough() {
		tooFew(&f, m.Of, one, many)
		return f
	}
	f.Value, f.Note = wording.SentenceCase(days(m.Days)), "Half of "+wording.Plural(m.Of, one, many)+" took no longer, from the day on which people told us."
	return f
}

func times(n int) string { return wording.Plural(n, "time", "times") }

func tooFew(f *view.DoingFigure, n int, one, many string) {
	f.Few, f.Value = true, "Too few to say"
	f.Note = fmt.Sprintf("%s so far. We show a figure from %d.", wording.Plural(n, one, many), clock.Least)
}

// few says in a sentence that there is no figure.
func few(n int, one, many string) string {
	if n == 0 {
		return "No " + many + " so far."
	}
	return "Too few to say: " + wording.Plural(n, one, many) + " so far."
}

// days is a length of time as it stands inside a sentence.
func days(n int) string {
	if n == 0 {
		return "the same day"
	}
	return wording.Days(n)
}

func outOf(n, of int) string { return wording.Thousands(n) + " of " + wording.Thousands(of) }

// percent is rounded to the nearest whole number.
func percent(n, of int) int { return (200*n + of) / (2 * of) }

// share is what became of what people said. The parts are shown also where they are
// too few for a share: each is a page of this site that anybody can count.
func (m *Maker) share(v *view.Doing, s clock.Share) {
	for _, x := range []struct {
		words string
		n     int
	}{
		{"We did this", s.Done},
		{"We did part of this", s.Partly},
		{"We have started", s.Started},
		{"We plan to", s.Planned},
		{"We have heard it or are looking into it", s.Looking},
		{"We cannot do this yet", s.NotYet},
		{"We cannot do this", s.Cannot},
	} {
		if x.n > 0 {
			v.Became = append(v.Became, counted(x.words, x.n))
		}
	}
	n := s.All()
	if s.Enough() {
		v.BecameOf = fmt.Sprintf("People told us %s. %s led to a change: %d in 100 (%d%%).", wording.Plural(n, "thing", "things"), wording.Thousands(s.Changed()), percent(s.Changed(), n), percent(s.Changed(), n))
	} else {
		v.BecameOf = few(n, "thing that is old enough to count", "things that are old enough to count")
	}
	if s.New > 0 {
		v.Left = append(v.Left, fmt.Sprintf("%s that we heard less than %d days ago. It is too early to say what becomes of that.", wording.Plural(s.New, "thing", "things"), clock.Settled))
	}
	if s.Questions > 0 {
		v.Left = append(v.Left, wording.Plural(s.Questions, "question", "questions")+" that people asked. A question asks for an answer and not for a change. We count how long the answer took.")
	}
}

func counted(words string, n int) view.CountedLink {
	return view.CountedLink{Link: view.Link{Text: words}, Count: n}
}

// agreed says what people think of our answers, whatever it is.
func agreed(v *view.Doing, a clock.Agreed) {
	v.AgreedOf = fmt.Sprintf("We gave %s, and went back to the people for %s.", wording.Plural(a.Answers, "answer", "answers"), wording.Plural(a.Asked(), "of them", "of them"))
	if !a.Enough() {
		v.AgreedOf += " " + few(a.Asked(), "answer that we checked", "answers that we checked")
		return
	}
	v.Agreed = []view.CountedLink{counted("They agree", a.Yes), counted("They agree in part", a.Partly), counted("They do not agree", a.No)}
}
