package derived

import (
	"slices"

	"example.org/partake/internal/site"
)

// feedNames are the files of a feed.
var feedNames = []string{"feed.xml", "feed.atom", "feed.json"}

// feeds makes every feed of the site.
func (m *maker) feeds() {
	s := m.site
	name := m.site.Config.SiteName + ", " + m.site.Config.Organisation.ShortName
	keep := func(f *site.Feed) {
		s.AddFeed(f)
		for _, file := range feedNames {
			s.Make(f.URL + file)
		}
	}
	add := func(url, title string, lists ...[]site.Entry) {
		keep(&site.Feed{URL: url, Title: title, Entries: site.Newest(lists...)})
	}
	log := func(url, title string, changes []site.Change) {
		keep(&site.Feed{URL: url, Title: "What has changed: " + title + ", " + m.site.Config.Organisation.ShortName, Changes: changes[:min(len(changes), site.FeedLength)]})
	}
	opps, updates := site.OpportunityEntries(s.Opportunities), site.UpdateEntries(s.Updates)
	var learning, news []site.Entry
	for _, l := range s.Learning {
		learning = append(learning, site.Entry{Doc: l.Learning})
	}
	for _, n := range s.News {
		news = append(news, site.Entry{Doc: n})
	}
	add("/", name, opps, updates, learning, news)
	add("/opportunities/", "Opportunities: "+name, opps)
	add("/updates/", "You said, we did: "+name, updates)
	add("/learning/", "Learning: "+name, learning)
	for _, st := range s.Strategies {
		log(st.ChangesURL(), st.Title, st.Log(s.Today))
		for _, amb := range st.Ambitions {
			log(amb.ChangesURL(), amb.Title, amb.Log(s.Today))
			add(amb.URL, amb.Title+": "+name, site.OpportunityEntries(amb.Opportunities), site.UpdateEntries(amb.Updates))
		}
	}
	for _, t := range slices.Concat(s.Services, s.Areas) {
		add(t.URL, t.Name+": "+name, site.OpportunityEntries(t.Opportunities), site.UpdateEntries(t.Updates))
	}
}
