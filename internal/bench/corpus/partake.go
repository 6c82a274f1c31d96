package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// front writes front matter, a key at a time.
type front struct{ strings.Builder }

func (f *front) set(key string, value any) { fmt.Fprintf(f, "%s: %v\n", key, value) }
func (f *front) text(key, value string)    { fmt.Fprintf(f, "%s: %q\n", key, value) }
func (f *front) list(key string, values []string) {
	fmt.Fprintf(f, "%s: [%s]\n", key, strings.Join(values, ", "))
}

func (f *front) texts(key string, values []string) {
	f.WriteString(key + ":\n")
	for _, v := range values {
		fmt.Fprintf(f, "  - %q\n", v)
	}
}

// facts are what both generators are told of a page.
type facts struct {
	summary         string
	published       int // all days are counted from now
	closes          int
	rolling         bool
	services, areas []string
}

// facts: a third of the opportunities are open, some of them for good.
func (c *corpus) facts(p page) facts {
	r := c.rng(p.i, 3)
	f := facts{summary: sentence(r, 12, 22), published: -between(r, 1, 2500)}
	if p.kind == opportunities {
		f.published, f.closes, f.rolling = schedule(r)
	}
	f.services = []string{fmt.Sprint("service-", r.IntN(c.services))}
	for i := range between(r, 1, 3) {
		f.areas = append(f.areas, fmt.Sprint("area-", (p.i+i*5)%c.areas))
	}
	return f
}

func schedule(r *rand.Rand) (published, closes int, rolling bool) {
	switch x := r.IntN(100); {
	case x < 28:
		return -between(r, 1, 150), between(r, 1, 120), false
	case x < 33:
		return -between(r, 1, 900), 0, true
	}
	closes = -between(r, 1, 2500)
	return closes - between(r, 21, 120), closes, false
}

// partake is the front matter of a page.
func (c *corpus) partake(p page) string {
	f, r, w := c.facts(p), c.rng(p.i, 4), &front{}
	w.WriteString("---\n")
	if p.kind == terms {
		c.term(w, r, p)
		return w.String() + "---\n"
	}
	w.text("title", p.title)
	w.text("summary", f.summary)
	if tagged := []string{opportunities, updates, news, guides}; slices.Contains(tagged, p.kind) {
		w.list("services", f.services)
		w.list("areas", f.areas)
		if chance(r, 50) {
			w.list("ambitions", []string{c.of[ambitions][r.IntN(len(c.of[ambitions]))].id})
		}
	}
	if p.kind != home && p.kind != updates {
		w.set("published", day(f.published))
	}
	switch p.kind {
	case opportunities:
		opportunity(w, r, f)
	case updates:
		c.update(w, r, f)
	case news:
		w.set("kind", pick(r, []string{"news", "story"}))
	case guides:
		w.set("reviewed", day(-between(r, 1, 300)))
		w.set("review_due", day(between(r, 1, 300)))
		w.texts("checklist", sentences(r, 3, 5, 10))
	case strategies:
		strategy(w, r, p)
	case ambitions:
		ambition(w, r, p)
	}
	return w.String() + "---\n\n"
}

func (c *corpus) term(w *front, r *rand.Rand, p page) {
	w.text("term", p.title)
	w.text("definition", sentence(r, 10, 20))
	w.text("plain", sentence(r, 8, 14))
	other := c.of[terms][r.IntN(len(c.of[terms]))]
	if other.id != p.id {
		w.list("see", []string{other.id})
	}
}

// The values that keys may have, and that follow each other well.
var (
	who        = strings.Fields("patients former-patients carers family young-people parents public members governors volunteers staff")
	levels     = strings.Fields("engagement co-design co-production")
	stages     = strings.Fields("idea design delivery improvement evaluation")
	activities = strings.Fields("forum committee focus-group interview-panel service-redesign document-or-leaflet-review policy-review training-design evaluation survey research event")
	ways       = strings.Fields("email phone post meeting poster web")
	provided   = strings.Fields("captions bsl-interpreter easy-read-papers large-print interpreter breaks bring-someone")
	statuses   = strings.Fields("done done done in-progress planned partly cannot cannot-now looking-into")
	modes      = strings.Fields("in-person online hybrid phone at-home")
)

