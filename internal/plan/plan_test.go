package plan

import (
	"fmt"
	"slices"
	"testing"

	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/page"
	"example.org/partake/internal/present"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

const today value.Date = 20000

// strategyOf has a number of ambitions, each with a promise.
func strategyOf(ambitions int) (*Maker, *site.Strategy) {
	s := &site.Site{Today: today, Base: "https://example.org", Config: &config.Config{}}
	st := &site.Strategy{Strategy: &content.Strategy{Page: page.Page{Origin: page.Origin{ID: "strategy/s", URL: "/strategy/s/"}, Title: "S"}}}
	docs := []content.Doc{st.Strategy}
	for i := range ambitions {
		id := fmt.Sprintf("strategy/s/%d", i+1)
		a := &site.Ambition{Ambition: &content.Ambition{Page: page.Page{Origin: page.Origin{ID: id, URL: "/" + id + "/"}, Title: id}, Order: i + 1}, Strategy: st}
		a.Ideal = []string{"first of " + id, "second"}
		a.Actions = []content.Action{{What: "Do it.", Due: today + 9, Status: "in-progress", StatusDate: today - value.Date(i)}}
		st.Ambitions = append(st.Ambitions, a)
		docs = append(docs, a.Ambition)
	}
	s.Index = site.NewIndex(docs, nil)
	st.Links = s.Index.LinksOf(st.ID)
	for _, a := range st.Ambitions {
		a.Links = s.Index.LinksOf(a.ID)
	}
	s.Strategies = []*site.Strategy{st}
	return New(present.New(frame.New(s, frame.Desk{}))), st
}

// Eight ambitions and more ask for a smaller type, and thirteen are said to be too
// many for one side. Each line has one line of what good looks like.
func TestOnAPage(t *testing.T) {
	for n, want := range map[int][2]bool{0: {}, 7: {}, 8: {true, false}, 12: {true, false}, 13: {true, true}} {
		m, st := strategyOf(n)
		v := m.onAPage(st)
		if got := [2]bool{v.Dense, v.Long}; got != want || len(v.Lines) != n {
			t.Errorf("%d ambitions: %v and %d lines, want %v", n, got, len(v.Lines), want)
		}
		for i, l := range v.Lines {
			if l.Order != i+1 || l.Good != "first of "+st.Ambitions[i].ID {
				t.Errorf("line %d is %d, %q", i+1, l.Order, l.Good)
			}
		}
		if v.Address != "example.org/strategy/s/" {
			t.Errorf("on paper the address is %q", v.Address)
		}
	}
}

// Each strategy has a log, and so has each ambition; that of the strategy holds
// those of its ambitions, with the newest first.
func TestPlanned(t *testing.T) {
	m, st := strategyOf(3)
	var urls []string
	for _, p := range m.Planned() {
		urls = append(urls, p.URL)
	}
	want := []string{"/strategy/s/on-a-page/", "/strategy/s/changes/", "/strategy/s/1/changes/", "/strategy/s/2/changes/", "/strategy/s/3/changes/", "/strategy/s/whole/"}
	if !slices.Equal(urls, want) {
		t.Errorf("planned %q", urls)
	}
	all := st.Log(today)
	if len(all) != 3 || all[0].Day != today || all[2].Day != today-2 {
		t.Errorf("the log holds %v", all)
	}
	if early := st.Log(today - 1); len(early) != 2 {
		t.Errorf("a day before it holds %d changes: what is to come waits", len(early))
	}
	no := false
	st.OnAPage = &no
	if got := m.Planned()[0].URL; got != "/strategy/s/changes/" {
		t.Errorf("a strategy whose editor wants no page to print has %s", got)
	}
}
