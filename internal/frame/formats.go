package frame

import (
	"path"
	"strings"

	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// formats are the other forms of a page, with type and size where there is a file.
func (m *Maker) formats(l *site.Links) []view.Format {
	var out []view.Format
	for _, f := range l.Formats {
		v := view.Format{Text: f.Kind.Words(), URL: f.URL}
		if f.Kind == "translation" {
			v.Text, v.Detail = f.Lang.Name(), f.Lang.English()
		}
		if f.Lang != "" {
			v.Lang, v.Dir = string(f.Lang), f.Lang.Dir()
		}
		switch {
		case f.Page != nil:
			v.URL = f.Page.URL
		case f.File != "":
			v.URL, v.Download, v.Detail = f.File, true, FileDetail(f.File, f.Bytes)
		}
		out = append(out, v)
	}
	return out
}

// FileDetail is a file's type and size, as they stand behind a link to it.
func FileDetail(file string, bytes int64) string {
	kind := strings.ToUpper(strings.TrimPrefix(path.Ext(file), "."))
	if kind == "DOCX" || kind == "DOC" {
		kind = "Word"
	}
	if kind == "" {
		return wording.Bytes(bytes)
	}
	return kind + " only, " + wording.Bytes(bytes)
}

// version says which page this one is another form of.
func version(l *site.Links) view.Version {
	v := l.Version
	if v == nil {
		return view.Version{}
	}
	out := view.Version{Kind: v.Format.Kind.Words() + " version", Of: view.Link{Text: v.Of.Title, URL: v.Of.URL}}
	if v.Format.Kind == "translation" {
		out.Kind = v.Format.Lang.English()
	}
	return out
}

// alternates are the same page in all its languages.
func (m *Maker) alternates(p *page.Page) []view.Alternate {
	var out []view.Alternate
	for _, x := range m.Site.Languages(p) {
		lang := x.Lang
		if lang == "" {
			lang = value.English
		}
		out = append(out, view.Alternate{Lang: string(lang), URL: m.Site.Base + x.URL})
	}
	return out
}

// types are the media types of recordings.
var types = map[string]string{".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".mp4": "video/mp4", ".webm": "video/webm"}

func (m *Maker) media(p *page.Page) []view.Media {
	var out []view.Media
	for _, x := range p.Media {
		v := view.Media{Title: x.Title, Length: x.Length, Video: x.Kind == "video", URL: x.File, Type: types[strings.ToLower(path.Ext(x.File))], Captions: x.Captions, Lang: string(wording.First(p.Lang, value.English))}
		if x.URL != "" {
			v.Link = view.Link{Text: x.Title, URL: x.URL}
		}
		if strings.HasPrefix(x.Transcript, "/") {
			v.TranscriptURL = x.Transcript
		} else {
			v.Transcript = wording.Paragraphs(x.Transcript)
		}
		out = append(out, v)
	}
	return out
}

// Session is a date with its times: "Monday 3 May 2027, 10am to midday".
func Session(s page.Session) view.Session {
	out := view.Session{When: wording.When(s.Start, s.End), What: s.What, Where: s.Place, Cancelled: s.Cancelled}
	if s.Online {
		out.Where = "Online"
	}
	if s.MovedFrom.Date != 0 && s.MovedFrom != s.Start {
		out.Note = "Moved from " + wording.When(s.MovedFrom, value.Moment{}) + "."
	}
	return out
}

// Sessions are the dates of a page.
func Sessions(list []page.Session) []view.Session {
	var out []view.Session
	for _, s := range list {
		out = append(out, Session(s))
	}
	return out
}

// Upcoming are the dates of a page that are not over.
func (m *Maker) Upcoming(list []page.Session) []view.Session {
	var next []page.Session
	for _, s := range list {
		if max(s.Start.Date, s.End.Date) >= m.Site.Today {
			next = append(next, s)
		}
	}
	return Sessions(next)
}

// Venue is the facts about a place.
func Venue(venue, address, travel string) []view.Fact {
	var out []view.Fact
	for _, f := range []view.Fact{{Label: "Place", Text: venue}, {Label: "Address", Text: address}, {Label: "Getting there", Text: travel}} {
		if f.Text != "" {
			out = append(out, f)
		}
	}
	return out
}

// Owner is somebody who answers for something: words, or a link to their page.
func (m *Maker) Owner(text string) view.Link {
	name, url := m.Site.Owner(text)
	return view.Link{Text: name, URL: url}
}

// Reference is a link to what a reference names, zero for a page that is not
// there now.
func (m *Maker) Reference(ref string) view.Link {
	title, url, ok := m.Site.Ref(ref)
	if !ok || ref == "" {
		return view.Link{}
	}
	if url == title {
		title = wording.Bare(title)
	}
	return view.Link{Text: title, URL: url}
}
