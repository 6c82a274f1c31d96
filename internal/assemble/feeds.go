package assemble

import (
	"cmp"
	"slices"
	"strings"

	"example.org/partake/internal/site"
)

// feedNames are the files of a feed.
var feedNames = []string{"feed.xml", "feed.atom", "feed.json"}

// feeds makes every feed of the site.
func (a *assembler) feeds() {
	s := a.site
	name := a.in.Config.SiteName + ", " + a.in.Config.Organisation.ShortName
	add := func(url, title string, entries ...site.Entry) {
		f := &site.Feed{URL: url, Title: title, Entries: newest(entries)}
		s.Feeds, s.Index.Feeds[url] = append(s.Feeds, f), f
		for _, file := range feedNames {
			s.Make(url + file)
		}
	}
	opps, updates := opportunityEntries(s.Opportunities), updateEntries(s.Updates)
	var learning, news []site.Entry
	for _, l := range s.Learning {
		learning = append(learning, site.Entry{Doc: l.Learning})
	}
	for _, n := range s.News {
		news = append(news, site.Entry{Doc: n})
	}
	add("/", name, slices.Concat(opps, updates, learning, news)...)
	add("/opportunities/", "Opportunities: "+name, slices.Clone(opps)...)
	add("/updates/", "You said, we did: "+name, slices.Clone(updates)...)
	add("/learning/", "Learning: "+name, slices.Clone(learning)...)
	for _, st := range s.Strategies {
		for _, amb := range st.Ambitions {
			add(amb.URL, amb.Title+": "+name, slices.Concat(opportunityEntries(amb.Opportunities), updateEntries(amb.Updates))...)
		}
	}
	for _, t := range slices.Concat(s.Services, s.Areas) {
		add(t.URL, t.Name+": "+name, slices.Concat(opportunityEntries(t.Opportunities), updateEntries(t.Updates))...)
	}
}

func opportunityEntries(list []*site.Opportunity) []site.Entry {
	out := make([]site.Entry, 0, len(list))
	for _, o := range list {
		out = append(out, site.Entry{Doc: o.Opportunity, Opportunity: o})
	}
	return out
}

func updateEntries(list []*site.Update) []site.Entry {
	out := make([]site.Entry, 0, len(list))
	for _, u := range list {
		out = append(out, site.Entry{Doc: u.Update, Update: u})
	}
	return out
}

// newest takes the newest by the day on which they appeared. A page without
// that day, and one that is archived, is no news.
func newest(list []site.Entry) []site.Entry {
	out := slices.DeleteFunc(list, func(e site.Entry) bool { return e.Page().Archived || e.Page().Published == 0 })
	slices.SortFunc(out, func(x, y site.Entry) int {
		p, q := x.Page(), y.Page()
		return cmp.Or(cmp.Compare(q.Published, p.Published), strings.Compare(p.ID, q.ID))
	})
	return slices.Clip(out[:min(len(out), site.FeedLength)])
}
