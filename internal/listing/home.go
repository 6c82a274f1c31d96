package listing

import (
	"slices"

	"example.org/partake/internal/content"
	"example.org/partake/internal/form"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/present"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
)

// most is how many entries of each list stand on the home page.
const most = 3

// Home makes the front page. h may be nil.
func (m *Maker) Home(h *content.Home, body markdown.Rendered) view.Home {
	cfg := m.Site.Config
	v := view.Home{OpenURL: "/opportunities/", WaysURL: "/get-involved/", Past: m.Site.Lists(), UpdatesURL: "/about/get-updates/", Body: body.HTML}
	if h != nil {
		v.Frame = m.Page("home", &h.Page, body)
	} else {
		v.Frame = m.Frame("home", "/", cfg.SiteName, "What you can take part in at "+cfg.Organisation.Name+", and what changed because people spoke up.")
	}
	v.HeadTitle = v.Title + " – " + cfg.SiteName + " – " + cfg.Organisation.ShortName
	v.Contents, v.HomeFeeds = nil, v.Feeds
	v.OpenCount = countOpen(m.Site.Listed())
	v.Closing, v.Open = m.frontCards()
	for _, u := range m.frontStories() {
		v.Stories = append(v.Stories, m.Story(u))
	}
	v.BankURL = m.bank()
	for _, st := range m.Site.Strategies {
		if st.State == "current" {
			v.Strategy, v.Ambitions, v.Figures = present.StrategyLink(st), m.AmbitionLines(st), m.figures(st)
			break
		}
	}
	return v
}

// bank is the address of the way into the involvement bank, "" without one.
func (m *Maker) bank() string {
	for _, r := range m.Site.Routes {
		if d, ok := m.Site.Doc(r.Form, "forms/"); ok && r.Form != "" && d.(*form.Definition).FormKind == "bank" || r.ID == "routes/bank" {
			return r.URL
		}
	}
	return ""
}

// frontCards takes what closes soon, and fills the row with what else is open.
func (m *Maker) frontCards() (closing, open []view.Card) {
	for _, o := range m.Site.Listed() {
		switch {
		case len(closing)+len(open) == most:
			return closing, open
		case o.State == site.ClosingSoon:
			closing = append(closing, m.Card(o))
		case o.State.Open():
			open = append(open, m.Card(o))
		}
	}
	return closing, open
}

// frontStories takes the newest updates that have an answer, and one "we
// can't" if there is one: it is as respectable as the rest.
func (m *Maker) frontStories() []*site.Update {
	var out []*site.Update
	var cannot *site.Update
	for _, u := range m.Site.ListedUpdates() {
		switch u.Status {
		case "done", "partly", "in-progress":
			if len(out) < most {
				out = append(out, u)
			}
		case "cannot", "cannot-now":
			if cannot == nil {
				cannot = u
			}
		}
	}
	if cannot != nil {
		out = append(out[:min(len(out), most-1)], cannot)
	}
	return out
}

// figures takes those of the strategy as a whole, then the newest one of each
// ambition.
func (m *Maker) figures(st *site.Strategy) []view.Measure {
	out := m.Measures(st.Measures, st.URL)
	ambitions := slices.Clone(st.Ambitions)
	ambitions = slices.DeleteFunc(ambitions, func(a *site.Ambition) bool { return len(a.Measures) == 0 })
	slices.SortStableFunc(ambitions, func(x, y *site.Ambition) int { return int(y.Measures[0].AsOf - x.Measures[0].AsOf) })
	for _, a := range ambitions {
		out = append(out, present.Measure(a.Measures[0], a.URL))
	}
	return out[:min(len(out), most)]
}
