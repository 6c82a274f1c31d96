package assemble

import (
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
)

// common links what every kind of page may name.
func (a *assembler) common(docs []content.Doc) {
	for i, d := range docs {
		p, l := d.Base(), &a.site.Index.Links[i]
		l.Contact = a.site.Config.Team
		l.Services = a.named(p, "services", p.Services, a.services)
		l.Areas = a.named(p, "areas", p.Areas, a.areas)
		l.Ambitions = a.ambitionRefs(p)
		if c := a.contact(p, "contact", p.Contact); c != nil {
			l.Contact, l.Named = *c, true
		}
		for i, q := range p.Quotes {
			if q.Person != "" {
				a.exists(p, "quotes["+itoa(i)+"].person", q.Person, "people/")
			}
		}
		a.checkPicture(p)
		a.media(p)
	}
	for i, d := range docs {
		a.formats(d.Base(), &a.site.Index.Links[i])
	}
}

// checkPicture looks whether the picture that a page names is there.
func (a *assembler) checkPicture(p *page.Page) {
	if p.Image == nil {
		return
	}
	if _, hint, err := a.site.Picture(p.Folder, p.Image.Src); err != nil {
		a.errorf(p.At("image.src"), hint, "%v", err)
	}
}

// media looks whether the files of recordings are there.
func (a *assembler) media(p *page.Page) {
	for i, m := range p.Media {
		key := "media[" + itoa(i) + "]"
		a.file(p, key+".file", m.File)
		a.file(p, key+".captions", m.Captions)
		if strings.HasPrefix(m.Transcript, "/") {
			a.pageRef(p, key+".transcript", m.Transcript)
		}
	}
}

func (a *assembler) file(p *page.Page, key, file string) {
	if _, ok := a.site.Bytes(file); !ok && file != "" {
		a.errorf(p.At(key), "put it into static/", "there is no file %s", file)
	}
}

// formats connects a page with its other forms, and those with it.
func (a *assembler) formats(p *page.Page, l *site.Links) {
	for i, f := range p.Formats {
		key := "formats[" + itoa(i) + "]"
		out := site.Format{Format: f}
		switch {
		case f.File != "":
			a.file(p, key+".file", f.File)
			out.Bytes, _ = a.site.Bytes(f.File)
		case f.URL != "" && !site.Elsewhere(f.URL):
			doc, here := a.pageOf(p, key+".url", f.URL)
			if !here {
				continue
			}
			if doc != nil {
				out.Page = doc.Base()
				a.version(p, key, f, out.Page)
			}
		}
		l.Formats = append(l.Formats, out)
	}
}

// version notes on another form of a page what it is a form of.
func (a *assembler) version(p *page.Page, key string, f page.Format, of *page.Page) {
	l := a.site.Index.LinksOf(of.ID)
	switch {
	case of == p:
		a.errorf(p.At(key+".url"), "name the page or the file that is the other form", "a page can't be another form of itself")
	case l.Version != nil:
		a.errorf(p.At(key+".url"), "a page can be another form of one page only: write one for this page too", "%s is another form of %s already", of.URL, l.Version.Of.URL)
	case f.Kind == "translation" && of.Lang != f.Lang:
		a.errorf(p.At(key+".lang"), "write lang: "+string(f.Lang)+" into "+of.File, "the page %s is not in this language", of.URL)
	default:
		l.Version = &site.Version{Of: p, Format: f}
	}
}

// pageOf finds the page that a reference names. here is false when it is not
// on the site now; doc is nil for a page that Partake makes.
func (a *assembler) pageOf(p *page.Page, key, ref string) (doc content.Doc, here bool) {
	before := len(a.list)
	a.pageRef(p, key, ref)
	if len(a.list) > before {
		return nil, false
	}
	if d, ok := a.site.Index.Doc(ref); ok {
		return d, true
	}
	if d, ok := a.at[ref]; ok {
		return d, true
	}
	return nil, a.site.Has(ref)
}
