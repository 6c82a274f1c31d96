package retell

import (
	"maps"

	"example.org/partake/internal/content"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
)

// copied is the same Site in other nodes, with other Docs in the place of some. All that
// leads from page to page, the order of lists, and what is in them, is as it was.
func copied(s *site.Site, docs map[content.Doc]content.Doc) *site.Site {
	r := &retelling{
		docs: docs, pages: map[*page.Page]*page.Page{}, links: make([]site.Links, len(s.Index.Links)),
		opps: make([]site.Opportunity, len(s.Opportunities)), updates: make([]site.Update, len(s.Updates)), learning: make([]site.Learning, len(s.Learning)),
		orgs: make([]site.Organisation, len(s.Organisations)), strategies: make([]site.Strategy, len(s.Strategies)), ambitions: make([]site.Ambition, len(s.Ambitions())), topics: make([]site.Topic, len(s.Services)+len(s.Areas)),
	}
	for before, after := range docs {
		r.pages[before.Base()] = after.Base()
	}
	out := *s
	out.Index.Docs, out.Index.Links = each(s.Index.Docs, r.doc), r.links
	for i := range s.Index.Links {
		r.links[i] = r.linksOf(s.Index.Links[i])
	}
	r.kinds(&out)
	r.directory(&out)
	r.lists(&out)
	return &out
}

// retelling is a Site on its way into other nodes. Each has the place there that it
// had in the list of its kind.
type retelling struct {
	docs       map[content.Doc]content.Doc
	pages      map[*page.Page]*page.Page
	links      []site.Links
	opps       []site.Opportunity
	updates    []site.Update
	learning   []site.Learning
	orgs       []site.Organisation
	strategies []site.Strategy
	ambitions  []site.Ambition
	topics     []site.Topic
}

func (r *retelling) opp(o *site.Opportunity) *site.Opportunity   { return &r.opps[o.Place] }
func (r *retelling) update(u *site.Update) *site.Update          { return &r.updates[u.Place] }
func (r *retelling) org(o *site.Organisation) *site.Organisation { return &r.orgs[o.Place] }
func (r *retelling) ambition(a *site.Ambition) *site.Ambition    { return &r.ambitions[a.Place] }
func (r *retelling) topic(t *site.Topic) *site.Topic             { return &r.topics[t.Place] }
func (r *retelling) linked(l *site.Links) *site.Links            { return &r.links[l.Place] }

func (r *retelling) strategy(st *site.Strategy) *site.Strategy {
	if st == nil {
		return nil
	}
	return &r.strategies[st.Place]
}

func (r *retelling) doc(d content.Doc) content.Doc {
	if x, ok := r.docs[d]; ok {
		return x
	}
	return d
}

// now is a Doc of a known kind as it is now.
func now[T content.Doc](r *retelling, d T) T { return r.doc(d).(T) }

func (r *retelling) page(p *page.Page) *page.Page {
	if x, ok := r.pages[p]; ok {
		return x
	}
	return p
}

// each is a list with other nodes in it, nil when it was.
func each[T any](list []T, f func(T) T) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

func (r *retelling) linksOf(l site.Links) site.Links {
	l.Services, l.Areas, l.Ambitions = each(l.Services, r.topic), each(l.Areas, r.topic), each(l.Ambitions, r.ambition)
	l.Formats = each(l.Formats, func(f site.Format) site.Format { f.Page = r.page(f.Page); return f })
	if v := l.Version; v != nil {
		l.Version = &site.Version{Of: r.page(v.Of), Format: v.Format}
	}
	return l
}

// kinds retells the pages that lead to each other.
func (r *retelling) kinds(s *site.Site) {
	s.Opportunities = each(s.Opportunities, func(o *site.Opportunity) *site.Opportunity {
		x := r.opp(o)
		*x = *o
		x.Opportunity, x.Links, x.Updates, x.Partners = now(r, o.Opportunity), r.linked(o.Links), each(o.Updates, r.update), each(o.Partners, r.org)
		x.Training = each(o.Training, func(t site.Training) site.Training { t.Learning = &r.learning[t.Place]; return t })
		x.MetBy = directory(r, o.MetBy)
		if o.Form != nil {
			x.Form = now(r, o.Form)
		}
		x.Pay.Reimbursement = &x.Opportunity.Reimbursement
		return x
	})
	s.Updates = each(s.Updates, func(u *site.Update) *site.Update {
		x := r.update(u)
		*x = *u
		x.Update, x.Links, x.Opportunities = now(r, u.Update), r.linked(u.Links), each(u.Opportunities, r.opp)
		return x
	})
	s.Strategies = each(s.Strategies, func(st *site.Strategy) *site.Strategy {
		x := r.strategy(st)
		*x = *st
		x.Strategy, x.Links, x.Ambitions = now(r, st.Strategy), r.linked(st.Links), each(st.Ambitions, r.ambitionOf)
		x.Supersedes, x.ReplacedBy = r.strategy(st.Supersedes), r.strategy(st.ReplacedBy)
		return x
	})
}

