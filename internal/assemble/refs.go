package assemble

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/form"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

func itoa(i int) string { return strconv.Itoa(i) }

// link connects the pages of each kind with each other, and says which
// references lead nowhere.
func (a *assembler) link() {
	for _, l := range a.site.Learning {
		a.linkLearning(l)
	}
	for _, o := range a.site.Organisations {
		o.Links = a.site.Index.LinksOf(o.ID)
		if o.Organisation.Successor != "" {
			o.Successor = find(a, &o.Page, "successor", o.Organisation.Successor, "organisations/", a.orgs)
		}
	}
	for _, o := range a.site.Opportunities {
		a.linkOpportunity(o)
	}
	for _, u := range a.site.Updates {
		a.linkUpdate(u)
	}
	for _, st := range a.site.Strategies {
		a.linkStrategy(st)
	}
	a.linkDirectory()
}

func (a *assembler) linkOpportunity(o *site.Opportunity) {
	o.Links = a.site.Index.LinksOf(o.ID)
	for _, t := range slices.Concat(o.Services, o.Areas) {
		t.Opportunities = append(t.Opportunities, o)
	}
	for _, amb := range o.Ambitions {
		amb.Opportunities = append(amb.Opportunities, o)
	}
	if c := a.contact(&o.Page, "named_contact", o.NamedContact); c != nil {
		o.Contact, o.Named = *c, true
	}
	if e := o.Experience; e != nil && e.Service != "" {
		a.named(&o.Page, "experience.service", []string{e.Service}, a.services)
	}
	if o.Skills != nil {
		a.skills(&o.Page, "skills.gained", o.Skills.Gained)
	}
	o.Pay = a.pay(&o.Page, "reimbursement.", &o.Reimbursement, o.Closes.Date, o.Activity == "paid-job")
	if o.Agreement != nil {
		a.pageRef(&o.Page, "agreement.template", o.Agreement.Template)
	}
	a.linkPartners(o)
}

// linkPartners connects an opportunity with who and what it names.
func (a *assembler) linkPartners(o *site.Opportunity) {
	for i, t := range o.Opportunity.Training {
		key := "training[" + itoa(i) + "].learning"
		if doc := a.exists(&o.Page, key, t.Learning, "learning/"); doc != nil {
			o.Training = append(o.Training, site.Training{Learning: a.learning(doc), Required: t.Required})
		}
	}
	for i, ref := range o.Opportunity.Partners {
		if org := find(a, &o.Page, "partners["+itoa(i)+"]", ref, "organisations/", a.orgs); org != nil {
			o.Partners, org.Opportunities = append(o.Partners, org), append(org.Opportunities, o)
		}
	}
	for i, where := range o.Advertise {
		if id, ok := strings.CutPrefix(where, "partner:"); ok {
			find(a, &o.Page, "advertise["+itoa(i)+"]", id, "organisations/", a.orgs)
		}
	}
	if o.Checks != nil {
		for i, ref := range o.Checks.MetBy {
			if g, ok := a.exists(&o.Page, "checks.met_by["+itoa(i)+"]", ref, "groups/").(*content.Group); ok {
				o.MetBy = append(o.MetBy, g)
			}
		}
	}
	a.linkForm(o)
}

// linkForm finds the form of an opportunity.
func (a *assembler) linkForm(o *site.Opportunity) {
	ref := o.Opportunity.Form
	id := cmp.Or(ref.ID, "interest")
	if _, there := a.site.Index.Doc("forms/" + id); ref.Off || ref.ID == "" && !there || o.Activity == "paid-job" {
		return
	}
	if f, ok := a.exists(&o.Page, "form", id, "forms/").(*form.Definition); ok && f.On() {
		o.Form = f
		if url := o.FormURL(); o.State.Open() {
			a.site.Make(url)
		} else {
			a.site.Gone(url)
		}
	}
}

