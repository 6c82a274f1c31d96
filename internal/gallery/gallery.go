// Package gallery makes the pages of the editors' guide that show every message of a
// build with its cure:
//
//	go generate ./internal/gallery
//
// Nothing of a message is written here. Each is taken as it is printed out of the
// golden cases of the rooms build and markdown, once for each wording, so that a
// page shows what the program says and not what somebody remembers. A test fails
// when a page is behind the cases, and when a message has no cure.
package gallery

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

//go:generate go run ./write

// The days on which the pages were last read through, and are next. They are written
// here because a test compares the pages byte for byte.
const (
	reviewed  = "2026-11-22"
	reviewDue = "2027-11-22"
)

// Message is a message as a build prints it.
type Message struct {
	Words string   // what is wrong
	Lines []string // as printed, from the place to the last line of the hint
	Hint  string   // what the program says to write
}

// Folders are where the cases stand, below internal/.
var Folders = []string{"build/testdata", "markdown/testdata"}

// Read takes the messages out of all cases, by the name of the case.
func Read(rooms fs.FS) (map[string][]Message, error) {
	out := map[string][]Message{}
	for _, folder := range Folders {
		files, err := fs.Glob(rooms, folder+"/*.txtar")
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			src, err := fs.ReadFile(rooms, file)
			if err != nil {
				return nil, err
			}
			if messages := parse(string(src)); len(messages) > 0 {
				out[strings.TrimSuffix(path.Base(file), ".txtar")] = messages
			}
		}
	}
	return out, nil
}

// excerpt is the line of a file that a message shows, or the sign below it.
var excerpt = regexp.MustCompile(`^\s+\d* *\| `)

// place is what stands before the words of a message.
var place = regexp.MustCompile(`^\S[^:]*(?::\d+:\d+)?: `)

// parse reads the part of a case that holds what is printed.
func parse(src string) []Message {
	_, printed, _ := strings.Cut(src, "\n-- diagnostics --\n")
	printed, _, _ = strings.Cut(printed, "\n-- ")
	var out []Message
	for line := range strings.SplitSeq(seen.Replace(strings.TrimSpace(printed)), "\n") {
		switch at := place.FindString(line); {
		case at != "" && !strings.HasPrefix(line, " "):
			out = append(out, Message{Words: strings.TrimPrefix(line, at), Lines: []string{line}})
		case len(out) == 0 || strings.HasPrefix(line, "…"):
		default:
			m := &out[len(out)-1]
			m.Lines = append(m.Lines, line)
			if !excerpt.MatchString(line) {
				m.Hint = strings.TrimSpace(m.Hint + "\n" + line)
			}
		}
	}
	return out
}

// seen shows what could not be seen, or not be read back.
var seen = strings.NewReplacer("\ufffd", "?", "\uffff", "?", "\u200b", "", "e\u0301", "é")

// varies is the part of a message that comes from a file.
var varies = regexp.MustCompile(`"[^"]*"|\S*/\S+|\S+\.(?:md|png|svg|txt)\b|\d+`)

// Wording is a message without what comes from a file: two with the same wording are
// one message.
func (m Message) Wording() string { return varies.ReplaceAllString(m.Words, "…") }

// Pages are the gallery as pages of a site: for each path the text of its file.
func Pages(cases map[string][]Message) (map[string]string, error) {
	out, shown := map[string]string{}, map[string]bool{}
	rest := map[string]bool{}
	for name := range cases {
		rest[name] = true
	}
	for _, g := range galleries {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: %q\nsummary: %q\naudience: staff\nunlisted: true\nreviewed: %s\nreview_due: %s\n---\n\n%s\n", g.title, g.summary, reviewed, reviewDue, opening)
		for _, name := range g.cases {
			if !rest[name] {
				return nil, fmt.Errorf("the case %s prints nothing, or stands in two galleries", name)
			}
			delete(rest, name)
			for _, m := range cases[name] {
				if w := m.Wording(); !shown[w] {
					shown[w] = true
					m.write(&b)
				}
			}
		}
		out["content/guide/messages-"+g.name+".md"] = b.String()
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("no gallery shows the cases %v", slices.Sorted(maps.Keys(rest)))
	}
	return out, nil
}

// write shows a message: what it says, how it is printed, and its cure.
func (m Message) write(b *strings.Builder) {
	fmt.Fprintf(b, "\n## %s\n\n````\n%s\n````\n\n%s\n", escape(sentence(m.Words)), strings.Join(m.Lines, "\n"), m.Cure())
}

// written is what a hint tells people to write: a key and its value, or signs behind a
// colon.
var written = regexp.MustCompile(`^((?:.* )?(?:write|add|such as|marks:|word:|value:)) ([a-z_]+: (?:["{\[].*["}\]]|[a-z-]+))$|^([^:]*:) (["/!\[][^,:]*)$`)

// marked is a hint as a sentence of a page: what to write stands in it as code.
func marked(hint string) string {
	if m := written.FindStringSubmatch(hint); m != nil {
		return sentence(escape(m[1]+m[3])) + " `" + m[2] + m[4] + "`"
	}
	return sentence(escape(strings.TrimSuffix(hint, "."))) + "."
}

// escape keeps the signs of a message what they are.
func escape(s string) string {
	return regexp.MustCompile("[\\\\`*_<>#\\[\\]~&!|]").ReplaceAllString(s, `\$0`)
}

// sentence gives words a capital, but not the name of a file or a page.
func sentence(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if word != "a" && len(word) < 2 || strings.ContainsAny(word, "/_.\"") {
		return s
	}
	return strings.ToUpper(word[:1]) + s[1:]
}
