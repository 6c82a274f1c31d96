package doing

import (
	"slices"

	"example.org/partake/internal/config"
	"example.org/partake/internal/disclosure"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// sent makes the tables of what people sent; nil when nothing was published.
func sent(s *site.Site) *view.Sent {
	if len(s.Data.Published) == 0 {
		return nil
	}
	all := slices.Clone(s.Data.Published)
	slices.SortFunc(all, func(a, b config.Published) int { return int(b.Quarter - a.Quarter) })
	v := &view.Sent{}
	for _, p := range all {
		q := view.SentQuarter{Caption: p.Quarter.String(), Counted: p.Counted.String()}
		for _, f := range p.Forms {
			q.Rows = append(q.Rows, sentRow(s, f))
		}
		v.Quarters = append(v.Quarters, q)
	}
	return v
}

// sentRow calls the form what the site calls it today, and else what it was called.
func sentRow(s *site.Site, f config.PublishedForm) view.SentRow {
	figure := disclosure.Figure(f.Sent)
	row := view.SentRow{Form: view.Link{Text: f.Title}, Count: wording.SentCount(figure), Share: wording.SentShare(figure, f.Share())}
	doc, there := s.Doc(f.Form, "forms/")
	if !there {
		return row
	}
	row.Form.Text = doc.Base().Title
	for _, r := range s.Routes {
		if d, ok := s.Doc(r.Form, "forms/"); ok && d == doc {
			row.Form.URL = r.URL
		}
	}
	return row
}
