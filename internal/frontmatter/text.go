package frontmatter

import (
	"bytes"
	"unicode/utf8"

	"example.org/partake/internal/diag"
)

const fence = "---"

// Text checks that src is a text file we can read – UTF-8, no NUL, not huge –
// and returns it without a byte order mark and with line feeds only.
func Text(file string, src []byte) ([]byte, diag.List) {
	whole := diag.Pos{File: file, Line: 1, Col: 1}
	if len(src) > MaxFile {
		return nil, diag.List{diag.Errorf(diag.Pos{File: file}, "split it into several pages; a picture or a leaflet goes into static/", "the file is over %d MB", MaxFile>>20)}
	}
	if bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}) {
		return nil, diag.List{diag.Errorf(whole, saveAs, "the file is saved as UTF-16, and only UTF-8 can be read")}
	}
	src = normalise(src)
	if i := bytes.IndexByte(src, 0); i >= 0 {
		return nil, diag.List{diag.Errorf(place(file, src, i), "if it is a picture or a Word file, put it into static/ and write the page into a new file", "this is not text: there is a NUL byte in it")}
	}
	if !utf8.Valid(src) {
		return nil, diag.List{notUTF8(file, src)}
	}
	if i := unseen(src); i >= 0 {
		r, _ := utf8.DecodeRune(src[i:])
		return nil, diag.List{diag.Errorf(place(file, src, i), "delete it, and type what stands around it again: it may have come with a text from elsewhere",
			"here stands a character that can't be seen (%U)", r)}
	}
	return src, nil
}

// normalise takes out the byte order mark and makes every line end a line feed.
func normalise(src []byte) []byte {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	return src
}

// notUTF8 points at the first wrong byte and says what it was likely meant to be.
func notUTF8(file string, src []byte) diag.Diagnostic {
	i := 0
	for i < len(src) {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		i += size
	}
	at := place(file, src, i)
	if meant, ok := windows1252[src[i]]; ok {
		return diag.Errorf(at, saveAs, "here stands \"%c\" as old Windows programs save it, and only UTF-8 can be read", meant)
	}
	return diag.Errorf(at, saveAs, "here stands a byte that is not UTF-8 (0x%02X)", src[i])
}

// saveAs is the cure for every encoding but ours.
const saveAs = "in your editor choose Save as, and the encoding UTF-8"

// windows1252 holds the bytes that British text saved by old editors has most.
var windows1252 = map[byte]rune{0x91: '‘', 0x92: '’', 0x93: '“', 0x94: '”', 0x96: '–', 0x97: '—', 0xa3: '£', 0xe9: 'é', 0x80: '€'}

func place(file string, src []byte, offset int) diag.Pos {
	before := src[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return diag.Pos{File: file, Line: 1 + bytes.Count(before, []byte("\n")), Col: 1 + utf8.RuneCount(before[start:])}
}

// checkFence finds what the front matter library would publish as body: a
// block that starts late, is not closed, or is not YAML.
func checkFence(file string, src []byte) diag.List {
	at := diag.Pos{File: file, Line: 1, Col: 1}
	refuse := func(hint, format string, args ...any) diag.List {
		return diag.List{diag.Errorf(at, hint, format, args...)}
	}
	first, rest, _ := bytes.Cut(src, []byte("\n"))
	trimmed := bytes.TrimSpace(first)
	switch {
	case len(bytes.TrimSpace(src)) == 0:
		return refuse(example, "the file is empty")
	case isFence(first):
	case bytes.HasPrefix(trimmed, []byte("+++")), bytes.HasPrefix(trimmed, []byte("{")):
		return refuse(example, "the front matter is written as TOML or JSON, and only YAML is read")
	case string(trimmed) == fence:
		return refuse("write --- at the very start of the line, and nothing behind it", "there are spaces around the three hyphens")
	case bytes.HasPrefix(bytes.TrimSpace(src), []byte(fence)) && len(trimmed) == 0:
		return refuse("delete them: --- has to be the first line of the file", "there are blank lines above the front matter")
	default:
		return refuse(example, "the file has no front matter: its first line is not ---")
	}
	at.Line = 2
	for line := range bytes.Lines(rest) {
		switch hyphens := len(bytes.TrimRight(line, " \t\n")); {
		case isFence(line):
			return nil
		case hyphens > len(fence) && len(bytes.Trim(line, "- \t\n")) == 0 && line[0] == '-':
			return refuse("write three of them", "the line that closes the front matter has %d hyphens", hyphens)
		case string(bytes.TrimSpace(line)) == fence:
			return refuse("if the front matter ends here, write --- at the very start of the line; inside a text, take the line out", "there are spaces around the three hyphens")
		}
		at.Line++
	}
	at.Line = 1
	return refuse("write --- on a line of its own below the last key", "the front matter is never closed")
}

// isFence says whether a line opens or closes the block. Spaces behind the
// hyphens can't be seen, so they do no harm.
func isFence(line []byte) bool {
	return string(bytes.TrimRight(line, " \t\n")) == fence
}

const example = "start the file with\n---\ntitle: \"Help choose the food on our wards\"\nsummary: \"One sentence about the page.\"\n---"
