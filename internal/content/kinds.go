package content

import (
	"path"
	"slices"
	"strings"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/form"
	"example.org/partake/internal/opportunity"
	"example.org/partake/internal/page"
)

// Root is where sources stand in a site's folder.
const Root = "content/"

// folders says which kind stands in which folder.
var folders = map[string]page.Kind{
	"opportunities": page.KindOpportunity, "updates": page.KindUpdate, "strategy": page.KindStrategy,
	"about": page.KindAbout, "glossary": page.KindTerm, "guide": page.KindGuide, "news": page.KindNews, "learning": page.KindLearning,
	"people": page.KindPerson, "groups": page.KindGroup, "organisations": page.KindOrganisation, "routes": page.KindRoute, "forms": page.KindForm,
}

// Folders lists the folders that pages stand in.
func Folders() []string {
	var out []string
	for f := range folders {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

// makers make a Doc of each kind to decode into.
var makers = map[page.Kind]func() Doc{
	page.KindHome:         func() Doc { return new(Home) },
	page.KindOpportunity:  func() Doc { return new(opportunity.Opportunity) },
	page.KindUpdate:       func() Doc { return new(Update) },
	page.KindStrategy:     func() Doc { return new(Strategy) },
	page.KindAmbition:     func() Doc { return new(Ambition) },
	page.KindAbout:        func() Doc { return new(Plain) },
	page.KindTerm:         func() Doc { return new(Term) },
	page.KindGuide:        func() Doc { return new(Guide) },
	page.KindNews:         func() Doc { return new(News) },
	page.KindLearning:     func() Doc { return new(Learning) },
	page.KindPerson:       func() Doc { return new(Person) },
	page.KindGroup:        func() Doc { return new(Group) },
	page.KindOrganisation: func() Doc { return new(Organisation) },
	page.KindRoute:        func() Doc { return new(Route) },
	page.KindForm:         func() Doc { return new(form.Definition) },
}

// KindOf finds the kind of a Markdown file from its path, or says where the
// file belongs.
func KindOf(file string) (page.Kind, diag.List) {
	name := strings.TrimPrefix(file, Root)
	at := diag.Pos{File: file}
	if name == "index.md" {
		return page.KindHome, nil
	}
	parts := strings.Split(name, "/")
	kind, ok := folders[parts[0]]
	switch {
	case !ok && len(parts) == 1:
		return "", diag.List{diag.Errorf(at, "move it into one of: "+strings.Join(Folders(), ", "), "only index.md stands in content/ itself")}
	case !ok:
		return "", diag.List{diag.Errorf(at, diag.DidYouMean(parts[0], Folders()), "there is no kind of page for the folder %q", parts[0])}
	case kind == page.KindStrategy:
		return strategyKind(at, parts)
	case parts[len(parts)-1] == "index.md":
		return "", diag.List{diag.Errorf(at, "give the file another name", "Partake makes the page of the folder %s itself", parts[0])}
	case len(parts) != 2:
		return "", diag.List{diag.Errorf(at, "move it to content/"+parts[0]+"/", "pages of this kind do not stand in folders of their own")}
	}
	return kind, nil
}

func strategyKind(at diag.Pos, parts []string) (page.Kind, diag.List) {
	switch {
	case len(parts) != 3:
		return "", diag.List{diag.Errorf(at, "move it to content/strategy/NAME/"+path.Base(at.File),
			"a strategy has a folder of its own, with index.md and one file for each ambition")}
	case parts[2] == "index.md":
		return page.KindStrategy, nil
	}
	return page.KindAmbition, nil
}
