package derived

import (
	"example.org/partake/internal/diag"
	"example.org/partake/internal/site"
)

// papers gives addresses to the pages that Partake makes of single pages, and to
// those on how promises are kept.
func (m *maker) papers() {
	m.claimMade(site.DoingURL, "How we are doing", false)
	m.claimMade(site.BoardURL, "Board report", false)
	for _, st := range m.site.Strategies {
		for _, url := range []string{st.OnAPageURL(), st.WholeURL(), st.ChangesURL(), st.URL + site.PromisesName} {
			m.paper(url)
		}
		if st.OnAPageURL() == "" {
			m.site.Gone(st.URL + "on-a-page/")
		}
		for _, a := range st.Ambitions {
			m.paper(a.ChangesURL())
		}
	}
	for _, u := range m.site.Updates {
		m.paper(u.PosterURL())
	}
	for _, o := range m.site.Opportunities {
		m.paper(o.ReportURL())
	}
}

// topicPapers are those of services, once it is known what names them.
func (m *maker) topicPapers() {
	for _, t := range m.site.Services {
		for _, url := range []string{t.DoingURL(), t.AgendaURL(), t.PostersURL(), t.URL + site.PromisesName} {
			m.paper(url)
		}
	}
}

// paper notes the address of what Partake makes, or blames the page that has it.
func (m *maker) paper(url string) {
	if url == "" {
		return
	}
	p := m.waiting[url]
	if d, here := m.in.At[url]; here {
		p = d.Base()
	}
	switch {
	case p != nil:
		m.list.Add(diag.Errorf(diag.Pos{File: p.File, Line: 1, Col: 1}, "give the page a slug, or another place", "Partake makes a page at %s itself", url))
	case m.site.Has(url + "index.html"):
		m.list.Add(diag.Errorf(diag.Pos{File: "static" + url + "index.html"}, "give the file another name", "Partake makes a page at %s itself", url))
	}
	m.site.Make(url)
}
