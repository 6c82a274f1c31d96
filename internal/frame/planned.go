package frame

import (
	"example.org/partake/internal/content"
	"example.org/partake/internal/markdown"
)

// Planned is a page that a room can make. The press renders it when it is wanted.
type Planned struct {
	URL      string
	Kind     string      // names its layout
	Doc      content.Doc // whose text it shows; nil for pages without one
	Unlisted bool        // kept out of the sitemap

	// View makes what the layout sees. It is called with an empty text for the
	// page's key, so a View holds all else that the page shows.
	View func(markdown.Rendered) any

	// Parts are the texts of several pages, for one that shows them all, and Whole
	// makes its View of them, in their order. Their headings are a level lower, and
	// no two have the same id.
	Parts []content.Doc
	Whole func([]markdown.Rendered) any
}

// Held is the View of a page without a text, where each page is made once: what is
// made for the key is what the page shows.
type Held struct {
	view func(markdown.Rendered) any
	made any
}

// Hold makes a Held of what makes the View.
func Hold(view func(markdown.Rendered) any) *Held { return &Held{view: view} }

// Make makes the View, and holds it.
func (h *Held) Make(none markdown.Rendered) any {
	h.made = h.view(none)
	return h.made
}

// Show gives the View away, or makes it.
func (h *Held) Show(none markdown.Rendered) any {
	if h.made == nil {
		return h.view(none)
	}
	defer h.Drop()
	return h.made
}

// Drop lets go of it, when the page is not made.
func (h *Held) Drop() { h.made = nil }
