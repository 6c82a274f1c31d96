package press

import (
	"bytes"
	"cmp"

	"example.org/partake/internal/content"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/value"
)

// planner is a room that plans pages.
type planner interface{ Planned() []frame.Planned }

// planned are the targets of pages that other rooms plan.
func (p *Press) planned(rooms ...planner) []Target {
	var out []Target
	for _, room := range rooms {
		for _, x := range room.Planned() {
			out = append(out, p.ofPlan(x))
		}
	}
	return out
}

// papers are what the rooms beside the press make of pages.
func (p *Press) papers() []Target { return p.planned(p.rooms...) }

func (p *Press) ofPlan(x frame.Planned) Target {
	t := Target{}
	if x.Whole != nil {
		t = p.whole(x)
	} else {
		t = p.viewed(x.URL, x.Kind, x.Doc, x.View)
	}
	t.Unlisted = t.Unlisted || x.Unlisted
	return t
}

// whole is a page that shows the texts of several.
func (p *Press) whole(x frame.Planned) Target {
	empty := func(*Press) uint64 {
		return p.key(x.Kind, digest.Hex(digest.Of(x.Whole(make([]markdown.Rendered, len(x.Parts))))))
	}
	t := p.page(x.URL, x.Kind, nil, empty, nil)
	t.texts = x.Parts
	t.render = func(p *Press, w *bytes.Buffer) error {
		parts, err := p.parts(x)
		if err != nil {
			return err
		}
		return p.write(w, x.Kind, string(value.English), x.Whole(parts))
	}
	return t
}

// parts renders texts anew, so that they fit into one page.
func (p *Press) parts(x frame.Planned) ([]markdown.Rendered, error) {
	taken := p.layout.IDs(x.Kind)
	var out []markdown.Rendered
	for _, d := range x.Parts {
		body, _, err := p.renderIn(d, taken, 1) // what is wrong with it is told with its own page
		if err != nil {
			return nil, err
		}
		for _, h := range body.Headings {
			taken = append(taken, h.ID)
		}
		out = append(out, body)
	}
	return out, nil
}

// directory are the pages that say who and what there is, and the lists of them.
func (p *Press) directory() []Target {
	out := p.planned(p.others)
	for _, r := range p.site.Routes {
		out = append(out, p.route(r))
	}
	return out
}

// route is a way in, with the text of its form.
func (p *Press) route(r *content.Route) Target {
	f := p.others.FormOf(r)
	if f == nil {
		return p.viewed(r.URL, "route", r, func(b markdown.Rendered) any { return p.others.Route(r, b, markdown.Rendered{}) })
	}
	view := func(b markdown.Rendered) any { return p.others.Route(r, b, markdown.Rendered{}) }
	t := p.page(r.URL, "route", r, ofView("route", view), view)
	t.texts = []content.Doc{r, f}
	t.render = func(p *Press, w *bytes.Buffer) error {
		body, err := p.body(r)
		if err != nil {
			return err
		}
		intro, err := p.body(f)
		if err != nil {
			return err
		}
		return p.write(w, "route", string(cmp.Or(r.Lang, value.English)), p.others.Route(r, body, intro))
	}
	return t
}
