// Package deskfile is the file in which the press tells the desk all that it
// needs to take answers: DIR/.partake/desk.json.
//
// A build writes it, and only one that went well. A server or a function reads
// it when it starts, so that neither has to read a site. It holds no secret and
// nothing about anybody who sends something: forms, what is open, the layouts of
// the pages that answer, and the public keys.
//
//	f, err := deskfile.Read(r)
//	catalogue := f.Catalogue(time.Now) // an intake.Catalogue
//
// # What changes with time
//
// A file may be days old. So it says for each opportunity when it opens and
// closes, and the Catalogue decides at each question, by the clock in London,
// just as a build does. What an editor decided (paused, filled, cancelled) holds
// until the next build.
//
// # Versions
//
// A file of another version is refused, and so is one that was cut or changed
// by hand so that its parts do not fit. The cure is the same for all of them:
// run partake build again. The same content, layouts and moment make the same
// bytes.
package deskfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"example.org/partake/internal/form"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
)

// Name is where a site keeps its desk file, below its folder.
const Name = ".partake/desk.json"

// Version is that of the files that this program writes and reads.
const Version = 1

// File is a desk file.
type File struct {
	Version    int               `json:"version"`
	Built      time.Time         `json:"built"`             // the moment that the build was for
	Context    string            `json:"context,omitempty"` // of the deploy: "production", "deploy-preview"
	Base       string            `json:"base"`              // "https://involvement.example.org"
	Recipients string            `json:"recipients"`        // the recipients file, whole
	MailTo     string            `json:"mail_to"`           // who hears that something was sent
	Confirm    bool              `json:"confirm,omitempty"` // people get a mail too, if they gave an address
	Forms      []form.Form       `json:"forms"`
	Intros     map[string]Intro  `json:"intros"` // by the id of the form
	Offers     []Offer           `json:"offers,omitempty"`
	Shell      view.Shell        `json:"shell"` // its Team is who answers the phone
	Help       []view.Help       `json:"help,omitempty"`
	Layouts    map[string]string `json:"layouts"` // by name, such as "partials/help.html"
}

// Intro is what stands before the questions of a form, and after it was sent.
type Intro struct {
	Summary string   `json:"summary,omitempty"`
	HTML    string   `json:"html,omitempty"` // made by the markdown room
	URL     string   `json:"url,omitempty"`  // of the page that shows it for no opportunity in particular
	Next    []string `json:"next,omitempty"` // what happens when it is sent, a paragraph each
}

// Offer is an opportunity that has a form.
type Offer struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	URL   string `json:"url"`
	Form  string `json:"form"` // id of its form
	// State is Dated when the dates alone decide, or else what an editor wrote.
	State   State        `json:"state"`
	Note    string       `json:"note,omitempty"` // why it is not open, in the editor's words
	Opens   value.Moment `json:"opens,omitzero"`
	Closes  value.Moment `json:"closes,omitzero"`
	Listed  bool         `json:"listed,omitempty"` // it may be shown to people who look for something else
	Contact view.Contact `json:"contact"`
}

// State is how far an opportunity is.
type State string

// The states. Dated are those whose dates decide.
const (
	Dated     State = "dated"
	Paused    State = "paused"
	Filled    State = "filled"
	Cancelled State = "cancelled"
)

// cure ends every error of this room.
const cure = "run `partake build` again with this version of partake"

// Read reads a desk file and checks that its parts fit. The errors are for
// operators.
func Read(r io.Reader) (File, error) {
	src, err := io.ReadAll(r)
	if err != nil {
		return File{}, fmt.Errorf("read the desk file: %w", err)
	}
	var which struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(src, &which); err != nil {
		return File{}, fmt.Errorf("the desk file is broken (%w): %s", err, cure)
	}
	if which.Version != Version {
		return File{}, fmt.Errorf("the desk file has version %d, and this partake reads version %d: %s", which.Version, Version, cure)
	}
	var f File
	if err := json.Unmarshal(src, &f); err != nil {
		return File{}, fmt.Errorf("the desk file is broken (%w): %s", err, cure)
	}
	if err := f.check(); err != nil {
		return File{}, fmt.Errorf("the desk file is broken (%w): %s", err, cure)
	}
	return f, nil
}

// check finds parts that lead nowhere.
func (f File) check() error {
	forms := map[string]bool{}
	for _, x := range f.Forms {
		if x.ID == "" || forms[x.ID] {
			return fmt.Errorf("two forms have the id %q, or one has none", x.ID)
		}
		forms[x.ID] = true
	}
	offers := map[string]bool{}
	for _, o := range f.Offers {
		switch {
		case o.ID == "" || offers[o.ID]:
			return fmt.Errorf("two opportunities have the id %q, or one has none", o.ID)
		case !forms[o.Form]:
			return fmt.Errorf("%s has the form %q, which is not there", o.ID, o.Form)
		case o.State != Dated && o.State != Paused && o.State != Filled && o.State != Cancelled:
			return fmt.Errorf("%s has the state %q, which is none", o.ID, o.State)
		}
		offers[o.ID] = true
	}
	if f.Layouts["base.html"] == "" {
		return fmt.Errorf("it has no layouts")
	}
	return nil
}

// Write writes the file. The same File is always the same bytes.
func (f File) Write(w io.Writer) error {
	f.Version = Version
	if err := f.check(); err != nil {
		return fmt.Errorf("write the desk file: %w", err)
	}
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false) // it is read by people too, and never stands in a page
	to.SetIndent("", " ")
	if err := to.Encode(f); err != nil {
		return fmt.Errorf("write the desk file: %w", err)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write the desk file: %w", err)
	}
	return nil
}

// Preview says whether the file is that of a preview of the site, which stores
// nothing that people send.
func (f File) Preview() bool { return f.Context != "" && f.Context != "production" }

// Trial says whether the file is that of a site that somebody tries out on their
// own computer: the first line of its recipients says so, as in package seal.
func (f File) Trial() bool {
	first, _, _ := strings.Cut(f.Recipients, "\n")
	return strings.EqualFold(strings.TrimSpace(first), "# development only")
}
