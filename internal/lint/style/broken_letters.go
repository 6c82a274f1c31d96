package style

import (
	"bytes"

	"example.org/partake/internal/lint"
)

// brokenLetters: a text that was copied through a program with another encoding.
// Readers see "donâ€™t".
var brokenLetters = lint.Rule{
	Name: "broken-letters", Asker: "everyone who reads it",
	About:    "No letters were broken on the way from another program.",
	Archived: true,
	Page: func(p *lint.Page) {
		for _, b := range broken {
			if i := bytes.Index(p.Source, []byte(b.is)); i >= 0 {
				p.Find(p.Place(i), b.hint, "letters were broken when the text was copied here: %q", b.is)
			}
		}
	},
}

// broken are what UTF-8 becomes when a program takes it for something else.
var broken = []struct{ is, hint string }{
	{"â€™", "write ’"},
	{"â€˜", "write ‘"},
	{"â€œ", "write “"},
	{"â€\u009d", "write ”"},
	{"â€“", "write –"},
	{"â€¦", "write …"},
	{"ÔÇÖ", "write ’"},
	{"ÔÇô", "write –"},
	{"ÔÇ£", "write “"},
	{"Â£", "write £"},
	{"Ã©", "write é"},
	{"\ufffd", "write the letter that was here: look it up where the text comes from"},
}
