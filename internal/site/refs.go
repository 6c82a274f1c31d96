package site

import (
	"slices"
	"strconv"
	"strings"

	"example.org/partake/internal/config"
	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/value"
)

func itoa(i int) string { return strconv.Itoa(i) }

// link connects the pages with each other, and says which references lead nowhere.
func (a *assembler) link() {
	for _, o := range a.site.Opportunities {
		a.linkOpportunity(o)
	}
	for _, u := range a.site.Updates {
		u.Services = a.named(&u.Page, "services", u.Page.Services, a.services)
		u.Areas = a.named(&u.Page, "areas", u.Page.Areas, a.areas)
		a.linkUpdate(u)
	}
	for _, st := range a.site.Strategies {
		a.linkStrategy(st)
	}
	for _, p := range slices.Concat(a.site.Guides, a.site.About) {
		a.named(&p.Page, "services", p.Services, a.services)
		a.named(&p.Page, "areas", p.Areas, a.areas)
		a.ambitionRefs(&p.Page)
	}
}

func (a *assembler) linkOpportunity(o *Opportunity) {
	o.Services = a.named(&o.Page, "services", o.Page.Services, a.services)
	o.Areas = a.named(&o.Page, "areas", o.Page.Areas, a.areas)
	for _, t := range slices.Concat(o.Services, o.Areas) {
		t.Opportunities = append(t.Opportunities, o)
	}
	for _, amb := range a.ambitionRefs(&o.Page) {
		o.Ambitions = append(o.Ambitions, amb)
		amb.Opportunities = append(amb.Opportunities, o)
	}
	o.Contact = a.site.Config.Team
	if c := a.contact(&o.Page, "contact", o.Page.Contact); c != nil {
		o.Contact, o.Named = *c, true
	}
	if c := a.contact(&o.Page, "named_contact", o.NamedContact); c != nil {
		o.Contact, o.Named = *c, true
	}
	if e := o.Experience; e != nil && e.Service != "" {
		a.named(&o.Page, "experience.service", []string{e.Service}, a.services)
	}
	if o.Skills != nil {
		for i, id := range o.Skills.Gained {
			a.term(&o.Page, "skills.gained["+itoa(i)+"]", id, a.in.Data.Skills, "skills.yaml")
		}
	}
	a.pageRef(&o.Page, "reimbursement.claim", o.Reimbursement.Claim)
	a.pageRef(&o.Page, "reimbursement.policy", o.Reimbursement.Policy)
	if o.Agreement != nil {
		a.pageRef(&o.Page, "agreement.template", o.Agreement.Template)
	}
	a.rate(o)
}

// rate finds the rate that holds when the opportunity closes.
func (a *assembler) rate(o *Opportunity) {
	p := o.Reimbursement.Payment
	if p == nil || p.Rate == "" {
		return
	}
	on := o.Closes.Date
	if on == 0 {
		on = a.site.Today
	}
	var ids []string
	var latest *config.Rate
	for i := range a.in.Data.Rates {
		r := &a.in.Data.Rates[i]
		ids = append(ids, r.ID)
		if r.ID != p.Rate {
			continue
		}
		if r.In(on) {
			o.Rate = r
			return
		}
		if latest == nil || r.EffectiveFrom > latest.EffectiveFrom {
			latest = r
		}
	}
	at := o.At("reimbursement.payment.rate")
	switch {
	case latest == nil:
		a.errorf(at, diag.DidYouMean(p.Rate, ids), "there is no rate %q in data/rates.yaml", p.Rate)
	case o.Rolling:
		o.Rate = latest
		a.list.Add(diag.Advicef(at, "HRA H", "add the new rate to data/rates.yaml", "the rate %q has ended", p.Rate))
	default:
		a.errorf(at, "add the rate of that time to data/rates.yaml", "the rate %q does not hold on %s, when it closes", p.Rate, on)
	}
}

func (a *assembler) linkUpdate(u *Update) {
	for _, t := range slices.Concat(u.Services, u.Areas) {
		t.Updates = append(t.Updates, u)
	}
	for _, amb := range a.ambitionRefs(&u.Page) {
		u.Ambitions = append(u.Ambitions, amb)
		amb.Updates = append(amb.Updates, u)
	}
	for i, ref := range u.Update.Opportunities {
		if o := find(a, &u.Page, "opportunities["+itoa(i)+"]", ref, "opportunities/", a.opps); o != nil {
			u.Opportunities = append(u.Opportunities, o)
			o.Updates = append(o.Updates, u)
		}
	}
	for i, ref := range u.Update.Evidence {
		a.pageRef(&u.Page, "evidence["+itoa(i)+"]", ref)
	}
	a.contact(&u.Page, "contact", u.Page.Contact)
}

// contact resolves who to talk to, nil when the page names nobody.
func (a *assembler) contact(p *content.Page, key string, c *value.Contact) *value.Contact {
	if c != nil && c.Person != "" {
		a.errorf(p.At(key), "write name, phone and email", "there is no person %q", c.Person)
		return nil
	}
	return c
}

