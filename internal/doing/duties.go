package doing

import (
	"example.org/partake/internal/clock"
	"example.org/partake/internal/promise"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// How many duties a list shows: more of what is late than of what is to come.
const (
	mostLate = 20
	mostDue  = 6
)

// parts are what we owe people, what is late first.
func (m *Maker) parts(d clock.Duties, waiting []*site.Update) []view.DoingPart {
	return []view.DoingPart{
		part("Replies that we owe", "replies", "We owe nobody a reply just now.",
			m.list("Late", "We said that people would hear by this day what came of taking part. They have not.", "Due", true, d.RepliesLate),
			m.waiting(waiting),
			m.list("Due next", "", "Due", false, d.Replies)),
		part("What we said we would do", "plans", "No plan is open just now.",
			m.list("Late", "We said that this would be done by now. It is not.", "Due", true, d.PlansLate),
			m.list("Due next", "", "Due", false, d.Plans),
			m.list("We do not know yet what is different", "We said that we would know by now.", "Due", true, d.UnknownLate)),
		part("What we said we would look at again", "again", "There is nothing that we said we would look at again.",
			m.list("The day has come", "We could not do this, and said that we would look at it again.", "Promised for", true, d.LookNow),
			m.list("Later", "", "Promised for", false, d.LookLater)),
	}
}

// part leaves out lists without anything in them.
func part(heading, id, empty string, lists ...view.DutyList) view.DoingPart {
	p := view.DoingPart{Heading: heading, ID: id, Empty: empty}
	for _, l := range lists {
		if len(l.Duties) > 0 {
			p.Lists = append(p.Lists, l)
		}
	}
	return p
}

func (m *Maker) list(heading, intro, due string, late bool, promises []promise.Promise) view.DutyList {
	most := mostDue
	if late {
		most = mostLate
	}
	l := view.DutyList{Heading: heading, Intro: intro, Late: late, More: max(0, len(promises)-most)}
	for _, p := range promises[:len(promises)-l.More] {
		l.Duties = append(l.Duties, view.Duty{Page: view.Link{Text: p.What, URL: p.Page.URL}, Day: due + " " + p.Due.String() + m.ago(p.Due) + ".", Owner: m.Owner(p.Owner)})
	}
	return l
}

// waiting are the people who told us something and have heard nothing.
func (m *Maker) waiting(updates []*site.Update) view.DutyList {
	var open []*site.Update
	for _, u := range updates {
		if u.Listed() {
			open = append(open, u)
		}
	}
	l := view.DutyList{Heading: "Not told yet", Intro: "People told us this, and we have not told them yet what happens with it.", Late: true, More: max(0, len(open)-mostLate)}
	for _, u := range open[:len(open)-l.More] {
		l.Duties = append(l.Duties, view.Duty{Page: view.Link{Text: u.Title, URL: u.URL}, Day: "Heard on " + u.HeardOn.String() + m.ago(u.HeardOn) + ".", Owner: m.Owner(u.Owner)})
	}
	return l
}

// ago says how long a day has passed, "" for one that has not.
func (m *Maker) ago(d value.Date) string {
	switch n := int(m.Site.Today - d); {
	case n < 0:
		return ""
	case n == 0:
		return ", today"
	default:
		return ", " + wording.Days(n) + " ago"
	}
}
