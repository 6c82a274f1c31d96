package teampage

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
	"example.org/partake/internal/view"
)

// perPage is how many records a list shows: they are opened for their names.
const perPage = 50

// stages are the states in the words of the team. What is new and what was pulled is
// the same to people.
var stages = []struct {
	name, words string
	states      []intake.State
}{
	{"waiting", "Not dealt with yet", []intake.State{intake.New, intake.Pulled}},
	{"contacted", "Contacted", []intake.State{intake.Contacted}},
	{"placed", "Placed", []intake.State{intake.Placed}},
	{"not-this-time", "Not this time", []intake.State{intake.NotNow}},
	{"withdrawn", "Withdrawn", []intake.State{intake.Withdrawn}},
}

// stage is the name and the words of a state.
func stage(s intake.State) (name, words string) {
	for _, x := range stages {
		if slices.Contains(x.states, s) {
			return x.name, x.words
		}
	}
	return string(s), inbox.Printable(string(s))
}

// narrow is what a list is narrowed to.
type narrow struct{ stage, form, opportunity string }

func narrowOf(v url.Values) narrow {
	return narrow{v.Get("state"), v.Get("form"), v.Get("opportunity")}
}

func (n narrow) values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"state": n.stage, "form": n.form, "opportunity": n.opportunity} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// has says whether a record belongs to a list. Parts that are "" do not count.
func (n narrow) has(r intake.Record) bool {
	name, _ := stage(r.State)
	return (n.stage == "" || n.stage == name) && (n.form == "" || n.form == r.Form) && (n.opportunity == "" || n.opportunity == r.Opportunity)
}

// list shows the records that the address narrows to, the newest first.
func (p *Pages) list(w http.ResponseWriter, r *http.Request) {
	p.showList(w, r, http.StatusOK, view.TeamProblem{})
}

func (p *Pages) showList(w http.ResponseWriter, r *http.Request, status int, problem view.TeamProblem) {
	all, err := collect(r.Context(), p.Store)
	if err != nil {
		p.failed(w, "list", err)
		return
	}
	differ, err := casework.Disagreements(r.Context(), p.Store)
	if err != nil {
		p.failed(w, "list", err)
		return
	}
	n := narrowOf(r.URL.Query())
	page := view.TeamList{Team: p.team("What people sent"), Empty: len(all) == 0, Disagree: len(differ), Filters: p.filters(n, all)}
	page.Said, page.Problem = said(r), problem
	if heard := p.heard(r); heard.said != "" {
		page.Said, page.More = heard.said, heard.more
	}
	if page.Send, err = p.send(r.Context()); err != nil {
		p.failed(w, "list", err)
		return
	}
	var wanted []intake.Record
	for _, rec := range all {
		if n.has(rec) {
			wanted = append(wanted, rec)
		}
	}
	page.Count = len(wanted)
	for name := range n.values() {
		page.Hidden = append(page.Hidden, view.Hidden{Name: name, Value: n.values().Get(name)})
	}
	if page.Rows, err = p.rows(r.Context(), p.turn(r, n, wanted, &page), differ); err != nil {
		p.failed(w, "list", err)
		return
	}
	p.show(w, status, "list", page)
}

// collect takes all records in, the newest first, without what they say.
func collect(ctx context.Context, db Store) ([]intake.Record, error) {
	var all []intake.Record
	for rec, err := range db.List(ctx, store.Filter{}) {
		if err != nil {
			return nil, err
		}
		all = append(all, rec)
	}
	slices.Reverse(all)
	return all, nil
}

// turn takes one page out of a list and links to its neighbours.
func (p *Pages) turn(r *http.Request, n narrow, wanted []intake.Record, page *view.TeamList) []intake.Record {
	from, err := strconv.Atoi(r.URL.Query().Get("from"))
	if err != nil || from < 0 || from >= len(wanted) {
		from = 0
	}
	to := min(from+perPage, len(wanted))
	link := func(at int) string {
		v := n.values()
		if at > 0 {
			v.Set("from", strconv.Itoa(at))
		}
		return p.address(v)
	}
	if from > 0 {
		page.Newer = link(max(0, from-perPage))
	}
	if to < len(wanted) {
		page.Older = link(to)
	}
	return wanted[from:to]
}

func (p *Pages) address(v url.Values) string {
	if len(v) == 0 {
		return p.root
	}
	return p.root + "?" + v.Encode()
}

// filters count what a list would hold if one part of it were chosen anew.
func (p *Pages) filters(n narrow, all []intake.Record) []view.TeamFilter {
	var states []choice
	for _, s := range stages {
		states = append(states, choice{s.name, s.words})
	}
	var forms, offers []choice
	for _, rec := range all {
		forms = addTo(forms, choice{rec.Form, p.words().FormTitle(rec.Form)})
		if rec.Opportunity != "" {
			offers = addTo(offers, choice{rec.Opportunity, p.words().Title(rec.Opportunity)})
		}
	}
	return slices.DeleteFunc([]view.TeamFilter{
		p.filter("State", n, all, states, func(n *narrow, value string) { n.stage = value }),
		p.filter("Opportunity", n, all, offers, func(n *narrow, value string) { n.opportunity = value }),
		p.filter("Form", n, all, forms, func(n *narrow, value string) { n.form = value }),
	}, func(f view.TeamFilter) bool { return len(f.Links) < 3 }) // All, and one
}

