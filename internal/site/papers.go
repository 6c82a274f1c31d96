package site

import "example.org/partake/internal/value"

// Addresses of pages that Partake makes of others.
const (
	DoingURL      = "/updates/how-we-are-doing/" // the feedback clock of the whole site
	BoardURL      = "/reports/board/"
	PromisesName  = "promises.ics" // the calendar of what is promised, below a strategy and a service
	doingFolder   = "how-we-are-doing/"
	posterFolder  = "poster/"
	postersFolder = "posters/"
	changesFolder = "changes/"
)

// OnAPageURL is the strategy on one side of paper, "" when its editor wants none.
func (st *Strategy) OnAPageURL() string {
	if st.OnAPage != nil && !*st.OnAPage {
		return ""
	}
	return st.URL + "on-a-page/"
}

// WholeURL is the strategy with all its ambitions in one document.
func (st *Strategy) WholeURL() string { return st.URL + "whole/" }

// ChangesURL is the log of what has changed in the strategy and its ambitions.
func (st *Strategy) ChangesURL() string { return st.URL + changesFolder }

// ChangesURL is the log of what has changed in an ambition.
func (a *Ambition) ChangesURL() string { return a.URL + changesFolder }

// PosterURL is the poster of an update, "" when it has none: nothing is answered
// yet, or its editor wants none.
func (u *Update) PosterURL() string {
	if u.Poster != nil && !*u.Poster || u.Status == "heard" || u.Status == "looking-into" || !u.Listed() {
		return ""
	}
	return u.URL + posterFolder
}

// ReportURL is the report on an opportunity that is over, "" while there is nothing
// to report.
func (o *Opportunity) ReportURL() string {
	if o.Outcome == nil || o.State.Open() || o.State == Upcoming {
		return ""
	}
	return o.URL + "report/"
}

// DoingURL is the feedback clock of a service, "" when nobody has told it anything
// and it has asked nobody.
func (t *Topic) DoingURL() string {
	if len(t.Updates)+len(t.Opportunities) == 0 {
		return ""
	}
	return t.URL + doingFolder
}

// AgendaURL is what a service's meeting talks about: its replies and what is open.
// It is there where DoingURL is.
func (t *Topic) AgendaURL() string {
	if t.DoingURL() == "" {
		return ""
	}
	return t.URL + "agenda/"
}

// PostersURL is a sheet with several answers of a service, "" without any.
func (t *Topic) PostersURL() string {
	for _, u := range t.Updates {
		if u.PosterURL() != "" {
			return t.URL + postersFolder
		}
	}
	return ""
}

// ReplyBy is the day by which the people who took part hear what came of it, 0 when
// none is promised.
func (o *Opportunity) ReplyBy() value.Date {
	switch {
	case o.Feedback == nil:
	case o.Feedback.By != 0:
		return o.Feedback.By
	case o.Feedback.DaysAfterClose != 0 && o.Closes.Date != 0:
		return o.Closes.Date + value.Date(o.Feedback.DaysAfterClose)
	}
	return 0
}
