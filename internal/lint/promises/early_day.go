package promises

import (
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
)

// earlyDay: days that may be right, and mean then that something has to be done again.
var earlyDay = lint.Rule{
	Name: "early-day", Asker: "4Pi Impact",
	About: "People are asked what they think of the answer that stands there, and what is different is found out after something was done.",
	Page: onUpdate(func(p *lint.Page, u *site.Update) {
		if c := u.CheckedWith; c != nil && c.On < u.StatusDate {
			p.Find(p.At("checked_with.on"), "ask them again, then write the new day and what they say of it", "they were asked on %s, and the answer has changed since: its day is %s", c.On, u.StatusDate)
		}
		if u.Difference == "" && u.DifferenceDue != 0 && u.DifferenceDue < u.StatusDate {
			p.Find(p.At("difference_due"), "write a day after status_date by which you know", "we wanted to know by %s what is different, and the answer is of %s", u.DifferenceDue, u.StatusDate)
		}
	}),
}