// choice is a value with its words.
type choice struct{ value, words string }

func addTo(all []choice, c choice) []choice {
	if slices.ContainsFunc(all, func(other choice) bool { return other.value == c.value }) {
		return all
	}
	return append(all, c)
}

func (p *Pages) filter(heading string, n narrow, all []intake.Record, choices []choice, set func(*narrow, string)) view.TeamFilter {
	f := view.TeamFilter{Heading: heading}
	slices.SortFunc(choices[min(len(choices), stagesOnly(heading)):], func(a, b choice) int { return strings.Compare(a.words, b.words) })
	for _, c := range append([]choice{{"", "All"}}, choices...) {
		with := n
		set(&with, c.value)
		link := view.TeamChoice{Text: inbox.Printable(c.words), URL: p.address(with.values()), Current: with == n}
		for _, rec := range all {
			if with.has(rec) {
				link.Count++
			}
		}
		f.Links = append(f.Links, link)
	}
	return f
}

// stagesOnly keeps the states in their own order.
func stagesOnly(heading string) int {
	if heading == "State" {
		return len(stages)
	}
	return 0
}

// rows opens the records of a page, for their names.
func (p *Pages) rows(ctx context.Context, records []intake.Record, differ map[casework.ID][]casework.Step) ([]view.TeamRow, error) {
	ids, today := p.keys(), intake.DayOf(p.Now())
	var rows []view.TeamRow
	for _, rec := range records {
		_, words := stage(rec.State)
		row := view.TeamRow{
			URL: p.at(rec), Reference: inbox.Printable(rec.Reference), Form: inbox.Printable(p.words().FormTitle(rec.Form)), Received: inbox.Long(rec.Received), State: words,
			Spam: len(rec.Flags) > 0, Late: rec.Expires <= today,
		}
		if rec.Opportunity != "" {
			row.About = inbox.Printable(p.words().Title(rec.Opportunity))
		}
		if marks := differ[rec.ID]; len(marks) > 1 {
			row.Also = inbox.Also(marks, func(s intake.State) string { _, words := stage(s); return strings.ToLower(words) })
		}
		if len(ids) > 0 {
			whole, err := p.Store.Get(ctx, rec.Reference)
			if errors.Is(err, store.ErrUnknown) {
				continue // erased a moment ago
			}
			if err != nil {
				return nil, err
			}
			row.Name = inbox.Printable(p.words().Name(inbox.Open(whole, ids)))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// find goes to a record by its reference, which stands in no address.
func (p *Pages) find(w http.ResponseWriter, r *http.Request) {
	text := r.PostFormValue("reference")
	if reference, ok := intake.ParseReference(text); ok {
		text = reference
	}
	rec, err := p.Store.Get(r.Context(), text)
	if err == nil {
		http.Redirect(w, r, p.at(rec), http.StatusSeeOther)
		return
	}
	if !errors.Is(err, store.ErrUnknown) {
		p.failed(w, "find", err)
		return
	}
	p.showList(w, r, http.StatusNotFound, view.TeamProblem{Text: "There is no record with that reference here. Look for a wrong sign, or fetch what is new.", URL: "#reference"})
}

// export saves a list with all answers.
func (p *Pages) export(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	all, err := collect(r.Context(), p.Store)
	if err != nil {
		p.failed(w, "export", err)
		return
	}
	n := narrowOf(r.PostForm)
	slices.Reverse(all)
	var forms []string
	for _, rec := range all {
		if n.has(rec) && !slices.Contains(forms, rec.Form) {
			forms = append(forms, rec.Form)
		}
	}
	kind := "csv"
	if r.PostFormValue("format") == "json" {
		kind = "json"
	}
	w.Header().Set("Content-Type", map[string]string{"csv": "text/csv; charset=utf-8", "json": "application/json"}[kind])
	w.Header().Set("Content-Disposition", `attachment; filename="inbox.`+kind+`"`)
	if err := p.table(r.Context(), w, kind, n, forms); err != nil {
		// What went out can't be taken back: the browser sees that the line broke.
		p.Failed("export", err)
		panic(http.ErrAbortHandler)
	}
}

func (p *Pages) table(ctx context.Context, w http.ResponseWriter, kind string, n narrow, forms []string) error {
	table := inbox.NewJSON(w, p.words())
	if kind == "csv" {
		var err error
		if table, err = inbox.NewCSV(w, p.words(), forms, true); err != nil {
			return err
		}
	}
	wanted := func(yield func(intake.Record, error) bool) {
		for rec, err := range p.Store.Each(ctx, store.Filter{}) {
			if (err != nil || n.has(rec)) && !yield(rec, err) {
				return
			}
		}
	}
	for e, err := range inbox.Opened(ctx, wanted, p.keys()) {
		if err != nil {
			return err
		}
		if err := table.Write(e); err != nil {
			return err
		}
	}
	return table.Close()
}
