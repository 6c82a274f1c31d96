package promises

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
)

// oldTranslation: people who read another form of a page get what held before.
var oldTranslation = lint.Rule{
	Name: "old-translation", Asker: "the Accessible Information Standard",
	About: "Translations, Easy Read and other forms of a page are brought up to date with it.",
	Page: func(p *lint.Page) {
		for i, f := range p.Site.Links(p.Page).Formats {
			if last := lastChange(f); last != 0 && last < p.Updated {
				p.Find(p.At(frontmatter.Index("formats", i)), "bring "+f.Page.File+" up to date, then write updated: "+p.Site.Today.ISO()+" into it",
					"the page was changed on %s, and this form of it last on %s", p.Updated, last)
			}
		}
	},
}

// lastChange is the last day on which a form of a page was brought up to date, 0
// when that can't be told.
func lastChange(f site.Format) value.Date {
	if f.Page == nil {
		return 0
	}
	return max(f.Page.Published, f.Page.Updated, f.Page.Reviewed)
}
