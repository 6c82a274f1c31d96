// Package handover makes the desk file of a finished site: what the press hands
// over to the desk, so that the desk needs no site.
//
// Only forms that are switched on are in it, and opportunities that have one.
// Of the layouts it holds those of the pages that answer, with all partials,
// since functions such as contact run partials by their names.
package handover

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/form"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
)

// Kinds are the layouts of the pages that answer.
func Kinds() []string { return []string{"form", "check-answers", "receipt", "refusal"} }

// Input is what a desk file is made of.
type Input struct {
	Site       *site.Site
	Shell      view.Shell
	Layouts    fs.FS // the built-in ones with the site's own over them
	Recipients string
	Context    string
	Intro      func(*form.Definition) (markdown.HTML, error) // what stands before the questions
}

// Stage is where a build puts a file that stands once the site does, and is not
// published. Without data, the one of an earlier build goes.
type Stage interface {
	Beside(name string, data []byte) error
}

// Write makes the desk file of a site that takes answers, and hands it over
// under a name. A name of "" is for those who only want the File.
func Write(to Stage, name string, takes bool, in Input) (deskfile.File, error) {
	var f deskfile.File
	var b bytes.Buffer
	if takes {
		var err error
		if f, err = Make(in); err != nil {
			return f, err
		}
		if err := f.Write(&b); err != nil {
			return f, err
		}
	}
	if name == "" {
		return f, nil
	}
	return f, to.Beside(name, b.Bytes())
}

// Make makes the desk file. The same Input makes the same file.
func Make(in Input) (deskfile.File, error) {
	s := in.Site
	cfg := s.Config
	f := deskfile.File{
		Version: deskfile.Version, Built: s.Now.UTC(), Context: in.Context, Base: s.Base, Recipients: in.Recipients,
		MailTo: string(cmp.Or(cfg.Desk.MailTo, cfg.Team.Email)), Confirm: cfg.Desk.Confirm,
		Forms: []form.Form{}, Intros: map[string]deskfile.Intro{}, Shell: in.Shell, Help: frame.New(s, frame.Desk{}).Help(),
	}
	for _, d := range s.Forms {
		if !d.On() {
			continue
		}
		html, err := in.Intro(d)
		if err != nil {
			return deskfile.File{}, err
		}
		f.Forms = append(f.Forms, d.Form(d.ID))
		f.Intros[d.ID] = deskfile.Intro{Summary: d.Summary, HTML: string(html), URL: route(s, d), Next: d.Next}
	}
	for _, o := range s.Opportunities {
		if o.Form != nil {
			f.Offers = append(f.Offers, offer(o))
		}
	}
	var err error
	f.Layouts, err = layouts(in.Layouts)
	return f, err
}

// route is the address of the page on which a form stands that is for no
// opportunity in particular, "" without one.
func route(s *site.Site, d *form.Definition) string {
	for _, r := range s.Routes {
		if doc, ok := s.Doc(r.Form, "forms/"); ok && r.Form != "" && doc.Base().ID == d.ID {
			return r.URL
		}
	}
	return ""
}

// states are those that an editor decides; the dates decide all others.
var states = map[site.State]deskfile.State{site.Paused: deskfile.Paused, site.Filled: deskfile.Filled, site.Cancelled: deskfile.Cancelled}

func offer(o *site.Opportunity) deskfile.Offer {
	return deskfile.Offer{
		ID: o.ID, Title: o.Title, URL: o.URL, Form: o.Form.ID, State: cmp.Or(states[o.State], deskfile.Dated), Note: o.StatusNote,
		Opens: o.Opens, Closes: o.Closes, Listed: o.Listed(), Contact: frame.ContactOf(o.Contact, !o.Named),
	}
}

// layouts reads what the pages that answer need.
func layouts(fsys fs.FS) (map[string]string, error) {
	names, err := fs.Glob(fsys, "partials/*.html")
	if err != nil {
		return nil, fmt.Errorf("layouts of the desk: %w", err)
	}
	names = append(names, "base.html")
	for _, kind := range Kinds() {
		names = append(names, kind+".html")
	}
	out := map[string]string{}
	for _, name := range names {
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("layouts of the desk: %w", err)
		}
		out[name] = string(src)
	}
	return out, nil
}
