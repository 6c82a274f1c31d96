package promises

import (
	"bytes"

	"example.org/partake/internal/lint"
)

// nameLeft: Partake takes away the page, the picture, the quotes and the words
// of links to the page. A name in the middle of a text only an editor can take
// away.
var nameLeft = lint.Rule{
	Name: "name-left", Asker: "UK GDPR",
	About:    "No text names a person who no longer agrees to be shown.",
	Archived: true,
	Page: func(p *lint.Page) {
		for _, person := range p.Site.Absent {
			if c := person.Consent; c == nil || c.Given > p.Site.Today {
				continue
			}
			for _, at := range namesIn(p.Source, []byte(person.Title), []byte("]("+person.URL)) {
				p.Find(p.Place(at), "ask whether they want to be named here, or write what they did instead of the name: \"a carer\"",
					"the name of a person who no longer agrees to be shown stands here")
			}
		}
	},
}

// namesIn finds the places of a name but for links to the person's page, which
// lose their words by themselves.
func namesIn(src, name, link []byte) []int {
	var out []int
	for from := 0; ; {
		i := bytes.Index(src[from:], name)
		if i < 0 || len(name) == 0 {
			return out
		}
		at := from + i
		if from = at + len(name); !bytes.HasPrefix(src[from:], link) {
			out = append(out, at)
		}
	}
}
