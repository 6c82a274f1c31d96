// Package hostile holds texts that people, word processors and attackers put
// where words belong, and makes a site that has them everywhere.
//
// tricks.txt and addresses.txt have texts that try to make a page do something,
// strings.txt has odd ones. All are our own. A line that is a string as Go writes one is that
// string; any other line is a text as it stands; # starts a comment. Behind a
// string, ! says that the content model refuses the text, and with which
// outcome is a promise: tests hold it in both directions.
//
// site.txtar is a site with a place for a text wherever authors can write one,
// links.txtar one with a page for each place where a link belongs.
// The Go tests build it and read what came of it; the browser's tests open it.
// Nothing in the product uses this room.
package hostile

import (
	_ "embed"
	"hash/fnv"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/txtar"
)

//go:embed tricks.txt
var tricks string

//go:embed addresses.txt
var addresses string

//go:embed strings.txt
var odd string

//go:embed site.txtar
var site []byte

//go:embed links.txtar
var links []byte

// Text is one of the texts.
type Text struct {
	Value   string
	Refused bool // authors get an error with its place
}

// Tricks are texts that try to make a page do something.
func Tricks() []Text { return append(Addresses(), read(tricks)...) }

// Addresses are those of the tricks that are addresses.
func Addresses() []Text { return read(addresses) }

// Strings are odd texts.
func Strings() []Text { return read(odd) }

func read(list string) []Text {
	var out []Text
	for line := range strings.Lines(list) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		text := Text{Value: line}
		quoted, refused := strings.CutSuffix(line, " !")
		if value, err := strconv.Unquote(quoted); err == nil && quoted[0] == '"' {
			text = Text{value, refused}
		}
		out = append(out, text)
	}
	return out
}

// Lines are the texts that an author may write where one line belongs, without
// the spaces around them, which nobody gets to see.
func Lines() []string {
	var out []string
	for _, t := range append(Tricks(), Strings()...) {
		if !t.Refused && !strings.Contains(t.Value, "\n") {
			out = append(out, strings.TrimSpace(t.Value))
		}
	}
	return out
}

// Site makes the files of a site that has the texts in every place. Which text
// stands in which place depends on how many there are and on nothing else.
func Site(texts []string) map[string]string {
	return expand(site, texts, func(count int) int { return (count + 1) / 2 })
}

// Links makes the files of a site in which each page has one of the addresses,
// in one of the places where a link belongs: every second address in each place,
// in turns.
func Links() map[string]string {
	var texts []string
	for _, a := range Addresses() {
		texts = append(texts, a.Value)
	}
	files := expand(links, texts, func(count int) int { return count })
	for i, name := range slices.Sorted(maps.Keys(files)) {
		if (i+i/len(texts))%2 == 1 {
			delete(files, name)
		}
	}
	return files
}

// expand makes files of a template. each is how many there are of one for which
// it gives no number.
func expand(template []byte, texts []string, each func(int) int) map[string]string {
	m := maker{texts: texts, next: map[string]int{}}
	files := map[string]string{}
	for _, f := range txtar.Parse(template).Files {
		before, rest, repeated := strings.Cut(f.Name, "{")
		if !repeated {
			files[f.Name] = m.fill(string(f.Data), 0)
			continue
		}
		times, after, _ := strings.Cut(rest, "}")
		count, err := strconv.Atoi(times)
		if err != nil { // {half} or {each}
			count = each(len(texts))
		}
		for n := range count {
			files[before+strconv.Itoa(n)+after] = m.fill(string(f.Data), n)
		}
	}
	return files
}

type maker struct {
	texts []string
	next  map[string]int // for each name, how many places it had
}

var (
	repeat = regexp.MustCompile(`(?m)^\{(\d+)\}(.*\n)`)
	place  = regexp.MustCompile(`@([12]|[a-z]+)(\+?)@`)
)

// fill puts texts into the nth of the files that a template stands for.
func (m *maker) fill(template string, n int) string {
	numbers := strings.NewReplacer("{n}", strconv.Itoa(n), "{service}", strconv.Itoa(n/20+1), "{skill}", strconv.Itoa(n%8+1))
	template = repeat.ReplaceAllStringFunc(numbers.Replace(template), func(line string) string {
		parts := repeat.FindStringSubmatch(line)
		times, _ := strconv.Atoi(parts[1]) // the pattern lets figures through only
		var b strings.Builder
		for i := range times {
			b.WriteString(strings.ReplaceAll(parts[2], "{i}", strconv.Itoa(i+1)))
		}
		return b.String()
	})
	first, second := m.texts[2*n%len(m.texts)], m.texts[(2*n+1)%len(m.texts)]
	return place.ReplaceAllStringFunc(template, func(found string) string {
		parts := place.FindStringSubmatch(found)
		switch name := parts[1]; {
		case name == "link":
			return Quote(m.texts[n])
		case name == "1":
			return Paste(first)
		case name == "2":
			return Paste(second)
		case name == "body":
			return Markdown(first) + "\n\n" + Markdown(second)
		case parts[2] != "":
			return Quote(m.text(name) + " and that is all that they said")
		default:
			return Quote(m.text(name))
		}
	})
}

// text is the next text for places of one name. Names start at different ones,
// so that a page does not say the same everywhere.
func (m *maker) text(name string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // a sum in memory can't fail
	at := (int(h.Sum32()%997) + m.next[name]) % len(m.texts)
	m.next[name]++
	return m.texts[at]
}

// Quote writes a text as YAML between double quotes, in nothing but ASCII.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r >= ' ' && r <= '~':
			b.WriteRune(r)
		default:
			hex := strconv.FormatInt(int64(r), 16)
			b.WriteString(`\U` + strings.Repeat("0", 8-len(hex)) + hex)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Paste writes a text as YAML between double quotes as somebody would who pastes
// it: only what ends the text or the line is escaped.
func Paste(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\u2028", `\L`, "\u2029", `\P`).Replace(text) + `"`
}

// Markdown writes a text so that Markdown shows it as it is: every sign that
// could mean something has a backslash.
func Markdown(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < 0x80 && strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
