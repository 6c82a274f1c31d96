package seal

import (
	_ "embed"
	"fmt"
	"strings"
	"time"
)

//go:embed sheet.txt
var sheetText string

// Sheet is the page to print and lock away: the secret key in groups of four
// that can be typed back in, what it is for, and what happens when it is lost.
func (id Identity) Sheet(name, file string, made time.Time) string {
	return fmt.Sprintf(sheetText, name, made.UTC().Format("2 January 2006"), id.Fingerprint(), rows(id.text()), file)
}

// rows breaks a key into rows: what all keys start with, then four groups of
// four letters each.
func rows(text string) string {
	const group, row = 4, 16
	data := strings.LastIndexByte(text, '1') + 1 // what comes before is the same in all keys
	b := []byte("    " + text[:data])
	for i, letter := range []byte(text[data:]) {
		switch {
		case i%row == 0:
			b = append(b, "\n    "...)
		case i%group == 0:
			b = append(b, "  "...)
		}
		b = append(b, letter)
	}
	return string(append(b, '\n'))
}