func (r *retelling) ambitionOf(a *site.Ambition) *site.Ambition {
	x := r.ambition(a)
	*x = *a
	x.Ambition, x.Links, x.Strategy = now(r, a.Ambition), r.linked(a.Links), r.strategy(a.Strategy)
	x.Opportunities, x.Updates, x.Evidence = each(a.Opportunities, r.opp), each(a.Updates, r.update), maps.Clone(a.Evidence)
	for name, u := range a.Evidence {
		x.Evidence[name] = r.update(u)
	}
	return x
}

// directory retells the pages that say who and what there is.
func (r *retelling) directory(s *site.Site) {
	if s.Home != nil {
		s.Home = now(r, s.Home)
	}
	s.About, s.Terms, s.Guides, s.News = directory(r, s.About), directory(r, s.Terms), directory(r, s.Guides), directory(r, s.News)
	s.People, s.Groups, s.Routes, s.Forms = directory(r, s.People), directory(r, s.Groups), directory(r, s.Routes), directory(r, s.Forms)
	s.Learning = each(s.Learning, func(l *site.Learning) *site.Learning {
		x := &r.learning[l.Place]
		*x = *l
		x.Learning, x.Links = now(r, l.Learning), r.linked(l.Links)
		if l.Pay.Reimbursement != nil {
			x.Pay.Reimbursement = x.Learning.Reimbursement
		}
		return x
	})
	s.Organisations = each(s.Organisations, func(o *site.Organisation) *site.Organisation {
		x := r.org(o)
		*x = *o
		x.Organisation, x.Links, x.Opportunities = now(r, o.Organisation), r.linked(o.Links), each(o.Opportunities, r.opp)
		if o.Successor != nil {
			x.Successor = r.org(o.Successor)
		}
		return x
	})
}

// directory is a list of pages as they are now.
func directory[T content.Doc](r *retelling, list []T) []T {
	return each(list, func(d T) T { return now(r, d) })
}

// lists retells what Partake makes of the pages.
func (r *retelling) lists(s *site.Site) {
	topic := func(t *site.Topic) *site.Topic {
		x := r.topic(t)
		*x = *t
		x.Opportunities, x.Updates = each(t.Opportunities, r.opp), each(t.Updates, r.update)
		return x
	}
	s.Services, s.Areas = each(s.Services, topic), each(s.Areas, topic)
	s.Facets = each(s.Facets, func(f *site.Facet) *site.Facet {
		x := *f
		x.List = each(f.List, r.opp)
		return &x
	})
	s.Statuses = each(s.Statuses, func(u *site.Status) *site.Status {
		x := *u
		x.List = each(u.List, r.update)
		return &x
	})
	s.Skills = each(s.Skills, func(k *site.Skill) *site.Skill {
		x := *k
		x.List = directory(r, k.List)
		return &x
	})
	s.Feeds = each(s.Feeds, func(f *site.Feed) *site.Feed {
		x := *f
		x.Entries = each(f.Entries, r.entry)
		x.Changes = each(f.Changes, func(c site.Change) site.Change { c.Page = r.page(c.Page); return c })
		return &x
	})
	s.Calendars = each(s.Calendars, func(c *site.Calendar) *site.Calendar {
		x := *c
		x.Opportunities = each(c.Opportunities, r.opp)
		x.Meetings = each(c.Meetings, func(m site.Meeting) site.Meeting { m.Page = r.page(m.Page); return m })
		return &x
	})
}

func (r *retelling) entry(e site.Entry) site.Entry {
	e.Doc = r.doc(e.Doc)
	if e.Opportunity != nil {
		e.Opportunity = r.opp(e.Opportunity)
	}
	if e.Update != nil {
		e.Update = r.update(e.Update)
	}
	return e
}
