package reference

import (
	"fmt"
	"reflect"
	"strings"

	"example.org/partake/internal/config"
	"example.org/partake/internal/page"
)

// The days on which the pages of the reference were last read through, and are
// next. They are written here because a test compares the pages byte for byte.
const (
	reviewed  = "2026-11-22"
	reviewDue = "2027-11-22"
)

// folder is where the pages of the reference stand.
const folder = "content/guide/front-matter-"

// Pages are the reference as pages of a site: for each path the text of its file.
func (b Book) Pages() map[string]string {
	out := map[string]string{
		folder + "every-page.md": b.everyPage(),
		folder + "site.md":       b.sitePage(),
	}
	for _, k := range Kinds {
		out[folder+k.Name+".md"] = b.kindPage(k)
	}
	return out
}

// kindPage is the page about one kind.
func (b Book) kindPage(k Kind) string {
	p := open("Front matter of "+k.Called, "What to write at the top of the file of "+k.Called+", who asks for it, and an example.")
	p.line("%s", place(b.What(k), k.Path))
	p.stands(k)
	p.code("", `partake new `+k.Name+" "+Quote(k.named()))
	p.line("The keys that every page may have are in [front matter of every page](/guide/front-matter-every-page/). `partake new` writes all of them into the file for you.")
	p.line("## A whole file")
	p.code("yaml", strings.TrimSuffix(b.Example(k), "\n"))
	p.keys(append(needed(b.Every(k)), b.Of(k)...))
	p.choices()
	return p.String()
}

// stands says where a file of a kind is and where its page.
func (p *text) stands(k Kind) {
	switch {
	case k.Address == "":
		p.line("The file stands at `%s`. It has no page of its own: it is shown where it is used. Start one with:", k.Path)
	default:
		p.line("The file stands at `%s`, and its page is at `%s`. Start one with:", k.Path, k.Address)
	}
}

// named is a title for the command that starts a file of the kind.
func (k Kind) named() string {
	if k.Title != "" {
		return k.Title
	}
	return map[string]string{"term": "Co-production", "person": "Amina Yusuf", "group": "Carers' forum", "organisation": "Healthwatch Northgate"}[k.Name]
}

// place leaves out of a comment where the file stands: the page says it below.
func place(doc, path string) string {
	return strings.Replace(doc, ": "+strings.TrimPrefix(path, "content/"), "", 1)
}

// needed are the fields that a file must have.
func needed(fields []Field) []Field {
	var out []Field
	for _, f := range fields {
		if f.Must {
			out = append(out, f)
		}
	}
	return out
}

// everyPage is the page about the keys that all kinds share.
func (b Book) everyPage() string {
	p := open("Front matter of every page", "What every page may say about itself: title, dates, pictures, quotes, other formats and more.")
	p.line("The front matter is the part of a file between the two lines of three hyphens. Each line is a key, a colon, a space and a value. These keys may stand on every page. A person, a group and an organisation have `name` in place of `title`. A term has `term` and `definition` in place of `title` and `summary`.")
	p.line("The home page, `content/index.md`, has these keys and no others.")
	p.line("## A whole file")
	p.code("yaml", strings.TrimSuffix(b.Example(Kinds[len(Kinds)-1]), "\n"))
	p.keys(b.fields(reflect.TypeFor[page.Page](), false))
	p.choices()
	return p.String()
}

// sitePage is the page about site.yaml and the data files.
func (b Book) sitePage() string {
	p := open("Facts about your site", "What to write in site.yaml and in the data files: names, phone, privacy, accessibility, services, areas and rates of pay.")
	p.line("The file `content/site.yaml` holds what the whole site needs to know. It has no lines of hyphens: it is all keys. The contact page, the privacy notice and the accessibility statement are made from it.")
	site := b.fields(reflect.TypeFor[config.Config](), false)
	p.line("## A whole file")
	var lines []string
	for _, f := range site {
		if f.Must || f.Key == "privacy" || f.Key == "accessibility" {
			lines = append(lines, Lines(f.Key, f.Example)...)
		}
	}
	p.code("yaml", strings.Join(lines, "\n"))
	p.keys(site)
	p.line("## Data files")
	p.line("The folder `content/data/` holds lists that pages refer to: `services.yaml`, `areas.yaml`, `skills.yaml`, `rates.yaml` and `words.yaml`. A page says `services: [ward-4]`, and readers see the name.")
	p.data(b, "Services, areas and skills", reflect.TypeFor[config.Term]())
	p.data(b, "Rates of pay", reflect.TypeFor[config.Rate]())
	p.line("When a rate changes, give the old one its last day in `until`, and add a new entry with the same `id`. Each opportunity shows the rate that holds on the day on which it closes.")
	p.data(b, "Words to avoid", reflect.TypeFor[config.Word]())
	p.line("The file `words.yaml` adds words that `partake check` looks for, with what to say instead. An entry without `say` allows words that it would name otherwise.")
	p.data(b, "How many forms people sent", reflect.TypeFor[config.Published]())
	p.line("The file `submissions.yaml` is not typed. The command `partake inbox stats --public` makes it: it counts each quarter of a year once, and never changes a figure. Numbers are not exact, so that nobody can work out who sent something. Keep the file in git.")
	p.data(b, "The forms in it", reflect.TypeFor[config.PublishedForm]())
	p.choices()
	return p.String()
}

// data describes the entries of a data file.
func (p *text) data(b Book, heading string, t reflect.Type) {
	fields := b.fields(t, false)
	p.line("### %s", heading)
	p.table(fields, true)
	var lines []string
	for _, f := range fields {
		if f.Must {
			lines = append(lines, "  "+f.Key+": "+f.Example)
		}
	}
	p.code("yaml", "-"+strings.Join(lines, "\n")[1:])
}

// text is a page that is being written.
type text struct {
	strings.Builder
	words map[string]string // the heading below which a set of choices stands
	lists []named
}

// named is a set of choices with the key that has them.
type named struct {
	heading string
	choices []Choice
}

func open(title, summary string) *text {
	p := &text{words: map[string]string{}}
	fmt.Fprintf(p, "---\ntitle: %s\nsummary: %s\naudience: staff\nunlisted: true\nreviewed: %s\nreview_due: %s\n---\n", Quote(title), Quote(summary), reviewed, reviewDue)
	return p
}

// line writes a block of Markdown.
func (p *text) line(format string, args ...any) {
	fmt.Fprintf(p, "\n"+format+"\n", args...)
}

func (p *text) code(language, body string) { p.line("```%s\n%s\n```", language, body) }
