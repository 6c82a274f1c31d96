// Package clock measures how well people are answered: how many days pass from the
// day on which they told us something until we told them what happens with it, and
// until it is done; how much of what they said led to a change; and whether they
// agree with the answer.
//
// What it counts, and why:
//
//   - The middle of all answers (the median) and not the mean: one answer that took
//     three years must not hide twenty quick ones, nor the other way round. Where two
//     answers are in the middle it is halfway between them, rounded up: a figure
//     about ourselves never flatters us.
//   - With fewer than Least answers there is no figure. One quick reply would put a
//     service on top of every list. How many there are is said all the same.
//   - An answer counts on the day on which it was given, whenever it was asked for:
//     otherwise those that took longest would never be counted. What has no answer
//     yet is not in the middle of anything, so it is listed in Waiting.
//   - A share is of what was heard in the time, once it is Settled days old: what we
//     heard last week has not had its chance. Everything else is in it, also what we
//     cannot do and what nobody has looked at yet.
//   - A question asks for an answer and not for a change. It counts in Told and in
//     Agreed, and neither in Done nor in the share.
//   - Archived and unlisted updates count. Otherwise the slow ones could be put
//     away. Another form of a page, such as a translation, does not count again.
//   - A day that is still to come has not happened: nobody was told on it, and
//     nothing was done.
package clock

import (
	"cmp"
	"slices"
	"strings"

	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// Least is how many answers a figure takes.
const Least = 5

// Settled is how many days old something must be before it counts in the share.
const Settled = 90

// Span is the time that is counted, both days included. A day that is 0 sets no
// bound.
type Span struct{ From, To value.Date }

func (s Span) has(d value.Date) bool {
	return d != 0 && d >= s.From && (s.To == 0 || d <= s.To)
}

// Clock is what came out.
type Clock struct {
	Told    Middle // from hearing something until the people who said it were told
	Done    Middle // from hearing something until it was done
	Share   Share
	Agreed  Agreed
	Waiting []*site.Update // heard, and nobody was told yet; the oldest first; whenever it was heard
}

// Middle is the middle of some numbers of days.
type Middle struct{ Days, Of int }

// Enough says whether it may be shown.
func (m Middle) Enough() bool { return m.Of >= Least }

// Share is what became of what people said. Each thing that they said counts once:
// the parts add up to All.
type Share struct {
	Done, Partly, Started, Planned, Looking, NotYet, Cannot int

	// Not in it.
	New       int // heard less than Settled days ago
	Questions int
}

// All is of how many things the share is.
func (s Share) All() int {
	return s.Changed() + s.Started + s.Planned + s.Looking + s.NotYet + s.Cannot
}

// Changed is how many led to a change: we did it, or part of it.
func (s Share) Changed() int { return s.Done + s.Partly }

// Enough says whether it may be shown.
func (s Share) Enough() bool { return s.All() >= Least }

// Agreed is how often the people who said it agree with the answer.
type Agreed struct {
	Yes, Partly, No int
	Answers         int // that have been given, checked with anybody or not
}

// Asked is how many answers were checked with the people who said it.
func (a Agreed) Asked() int { return a.Yes + a.Partly + a.No }

// Enough says whether it may be shown.
func (a Agreed) Enough() bool { return a.Asked() >= Least }

// Of measures updates on a day. What was told, done and checked counts when that was
// in the time; the share is of what was heard in it.
func Of(updates []*site.Update, in Span, today value.Date) Clock {
	var c Clock
	var told, done []int
	for _, u := range updates {
		if u.Links != nil && u.Version != nil || u.HeardOn > today {
			continue
		}
		isTold := u.RepliedOn != 0 && u.RepliedOn <= today
		switch {
		case isTold && in.has(u.RepliedOn):
			told = append(told, int(u.RepliedOn-u.HeardOn))
		case !isTold && !checked(u, today):
			c.Waiting = append(c.Waiting, u)
		}
		question := u.AnswerKind == "question"
		if status(u, today) == "done" && in.has(u.StatusDate) && !question {
			done = append(done, int(u.StatusDate-u.HeardOn))
		}
		if in.has(u.HeardOn) {
			c.Share.add(u, question, today)
		}
		c.Agreed.add(u, isTold, in, today)
	}
	c.Told, c.Done = middle(told), middle(done)
	slices.SortStableFunc(c.Waiting, func(x, y *site.Update) int {
		return cmp.Or(cmp.Compare(x.HeardOn, y.HeardOn), strings.Compare(x.ID, y.ID))
	})
	return c
}

// checked says whether the people who said it were asked what they think of the
// answer: then they have heard it, whenever that was.
func checked(u *site.Update, today value.Date) bool {
	return u.CheckedWith != nil && u.CheckedWith.On <= today
}

// status is how far an update is on a day: one whose day is still to come has only
// been heard.
func status(u *site.Update, today value.Date) value.UpdateStatus {
	if u.StatusDate > today {
		return "heard"
	}
	return u.Status
}

// middle is the median, rounded up.
func middle(days []int) Middle {
	n := len(days)
	if n == 0 {
		return Middle{}
	}
	slices.Sort(days)
	return Middle{Days: (days[(n-1)/2] + days[n/2] + 1) / 2, Of: n}
}

func (s *Share) add(u *site.Update, question bool, today value.Date) {
	switch {
	case question:
		s.Questions++
		return
	case today-u.HeardOn < Settled:
		s.New++
		return
	}
	switch status(u, today) {
	case "done":
		s.Done++
	case "partly":
		s.Partly++
	case "in-progress":
		s.Started++
	case "planned":
		s.Planned++
	case "cannot-now":
		s.NotYet++
	case "cannot":
		s.Cannot++
	default:
		s.Looking++
	}
}

// add counts an answer, and what people think of it. Whoever was asked counts, also
// where the page does not say when they were told.
func (a *Agreed) add(u *site.Update, told bool, in Span, today value.Date) {
	asked := checked(u, today) && in.has(u.CheckedWith.On)
	if asked || told && in.has(u.RepliedOn) {
		a.Answers++
	}
	if !asked {
		return
	}
	switch u.CheckedWith.Agree {
	case "yes":
		a.Yes++
	case "partly":
		a.Partly++
	case "no":
		a.No++
	}
}