func opportunity(w *front, r *rand.Rand, f facts) {
	if f.rolling {
		w.set("rolling", true)
	} else {
		w.set("closes", day(f.closes))
		fmt.Fprintf(w, "feedback: {by: %s, how: [%s]}\n", day(f.closes+between(r, 14, 90)), strings.Join(some(r, ways[:3], 1, 2), ", "))
	}
	w.set("activity", pick(r, activities))
	w.set("level", pick(r, levels))
	w.set("stage", pick(r, stages))
	w.set("decides", pick(r, strings.Fields("people shared organisation")))
	w.text("purpose", sentence(r, 10, 20))
	w.texts("can_change", sentences(r, between(r, 1, 3), 5, 10))
	w.text("difference", sentence(r, 10, 18))
	w.list("who", some(r, who, 1, 4))
	w.text("commitment", fmt.Sprintf("%d hours, %s", between(r, 2, 12), pick(r, []string{"once", "each month", "over two sessions"})))
	where(w, r)
	if chance(r, 60) {
		w.set("places", between(r, 4, 40))
		w.text("selection", sentence(r, 8, 16))
	}
	if chance(r, 40) {
		fmt.Fprintf(w, "access: {provided: [%s]}\n", strings.Join(some(r, provided, 1, 3), ", "))
	}
	name := pick(r, given) + " " + pick(r, family)
	fmt.Fprintf(w, "named_contact:\n  name: %q\n  phone: \"01632 %06d\"\n  email: %q\n", name, 960000+r.IntN(1000), slug(name)+"@example.org")
	if chance(r, 50) {
		w.text("support", sentence(r, 8, 16))
	}
}

// where writes how people take part, sessions to go to, and what is paid.
func where(w *front, r *rand.Rand) {
	mode := pick(r, modes)
	if mode != "in-person" && mode != "hybrid" {
		fmt.Fprintf(w, "location: {mode: %s}\nreimbursement:\n  model: time\n  payment: {rate: involvement-hour, method: bank-transfer}\n  paid_within_days: 20\n", mode)
		return
	}
	fmt.Fprintf(w, "location:\n  mode: %s\n  venue: %q\n", mode, pick(r, places)+" library")
	if chance(r, 30) {
		w.WriteString("dates:\n")
		for i := range between(r, 1, 4) {
			at := day(between(r, 1, 20) + i*30)
			fmt.Fprintf(w, "  - {start: %sT10:00, end: %[1]sT12:00, what: %q}\n", at, sentence(r, 3, 6))
		}
	}
	w.WriteString("reimbursement:\n  model: travel-and-time\n  travel: {covers: [public-transport, mileage], booked_for_you: true}\n" +
		"  payment: {rate: involvement-session, method: cash}\n  paid_within_days: 10\n")
}

// update: the published date is that of the answer.
func (c *corpus) update(w *front, r *rand.Rand, f facts) {
	status := pick(r, statuses)
	is := func(names ...string) bool { return slices.Contains(names, status) }
	w.set("published", day(f.published))
	w.set("heard_on", day(f.published-between(r, 0, 200)))
	fmt.Fprintf(w, "heard_from: {who: [%s], count: %d, how: meeting}\n", strings.Join(some(r, who, 1, 3), ", "), between(r, 3, 400))
	w.text("you_said", sentence(r, 10, 20))
	w.set("status", status)
	w.set("status_date", day(f.published))
	if is("in-progress", "partly", "done") {
		w.text("we_did", sentence(r, 12, 24))
	}
	if is("planned", "in-progress") {
		w.text("we_will", sentence(r, 10, 18))
		w.set("due", day(between(r, 30, 400)))
	}
	if is("partly", "cannot", "cannot-now") {
		w.text("reason", sentence(r, 10, 18))
	}
	if is("cannot-now") {
		w.set("look_again", day(between(r, 90, 400)))
	}
	if is("done", "partly", "cannot") {
		w.set("replied_on", day(f.published))
		w.list("told", some(r, ways, 1, 2))
	}
	w.text("owner", serviceName(r.IntN(c.services)))
	if o := c.of[opportunities][r.IntN(len(c.of[opportunities]))]; chance(r, 50) {
		w.list("opportunities", []string{o.id})
	}
}

func strategy(w *front, r *rand.Rand, p page) {
	state := "current"
	if p.n > 0 {
		state = "replaced"
	}
	fmt.Fprintf(w, "period: {start: %d-04-01, end: %d-03-31}\nstate: %s\n", 2025-p.n, 2030-p.n, state)
	w.text("statement", sentence(r, 10, 18))
	fmt.Fprintf(w, "approved: {by: \"The board\", date: %d-03-20}\n", 2025-p.n)
}

func ambition(w *front, r *rand.Rand, p page) {
	w.set("order", 1+p.n%len(ambitionTitles))
	w.text("statement", sentence(r, 8, 14))
	w.texts("ideal", sentences(r, 2, 6, 12))
	w.texts("worked", sentences(r, 1, 6, 12))
	w.texts("not_worked", sentences(r, 1, 6, 12))
	w.texts("how", sentences(r, 2, 6, 12))
	w.WriteString("actions:\n")
	for range 3 {
		fmt.Fprintf(w, "  - {what: %q, owner: %q, due: %s, status: in-progress, status_date: %s}\n",
			sentence(r, 6, 12), serviceName(r.IntN(8)), day(between(r, 30, 700)), day(-between(r, 1, 90)))
	}
	fmt.Fprintf(w, "measures:\n  - {question: %q, value: %d, unit: percent, as_of: 2026-06-30, method: \"Survey\", source: \"Yearly survey\", respondents: {who: [patients, carers], n: %d}}\n",
		sentence(r, 6, 10), between(r, 20, 90), between(r, 100, 500))
}
