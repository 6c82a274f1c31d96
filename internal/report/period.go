package report

import (
	"time"

	"example.org/partake/internal/value"
)

// Period is a stretch of days, the last one included.
type Period struct{ From, To value.Date }

// Year is the 12 whole months before the one of a day: what a report is about
// when nobody asks for something else.
func Year(today value.Date) Period {
	t := today.Start()
	first := func(later int) value.Date {
		return value.DateOf(time.Date(t.Year(), t.Month()+time.Month(later), 1, 0, 0, 0, 0, value.London))
	}
	return Period{first(-12), first(0) - 1}
}

// Has says whether a day is in the period. No day is in none.
func (p Period) Has(d value.Date) bool { return d != 0 && p.From <= d && d <= p.To }

// String is "November 2025 to October 2026", with the days unless the period is made
// of whole months.
func (p Period) String() string {
	whole := p.months() > 0
	switch {
	case whole && p.From.Month() == p.To.Month():
		return p.From.Month()
	case whole:
		return p.From.Month() + " to " + p.To.Month()
	case p.From == p.To:
		return p.From.String()
	}
	return p.From.String() + " to " + p.To.String()
}

// months is how many whole months the period has, 0 unless it is made of them.
func (p Period) months() int {
	from, to := p.From.Start(), (p.To + 1).Start()
	if from.Day() != 1 || to.Day() != 1 {
		return 0
	}
	return (to.Year()-from.Year())*12 + int(to.Month()-from.Month())
}

// Before is the period of the same length that ends where this one begins.
func (p Period) Before() Period {
	if n := p.months(); n > 0 {
		return Period{Months(p.From, -n), p.From - 1}
	}
	return Period{p.From - (p.To - p.From + 1), p.From - 1}
}

// Months is the same day some months later, or earlier. A month that is too short
// for it gives its last day.
func Months(d value.Date, n int) value.Date {
	t := d.Start()
	last := time.Date(t.Year(), t.Month()+time.Month(n+1), 0, 0, 0, 0, 0, value.London)
	return value.DateOf(time.Date(last.Year(), last.Month(), min(t.Day(), last.Day()), 0, 0, 0, 0, value.London))
}
