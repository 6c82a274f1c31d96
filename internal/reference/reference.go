// Package reference knows every key that a source file may have: what to write,
// who asks for it, an example, and the values to choose from.
//
// Nothing of that is written here. The keys, their tiers and their examples are
// the tags of the structs that front matter is decoded into; the values are
// those of the enums; what to write is the comment of each field. Comments are
// not in a program, so comments.txt holds them:
//
//	go generate ./internal/reference
//
// reads them from the source anew, and writes the pages content/guide/front-matter-*.md.
// A test fails when either is behind the source. Package scaffold makes new
// files of the same keys.
package reference

import (
	_ "embed" // for comments.txt
	"reflect"
	"strings"

	"example.org/partake/internal/page"
)

//go:generate go run ./write

//go:embed comments.txt
var embedded string

// Book is the documentation of all kinds of page.
type Book struct{ comments map[string]string }

// Ours is the book of this program.
func Ours() Book { return Open(embedded) }

// Open makes a book of comments as comments.txt holds them.
func Open(text string) Book {
	b := Book{comments: map[string]string{}}
	for line := range strings.Lines(text) {
		name, comment, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		b.comments[name] = comment
	}
	return b
}

// Field is one key.
type Field struct {
	Key     string
	Doc     string // what to write: "Says why we ask people to take part."
	Must    bool
	Asker   string // who asks for it, if somebody does
	Example string // as it stands in a file
	Text    bool   // words that people write, not a date, a number, an id or a choice
	List    bool
	Choices []Choice
	Inside  []Field // the keys below it
}

// Choice is a value that a key may have.
type Choice struct{ Value, Words string }

// Of returns the keys that a kind adds to those of every page.
func (b Book) Of(kind Kind) []Field { return b.fields(kind.Type, false) }

// Every returns the keys of every page that a kind has not replaced, such as
// the title by a person's name.
func (b Book) Every(kind Kind) []Field {
	out := b.fields(kind.Type, true)
	for i, f := range out {
		switch {
		case f.Key == "title" && kind.Title != "":
			out[i].Example = Quote(kind.Title)
		case f.Key == "summary":
			out[i].Example = Quote(kind.Summary)
		}
	}
	return out
}

// What says what a kind of page is, from the comment of its struct.
func (b Book) What(kind Kind) string { return b.doc(kind.Type, "", kind.Type.Name()) }

// fields reads the tags of a struct: those of the embedded page, or the others.
func (b Book) fields(t reflect.Type, embedded bool) []Field {
	var out []Field
	for _, f := range reflect.VisibleFields(t) {
		key, ok := f.Tag.Lookup("yaml")
		if ok && key != "-" && embedded == (len(f.Index) > 1) {
			out = append(out, b.field(owner(t, f), f, key))
		}
	}
	return out
}

// owner is the struct that declares a field.
func owner(t reflect.Type, f reflect.StructField) reflect.Type {
	if len(f.Index) > 1 {
		return reflect.TypeFor[page.Page]()
	}
	return t
}

func (b Book) field(in reflect.Type, f reflect.StructField, key string) Field {
	out := Field{
		Key: key, Doc: b.doc(in, "."+f.Name, f.Name), Must: f.Tag.Get("must") == "true",
		Asker: f.Tag.Get("asked"), Example: f.Tag.Get("eg"),
	}
	t := f.Type
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		out.List = out.List || t.Kind() == reflect.Slice
		t = t.Elem()
	}
	out.Choices = choices(t)
	quoted := strings.HasPrefix(strings.TrimPrefix(out.Example, "["), `"`)
	out.Text = quoted && (t.Kind() == reflect.String && t.PkgPath() == "" || t.Kind() == reflect.Struct)
	if t.Kind() == reflect.Struct {
		out.Inside = b.fields(t, false)
	}
	return out
}

// choices are the values of an enum with the words that pages show.
func choices(t reflect.Type) []Choice {
	enum, ok := reflect.Zero(t).Interface().(interface{ Allowed() []string })
	if !ok {
		return nil
	}
	var out []Choice
	for _, v := range enum.Allowed() {
		x := reflect.New(t).Elem()
		x.SetString(v)
		words := x.Interface().(interface{ Words() string }).Words()
		out = append(out, Choice{Value: v, Words: words})
	}
	return out
}

// doc is a comment without the name that Go wants it to begin with: "Purpose
// says why we ask" becomes "Says why we ask", "HeardOn is the day" becomes
// "The day".
func (b Book) doc(t reflect.Type, field, name string) string {
	text := b.comments[t.String()+field]
	rest, ok := strings.CutPrefix(text, name+" ")
	if !ok {
		return strings.TrimSpace(strings.TrimPrefix(text, name+":"))
	}
	for _, verb := range []string{"is ", "are "} {
		rest = strings.TrimPrefix(rest, verb)
	}
	return strings.ToUpper(rest[:1]) + rest[1:]
}
