package inbox

import (
	"fmt"
	"strings"

	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// Words say in words what records name by ids.
type Words struct {
	forms  map[string]form.Form
	order  []string
	titles map[string]string
}

// NewWords makes Words of forms, in their order, and titles of opportunities by
// id.
func NewWords(forms []form.Form, titles map[string]string) Words {
	w := Words{forms: map[string]form.Form{}, titles: titles}
	for _, f := range forms {
		w.forms[f.ID], w.order = f, append(w.order, f.ID)
	}
	return w
}

// title is an opportunity's title, or else its id.
func (w Words) title(opportunity string) string {
	if t := w.titles[opportunity]; t != "" {
		return t
	}
	return strings.TrimPrefix(opportunity, offersFolder)
}

// The folders of a site that its ids begin with. People may leave them out.
const (
	formsFolder  = "forms/"
	offersFolder = "opportunities/"
)

// Narrow makes whole ids of those in a filter that people typed without their
// folder. An opportunity may be gone from the site since.
func (w Words) Narrow(f store.Filter) store.Filter {
	if _, known := w.forms[f.Form]; !known && f.Form != "" && !strings.Contains(f.Form, "/") {
		f.Form = formsFolder + f.Form
	}
	if w.titles[f.Opportunity] == "" && f.Opportunity != "" && !strings.Contains(f.Opportunity, "/") {
		f.Opportunity = offersFolder + f.Opportunity
	}
	return f
}

// form is the form of answers. Of one that is not known here, the ids of its
// questions are all that can be told.
func (w Words) form(a form.Answers) form.Form {
	if f, ok := w.forms[a.Form]; ok {
		return f
	}
	f := form.Form{ID: a.Form, Title: a.Form}
	for _, x := range a.Given {
		f.Fields = append(f.Fields, form.Input{ID: x.ID, Label: x.ID, Kind: "text"})
	}
	return f
}

// Head is the first line of a list.
func Head() string {
	return fmt.Sprintf("%-9s  %-10s  %-10s  %-13s  %-12s  %s", "REFERENCE", "RECEIVED", "DELETE BY", "STATE", "FORM", "OPPORTUNITY")
}

// Line is a record in a list. All that it shows was in clear columns.
func (w Words) Line(r intake.Record) string {
	line := fmt.Sprintf("%-9s  %-10s  %-10s  %-13s  %-12s  %s", oneLine(r.Reference), Iso(r.Received), Iso(r.Expires), oneLine(string(r.State)),
		oneLine(strings.TrimPrefix(r.Form, formsFolder)), oneLine(w.title(r.Opportunity)))
	if len(r.Flags) > 0 {
		line += "  [may be spam: " + oneLine(strings.Join(r.Flags, ", ")) + "]"
	}
	return strings.TrimRight(line, " ")
}
