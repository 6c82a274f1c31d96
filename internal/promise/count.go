package promise

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/value"
)

// Count is how far some actions are. Each action counts once: the parts add up to
// All.
type Count struct {
	All        int
	Done       int
	Overdue    int // its day has passed, whatever the page calls it: late, started or not
	InProgress int // and not overdue
	NotStarted int // and not overdue
	Changed    int
	Stopped    int
}

// CountOf counts actions as they stand on a day.
func CountOf(list []content.Action, today value.Date) Count {
	var c Count
	for _, x := range list {
		c.add(x, today)
	}
	return c
}

func (c *Count) add(x content.Action, today value.Date) {
	c.All++
	switch {
	case x.Status == "done":
		c.Done++
	case x.Status == "stopped":
		c.Stopped++
	case Behind(x, today):
		c.Overdue++
	case x.Status == "changed":
		c.Changed++
	case x.Status == "in-progress":
		c.InProgress++
	default:
		c.NotStarted++
	}
}

// Behind says whether an action is overdue: its page calls it late, or its day has
// passed and it is neither done nor stopped.
func Behind(x content.Action, today value.Date) bool {
	return x.Status == "late" || x.Due < today && x.Status != "done" && x.Status != "stopped"
}

// Plus adds two counts.
func (c Count) Plus(d Count) Count {
	return Count{c.All + d.All, c.Done + d.Done, c.Overdue + d.Overdue, c.InProgress + d.InProgress, c.NotStarted + d.NotStarted, c.Changed + d.Changed, c.Stopped + d.Stopped}
}
