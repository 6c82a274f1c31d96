package report

import (
	"slices"

	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// TakingPart is what people could take part in during a period.
type TakingPart struct {
	Levels []Level // in the order of the ladder; the last one is for those that do not say
	Total  Level
	Told   int // how many of those that closed say how many people took part
}

// Level is a step of the ladder of participation, "" for none.
type Level struct {
	Level          value.Level
	Opened, Closed int
	People         int // who took part in what closed; somebody who did so twice is counted twice
}

// Together is how many of those that opened are planned or decided with people as
// equals, and how many say at all how much say people have.
func (t TakingPart) Together() (n, of int) {
	for _, l := range t.Levels {
		if l.Level != "" {
			of += l.Opened
		}
		if l.Level == "co-design" || l.Level == "co-production" {
			n += l.Opened
		}
	}
	return n, of
}

func takingPart(s *site.Site, p Period) TakingPart {
	at := map[value.Level]int{}
	t := TakingPart{}
	for _, name := range slices.Concat(value.Level("").Allowed(), []string{""}) { // Allowed is shared
		at[value.Level(name)] = len(t.Levels)
		t.Levels = append(t.Levels, Level{Level: value.Level(name)})
	}
	for _, o := range s.Opportunities {
		l := Level{}
		if begins := begins(o); begins <= s.Today && p.Has(begins) {
			l.Opened = 1
		}
		if o.State == site.Closed && p.Has(o.Closes.Date) {
			l.Closed = 1
			if o.Outcome != nil && o.Outcome.PeopleInvolved > 0 {
				l.People = o.Outcome.PeopleInvolved
				t.Told++
			}
		}
		t.Levels[at[o.Level]].add(l)
		t.Total.add(l)
	}
	return t
}

func (l *Level) add(x Level) {
	l.Opened += x.Opened
	l.Closed += x.Closed
	l.People += x.People
}

// begins is the day from which people could join.
func begins(o *site.Opportunity) value.Date { return max(o.Published, o.Opens.Date) }
