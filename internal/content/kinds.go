package content

import (
	"path"
	"slices"
	"strings"

	"example.org/partake/internal/diag"
)

// Root is where sources stand in a site's folder.
const Root = "content/"

// Kind is what a page is.
type Kind string

// The kinds of page.
const (
	KindHome        Kind = "home"
	KindOpportunity Kind = "opportunity"
	KindUpdate      Kind = "update"
	KindStrategy    Kind = "strategy"
	KindAmbition    Kind = "ambition"
	KindGuide       Kind = "guide"
	KindAbout       Kind = "about"
)

// folders says which kind stands in which folder.
var folders = map[string]Kind{
	"opportunities": KindOpportunity, "updates": KindUpdate, "strategy": KindStrategy,
	"guide": KindGuide, "about": KindAbout,
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

// empty makes a Doc to decode into.
func (k Kind) empty() Doc {
	switch k {
	case KindHome:
		return new(Home)
	case KindOpportunity:
		return new(Opportunity)
	case KindUpdate:
		return new(Update)
	case KindStrategy:
		return new(Strategy)
	case KindAmbition:
		return new(Ambition)
	}
	return new(Plain)
}

// KindOf finds the kind of a Markdown file from its path, or says where the
// file belongs.
func KindOf(file string) (Kind, diag.List) {
	name := strings.TrimPrefix(file, Root)
	at := diag.Pos{File: file}
	if name == "index.md" {
		return KindHome, nil
	}
	parts := strings.Split(name, "/")
	kind, ok := folders[parts[0]]
	switch {
	case !ok && len(parts) == 1:
		return "", diag.List{diag.Errorf(at, "move it into one of: "+strings.Join(Folders(), ", "), "only index.md stands in content/ itself")}
	case !ok:
		return "", diag.List{diag.Errorf(at, diag.DidYouMean(parts[0], Folders()), "there is no kind of page for the folder %q", parts[0])}
	case kind == KindStrategy:
		return strategyKind(at, parts)
	case parts[len(parts)-1] == "index.md":
		return "", diag.List{diag.Errorf(at, "give the file another name", "Partake makes the page of the folder %s itself", parts[0])}
	case len(parts) != 2:
		return "", diag.List{diag.Errorf(at, "move it to content/"+parts[0]+"/", "pages of this kind do not stand in folders of their own")}
	}
	return kind, nil
}

func strategyKind(at diag.Pos, parts []string) (Kind, diag.List) {
	switch {
	case len(parts) != 3:
		return "", diag.List{diag.Errorf(at, "move it to content/strategy/NAME/"+path.Base(at.File),
			"a strategy has a folder of its own, with index.md and one file for each ambition")}
	case parts[2] == "index.md":
		return KindStrategy, nil
	}
	return KindAmbition, nil
}
