// Package layout runs layouts/ over one View and nothing else.
//
// # What lies in layouts/
//
//	base.html        the whole page: head, header, breadcrumb, main, footer
//	KIND.html        one for each kind of page; it defines the template "main"
//	partials/*.html  one component each; each defines a template of its name
//	feed/KIND.html   what a feed reader sees of a page: no frame, no classes
//
// A site may bring a layouts/ folder of its own. The caller lays it over the
// built-in one, file by file, so this package sees a single fs.FS. Further
// files at the top become further kinds.
//
// A layout sees one value of package view: strings, numbers, flags and lists of
// them. Text is escaped by html/template, each according to where it stands.
//
// # Functions in a layout
//
//	header SECTION LANG   the page's header, SECTION marked in the navigation
//	footer LANG           the page's footer
//	card CARD             an opportunity in a list
//	story STORY           an update in a list
//	contact CONTACT       who to talk to
//	unsaid CONTACT        "We have not said yet", and who to ask
//	items LIST            a list of sentences
//	links LIST            a list of links
//	inline LIST           links in a line
//	breadcrumb LIST       the way down from the home page
//	facts LIST            labelled lines (view.Fact)
//	formats LIST LANG     the other forms of a page that is in LANG
//	fourpi LIST           how an opportunity meets the 4Pi standards
//	filter FILTER         a row of links to narrower lists
//	assets                links to the stylesheets and the script
//	shell                 the site's names, navigation and assets (view.Shell)
//	qr TEXT LABEL         TEXT as a QR code, which LABEL describes
//	safe HTML             prints what the markdown room made, as it is
//	tel URL               prints a tel: link, which html/template refuses
//	english LANG          lang and dir attributes for our own English words on
//	                      a page in another language; nothing on an English page
//	plural N ONE MANY     "1 reply", "1,200 replies"
//	words LIST            "tea", "tea and cake", "tea, cake and fruit"
//	capital TEXT          TEXT with a capital at the front
//	last LIST             the last of a list of links
//	absolute FULL URL OTHER
//	                      OTHER in full, when the page's own address is URL
//	                      and in full FULL
//	locale LANG           "en_GB", for link previews
//	link URL              a link that may be tel:, for a view.Fact
//
// All before shell are remembered: a header for each section, a card for each
// Card and so on. Each runs the partial of its name, once for each value,
// however many pages show it.
//
// In a layout write {{.Frame.Title}} rather than {{.Title}}: finding a field
// through an embedded struct takes reflect ten times as long.
//
// A Layout is safe for many goroutines at once.
package layout

import (
	"fmt"
	"io"
	"io/fs"
	"slices"

	"example.org/partake/internal/evaluator"
	"example.org/partake/internal/view"
)

// Layout is the parsed layouts of a site, together with its shell.
type Layout struct {
	shell  view.Shell
	parts  map[string]*evaluator.Template // what the remembered functions run
	kinds  map[string]*evaluator.Template // by name of file, without .html
	feeds  map[string]*evaluator.Template // likewise, below feed/
	digest uint64
	ids    map[string][]string // by kind
}

// New parses all layouts of fsys. A mistake in one of them is a *Mistake.
func New(fsys fs.FS, shell view.Shell) (*Layout, error) {
	sources, err := read(fsys)
	if err != nil {
		return nil, fmt.Errorf("read layouts: %w", err)
	}
	l := &Layout{
		shell:  shell,
		parts:  map[string]*evaluator.Template{},
		kinds:  map[string]*evaluator.Template{},
		feeds:  map[string]*evaluator.Template{},
		digest: digest(sources, shell),
		ids:    ids(sources),
	}
	if err := l.parse(sources); err != nil {
		return nil, fmt.Errorf("parse layouts: %w", err)
	}
	return l, nil
}

// After is New where last, if that has the same layouts and shell: what it
// remembers is still right. last may be nil.
func After(last *Layout, fsys fs.FS, shell view.Shell) (*Layout, error) {
	if last != nil {
		sources, err := read(fsys)
		if err == nil && digest(sources, shell) == last.digest {
			return last, nil
		}
	}
	return New(fsys, shell)
}

// Render writes the page of one View, which embeds view.Frame. The kind is the
// name of a layout without .html, such as "opportunity". Templates write in
// small pieces, so w is best a buffer.
func (l *Layout) Render(w io.Writer, kind string, v any) error {
	t, ok := l.kinds[kind]
	if !ok {
		return fmt.Errorf("render %s: there is no layouts/%s.html", kind, kind)
	}
	if err := t.Execute(w, v); err != nil {
		return fmt.Errorf("render %s: %w", kind, locate(err))
	}
	return nil
}

// Fragment writes the content of a feed item. The name is that of a layout
// below feed/, such as "opportunity". Links are as the View has them: relative
// to the root of the site.
func (l *Layout) Fragment(w io.Writer, name string, v any) error {
	t, ok := l.feeds[name]
	if !ok {
		return fmt.Errorf("render feed item: there is no layouts/feed/%s.html", name)
	}
	if err := t.Execute(w, v); err != nil {
		return fmt.Errorf("render feed item %s: %w", name, locate(err))
	}
	return nil
}

// Digest changes when a layout or the shell does. Pages made by Layouts with
// the same digest from the same View are the same bytes.
func (l *Layout) Digest() uint64 { return l.digest }

// IDs lists the ids that the layouts use on a kind of page, so that headings in
// a body take others.
func (l *Layout) IDs(kind string) []string { return slices.Concat(l.ids[""], l.ids[kind]) }
