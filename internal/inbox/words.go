package inbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"example.org/partake/internal/exchange"
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

// Copy says that a store is a copy of a desk's, and of which. It stands in a
// file beside the database.
type Copy struct {
	From  string         `json:"from"` // the desk's address
	Words exchange.Words `json:"words"`
}

// copyEnd is how the name of the file ends.
const copyEnd = ".copy.json"

// ReadCopy reads what stands beside a database. ok is false where there is
// nothing: then it is a desk's own.
func ReadCopy(database string) (c Copy, ok bool, err error) {
	b, err := os.ReadFile(database + copyEnd)
	if errors.Is(err, fs.ErrNotExist) {
		return Copy{}, false, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil {
		return Copy{}, false, fmt.Errorf("what is known of the copy: %w", err)
	}
	return c, true, nil
}

// Write puts the file beside a database, at once.
func (c Copy) Write(database string) error {
	b, err := json.MarshalIndent(c, "", "\t")
	if err != nil {
		return fmt.Errorf("note the copy: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(database), 0o700); err != nil {
		return fmt.Errorf("note the copy: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(database), ".copy-*")
	if err != nil {
		return fmt.Errorf("note the copy: %w", err)
	}
	_, err = f.Write(append(b, '\n'))
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), database+copyEnd)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("note the copy: %w", err), os.Remove(f.Name()))
	}
	return nil
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