func (a *assembler) linkStrategy(st *Strategy) {
	if ref := st.Strategy.Supersedes; ref != "" {
		for _, other := range a.site.Strategies {
			if other.ID == ref || other.ID == "strategy/"+ref {
				st.Supersedes, other.ReplacedBy = other, st
			}
		}
		if st.Supersedes == nil && !a.hidden[ref] && !a.hidden["strategy/"+ref] {
			a.errorf(st.At("supersedes"), "write the id of its index.md, such as strategy/together-2019", "there is no strategy %q", ref)
		}
	}
	for i, d := range st.Definition {
		if d.Ambition != "" {
			find(a, &st.Page, "definition["+itoa(i)+"].ambition", d.Ambition, st.Folder+"/", a.ambs)
		}
	}
	for _, amb := range st.Ambitions {
		for i, x := range amb.Actions {
			for j, ref := range x.Evidence {
				if u := find(a, &amb.Page, "actions["+itoa(i)+"].evidence["+itoa(j)+"]", ref, "updates/", a.updates); u != nil {
					amb.Evidence[ref] = u
				}
			}
		}
	}
}

// Named returns the ambition that a reference in this strategy's pages names.
func (st *Strategy) Named(ref string) *Ambition {
	for _, amb := range st.Ambitions {
		if amb.ID == ref || amb.ID == st.Folder+"/"+ref {
			return amb
		}
	}
	return nil
}

// ambitionRefs resolves a page's ambitions. The strategy may be left out when
// only one of them has the name.
func (a *assembler) ambitionRefs(p *content.Page) []*Ambition {
	var out []*Ambition
	for i, ref := range p.Ambitions {
		key := "ambitions[" + itoa(i) + "]"
		if amb := find(a, p, key, a.fullAmbition(ref), "strategy/", a.ambs); amb != nil {
			out = append(out, amb)
		}
	}
	return out
}

// fullAmbition adds the strategy to the bare name of an ambition when only one
// of them has an ambition of that name.
func (a *assembler) fullAmbition(ref string) string {
	full, found := ref, 0
	count := func(id string) {
		if strings.HasPrefix(id, "strategy/") && strings.HasSuffix(id, "/"+ref) {
			full, found = id, found+1
		}
	}
	for id := range a.ambs {
		count(id)
	}
	for id := range a.drafts {
		count(id)
	}
	for id := range a.hidden {
		count(id)
	}
	if found != 1 {
		return ref
	}
	return full
}

// find resolves a reference to a page of one kind. The folder may be left out.
func find[T any](a *assembler, p *content.Page, key, ref, folder string, in map[string]*T) *T {
	for _, id := range []string{ref, folder + ref} {
		if x, ok := in[id]; ok {
			return x
		}
		if a.hidden[id] {
			return nil
		}
		if a.drafts[id] {
			a.errorf(p.At(key), "publish it, or take the reference out", "%q is a draft", ref)
			return nil
		}
	}
	known := make([]string, 0, len(in))
	for id := range in {
		known = append(known, strings.TrimPrefix(id, folder))
	}
	slices.Sort(known)
	a.errorf(p.At(key), near(strings.TrimPrefix(ref, folder), known), "there is no page %q", ref)
	return nil
}

// near names the nearest word. Unlike diag.DidYouMean it never lists all.
func near(word string, known []string) string {
	if n := diag.Nearest(word, known); n != "" {
		return "did you mean \"" + n + "\"?"
	}
	return ""
}

// named resolves services or areas.
func (a *assembler) named(p *content.Page, key string, ids []string, in map[string]*Topic) []*Topic {
	var out []*Topic
	for i, id := range ids {
		if t, ok := in[id]; ok {
			out = append(out, t)
			continue
		}
		known := make([]string, 0, len(in))
		for k := range in {
			known = append(known, k)
		}
		slices.Sort(known)
		file := "services.yaml"
		if key == "areas" {
			file = "areas.yaml"
		}
		at := p.At(key + "[" + itoa(i) + "]")
		a.errorf(at, near(id, known), "there is no %q in data/%s", id, file)
	}
	return out
}

func (a *assembler) term(p *content.Page, key, id string, in []config.Term, file string) {
	var known []string
	for _, t := range in {
		if t.ID == id {
			return
		}
		known = append(known, t.ID)
	}
	a.errorf(p.At(key), near(id, known), "there is no %q in data/%s", id, file)
}

// pageRef checks a reference to any page: an id, or an address elsewhere.
func (a *assembler) pageRef(p *content.Page, key, ref string) {
	if ref == "" || strings.HasPrefix(ref, "https://") || strings.HasPrefix(ref, "http://") || a.hidden[ref] {
		return
	}
	if _, ok := a.site.ids[ref]; ok {
		return
	}
	if a.drafts[ref] {
		a.errorf(p.At(key), "publish it, or take the reference out", "%q is a draft", ref)
		return
	}
	if strings.HasPrefix(ref, "/") {
		if _, hint, ok := a.site.Page(ref); !ok {
			a.errorf(p.At(key), hint, "no page has the address %s", ref)
		}
		return
	}
	known := make([]string, 0, len(a.site.ids))
	for id := range a.site.ids {
		known = append(known, id)
	}
	slices.Sort(known)
	a.errorf(p.At(key), near(ref, known), "there is no page %q", ref)
}

// Ref returns the title and address of what a page reference names. ok is
// false for a page that is not on the site now.
func (s *Site) Ref(ref string) (title, url string, ok bool) {
	if strings.HasPrefix(ref, "https://") || strings.HasPrefix(ref, "http://") {
		return ref, ref, true
	}
	if d, found := s.ids[ref]; found {
		return d.Base().Title, d.Base().URL, true
	}
	if p, found := s.pages[ref]; found {
		return p.Title, ref, true
	}
	return "", "", false
}
