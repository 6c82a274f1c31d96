package board

import (
	"io"
	"io/fs"

	"example.org/partake/internal/layout"
	"example.org/partake/internal/source"
	"example.org/partake/internal/view"
)

// Paper writes a View as an HTML document of its own: its rules stand in it, and it
// needs no file beside it. The tables are those of the page; layouts is the folder
// with the layouts of pages, where the frame of a document has one of its own.
func Paper(w io.Writer, layouts fs.FS, v view.Board) error {
	l, err := layout.New(source.Overlay{source.Sub(layouts, "report"), layouts}, view.Shell{})
	if err != nil {
		return err
	}
	for _, p := range v.Parts {
		for _, t := range p.Tables {
			for _, r := range t.Rows {
				for i := range r.Cells {
					r.Cells[i].Label = "" // for narrow windows, by the site's stylesheet
				}
			}
		}
	}
	return l.Render(w, "board", v)
}
