package poster_test

import (
	"bytes"
	"strings"
	"testing"

	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/layout"
	"example.org/partake/internal/page"
	"example.org/partake/internal/poster"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/layouts"
)

// A poster as long as most: some 140 letters in each text.
func sample() (*poster.Maker, *site.Update) {
	u := &site.Update{Update: &content.Update{
		Page: page.Page{Title: "Appointments in Ravensbeck that fit the first bus"}, HeardOn: 20600,
		HeardFrom: &content.HeardFrom{Who: []value.Who{"patients", "carers"}}, Status: "done", StatusDate: 20700,
		YouSaid:    "You keep giving me 9:15am. The 212 gets in at 10:05am. So I pay £31 for a taxi, or I do not come. Then I am the one who did not attend.",
		WeDid:      "Staff in Ravensbeck now see the bus times beside the diary. They offer 10:20am or later to people who live in Kelderdale.",
		Difference: "In the first 8 weeks, 6 people from the dale missed a morning appointment. In the 8 weeks before, it was 19.",
	}}
	s := &site.Site{
		Base: "https://involvement.northgate-fells.example", Today: 20800, Updates: []*site.Update{u},
		Config: &config.Config{Organisation: config.Organisation{Name: "Northgate and Fells NHS Foundation Trust", ShortName: "Northgate and Fells"}, SiteName: "Get involved"},
	}
	u.ID, u.URL = "updates/bus", "/updates/bus/"
	s.Index = site.NewIndex([]content.Doc{u.Update}, nil)
	u.Links = s.Index.LinksOf(u.ID)
	u.Contact = value.Contact{Name: "Involvement Team", Phone: "01632 960200"}
	return poster.New(frame.New(s, frame.Desk{})), u
}

func render(tb testing.TB, l *layout.Layout, v view.Poster) []byte {
	tb.Helper()
	var page bytes.Buffer
	if err := l.Render(&page, "poster", v); err != nil {
		tb.Fatal(err)
	}
	return page.Bytes()
}

func newLayout(tb testing.TB) *layout.Layout {
	tb.Helper()
	l, err := layout.New(layouts.FS, view.Shell{Organisation: "Northgate and Fells NHS Foundation Trust", SiteName: "Get involved", CSS: "/assets/site.css", JS: "/assets/site.js"})
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// A site may have thousands of posters: the page is small, and says nothing twice.
func TestPosterIsSmall(t *testing.T) {
	m, u := sample()
	page := render(t, newLayout(t), m.Poster(u))
	if len(page) > 6000 {
		t.Errorf("a poster has %d bytes, more than 6,000", len(page))
	}
	for _, words := range []string{u.YouSaid, u.WeDid, u.Difference, "<svg"} {
		if n := strings.Count(string(page), words); n != 1 {
			t.Errorf("%.30q stands %d times on it", words, n)
		}
	}
}

// The key of a poster's page, as the press makes it.
func BenchmarkKey(b *testing.B) {
	m, u := sample()
	for b.Loop() {
		digest.Of(m.Poster(u))
	}
}

func BenchmarkRender(b *testing.B) {
	m, u := sample()
	l := newLayout(b)
	v := any(m.Poster(u))
	var page bytes.Buffer
	for b.Loop() {
		page.Reset()
		if err := l.Render(&page, "poster", v); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(page.Len()), "B/page")
}
