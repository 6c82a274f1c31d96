// Package reply makes the pages with which the desk answers, in the look of the
// site. All it needs is the desk file: no site, and no content to parse.
//
//	pages, err := reply.New(file, time.Now) // an intake.Pages
//
// # The pages
//
//	form           the questions again: with what is wrong, or to change something
//	check-answers  what was typed, before it is sent
//	receipt        the reference, and what happens next
//	refusal        everything else: that nothing was sent, why, and what to do now
//
// Each is a layout of the same name, which a site may replace. Each says how to
// reach the team by phone and by post, and where to get help at once. None is
// for search engines.
//
// # What people typed
//
// It stands on the page that answers and nowhere else. Every refusal gives it
// back: in a form that can be sent again where that may help, else as text to
// copy. It goes through html/template as plain strings, and never through a
// function of a layout that remembers what it was given.
package reply

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/layout"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
)

// Pages are the pages of one desk file. They are safe for many goroutines.
type Pages struct {
	file   deskfile.File
	offers map[string]deskfile.Offer
	layout *layout.Layout
	now    func() time.Time
}

var _ intake.Pages = (*Pages)(nil)

// New parses the layouts of a desk file.
func New(f deskfile.File, now func() time.Time) (*Pages, error) {
	l, err := layout.New(files(f.Layouts), f.Shell)
	if err != nil {
		return nil, fmt.Errorf("layouts of the desk file: %w", err)
	}
	p := &Pages{file: f, offers: map[string]deskfile.Offer{}, layout: l, now: now}
	for _, o := range f.Offers {
		p.offers[o.ID] = o
	}
	return p, nil
}

// Reply shows the answer to a sending.
func (p *Pages) Reply(w io.Writer, r intake.Reply) error {
	switch r.Step {
	case intake.Ask:
		return p.layout.Render(w, "form", p.form(r))
	case intake.Check:
		return p.layout.Render(w, "check-answers", p.check(r))
	}
	return p.layout.Render(w, "refusal", p.answer(r))
}

// Receipt shows the reference, or without one that the page has run out.
func (p *Pages) Receipt(w io.Writer, r intake.Receipt) error {
	v := view.Receipt{Help: p.file.Help, Reference: r.Reference}
	v.Frame = p.frame("receipt", "Thank you: we have what you sent", "You do not have to do anything else.")
	if r.Reference == "" {
		v.Frame = p.frame("receipt", "This page has run out", "You can no longer see your reference here.")
		return p.layout.Render(w, "receipt", v)
	}
	v.Next = p.file.Intros[r.Form].Next
	return p.layout.Render(w, "receipt", v)
}

// Refusal shows that nothing was sent, or explains an address to people who
// come to it by hand.
func (p *Pages) Refusal(w io.Writer, status int) error {
	return p.layout.Render(w, "refusal", p.refuse(status))
}

// frame is what stands around a page that answers.
func (p *Pages) frame(kind, title, summary string) view.Frame {
	s := p.file.Shell
	return view.Frame{
		Kind: kind, Lang: string(value.English), Dir: "ltr", Title: title, Summary: summary, NoIndex: true,
		HeadTitle: title + " – " + s.SiteName + " – " + s.ShortName, Contact: s.Team,
		Breadcrumbs: []view.Link{{Text: "Home", URL: "/"}},
	}
}

// about puts an opportunity's own contact, and the way down to it, around a page.
func (p *Pages) about(f *view.Frame, o deskfile.Offer) {
	if o.ID == "" {
		return
	}
	f.Contact = o.Contact
	f.Breadcrumbs = append(f.Breadcrumbs, view.Link{Text: "Opportunities", URL: "/opportunities/"}, view.Link{Text: o.Title, URL: o.URL})
	f.Section = p.section(o.URL)
}

// section is the entry of the navigation that a page belongs to.
func (p *Pages) section(url string) string {
	best := ""
	for _, n := range p.file.Shell.Navigation {
		if strings.HasPrefix(url, n.URL) && len(n.URL) > len(best) {
			best = n.URL
		}
	}
	return best
}

// files are layouts in memory.
type files map[string]string

// Open is there to make a file system of them: layouts are found and read whole.
func (f files) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadFile returns a layout.
func (f files) ReadFile(name string) ([]byte, error) {
	text, ok := f[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return []byte(text), nil
}

// Glob finds layouts by the shape of their names.
func (f files) Glob(pattern string) ([]string, error) {
	var out []string
	for name := range f {
		ok, err := path.Match(pattern, name)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out, nil
}
