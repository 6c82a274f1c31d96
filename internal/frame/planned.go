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