// pay checks what people are paid and finds the rate that holds when it closes;
// on 0 means today.
func (a *assembler) pay(p *page.Page, key string, r *opportunity.Reimbursement, on value.Date, job bool) site.Pay {
	out := site.Pay{Reimbursement: r, Job: job}
	a.pageRef(p, key+"claim", r.Claim)
	a.pageRef(p, key+"policy", r.Policy)
	if r.Payment == nil || r.Payment.Rate == "" {
		return out
	}
	rate, holds, ids := a.in.Data.Rate(r.Payment.Rate, cmp.Or(on, a.site.Today))
	out.Rate = rate
	if rate != nil && holds {
		return out
	}
	at := p.At(key + "payment.rate")
	switch {
	case rate == nil:
		a.errorf(at, diag.DidYouMean(r.Payment.Rate, ids), "there is no rate %q in data/rates.yaml", r.Payment.Rate)
	case !holds && on == 0:
		a.list.Add(diag.Advicef(at, "rate-ended", "HRA H", "add the new rate to data/rates.yaml", "the rate %q has ended", r.Payment.Rate))
	case !holds:
		a.errorf(at, "add the rate of that time to data/rates.yaml", "the rate %q does not hold on %s, when it closes", r.Payment.Rate, on)
	}
	return out
}

func (a *assembler) linkUpdate(u *site.Update) {
	u.Links = a.site.Index.LinksOf(u.ID)
	if !u.Archived {
		for _, t := range slices.Concat(u.Services, u.Areas) {
			t.Updates = append(t.Updates, u)
		}
		for _, amb := range u.Ambitions {
			amb.Updates = append(amb.Updates, u)
		}
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
	a.owner(&u.Page, "owner", u.Owner)
}

func (a *assembler) linkStrategy(st *site.Strategy) {
	st.Links = a.site.Index.LinksOf(st.ID)
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
	a.owner(&st.Page, "sponsor", st.Sponsor)
	a.owner(&st.Page, "owner_group", st.OwnerGroup)
	for i, ref := range st.Partners {
		a.owner(&st.Page, "partners["+itoa(i)+"]", ref)
	}
	for i, s := range st.Sources {
		a.pageRef(&st.Page, "sources["+itoa(i)+"].url", s.URL)
	}
	if st.Parent != nil {
		a.pageRef(&st.Page, "parent_strategy.url", st.Parent.URL)
	}
	for i, d := range st.Definition {
		if d.Ambition != "" {
			find(a, &st.Page, "definition["+itoa(i)+"].ambition", d.Ambition, st.Folder+"/", a.ambs)
		}
	}
	for _, amb := range st.Ambitions {
		a.linkAmbition(amb)
	}
}

func (a *assembler) linkAmbition(amb *site.Ambition) {
	amb.Links = a.site.Index.LinksOf(amb.ID)
	a.owner(&amb.Page, "owner", amb.Owner)
	for i, x := range amb.Actions {
		key := "actions[" + itoa(i) + "]"
		a.owner(&amb.Page, key+".owner", x.Owner)
		for j, ref := range x.Evidence {
			if u := find(a, &amb.Page, key+".evidence["+itoa(j)+"]", ref, "updates/", a.updates); u != nil {
				amb.Evidence[ref] = u
			}
		}
	}
}

// ambitionRefs resolves a page's ambitions. The strategy may be left out when
// only one of them has the name.
func (a *assembler) ambitionRefs(p *page.Page) []*site.Ambition {
	var out []*site.Ambition
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
	full, known := a.fullIDs[ref]
	if !known {
		full = a.findAmbition(ref)
		a.fullIDs[ref] = full
	}
	return full
}

func (a *assembler) findAmbition(ref string) string {
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
func find[T any](a *assembler, p *page.Page, key, ref, folder string, in map[string]*T) *T {
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
	a.errorf(p.At(key), diag.Suggest(strings.TrimPrefix(ref, folder), known), "there is no page %q", ref)
	return nil
}

// named resolves services or areas.
func (a *assembler) named(p *page.Page, key string, ids []string, in map[string]*site.Topic) []*site.Topic {
	var out []*site.Topic
	for i, id := range ids {
		if t, ok := in[id]; ok {
			out = append(out, t)
			continue
		}
		known := slices.Sorted(maps.Keys(in))
		file := "services.yaml"
		if key == "areas" {
			file = "areas.yaml"
		}
		at := p.At(key + "[" + itoa(i) + "]")
		a.errorf(at, diag.Suggest(id, known), "there is no %q in data/%s", id, file)
	}
	return out
}

// pageRef checks a reference to any page: an id, or an address elsewhere.
func (a *assembler) pageRef(p *page.Page, key, ref string) {
	if ref == "" || site.Elsewhere(ref) || a.hidden[ref] {
		return
	}
	if _, ok := a.site.Index.Doc(ref); ok {
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
	known := a.site.Index.IDs()
	a.errorf(p.At(key), diag.Suggest(ref, known), "there is no page %q", ref)
}
