package devserver

import (
	"slices"
	"strings"
)

// Note notes files by their paths: those that have changed, pages in Changed and
// others in Files, and the pages that are drafts.
func (b *Built) Note(changed, drafts []string) {
	for _, name := range drafts {
		b.Drafts = append(b.Drafts, addressOf(name))
	}
	for _, name := range changed {
		if strings.HasSuffix(name, ".html") {
			b.Changed = append(b.Changed, addressOf(name))
		} else {
			b.Files = append(b.Files, addressOf(name))
		}
	}
	slices.Sort(b.Changed)
	slices.Sort(b.Files)
}

// addressOf is the address of a file of the site.
func addressOf(name string) string {
	if name == "index.html" || strings.HasSuffix(name, "/index.html") {
		name = strings.TrimSuffix(name, "index.html")
	}
	return "/" + name
}
