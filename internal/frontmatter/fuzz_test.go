package frontmatter

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// shapes has a field of every shape that a page of ours has.
type shapes struct {
	Text  string    `yaml:"text" must:"true" line:"true"`
	Long  string    `yaml:"long"`
	Flag  bool      `yaml:"flag"`
	No    *bool     `yaml:"no"`
	Whole int       `yaml:"whole"`
	Part  float64   `yaml:"part" asked:"nobody"`
	Word  word      `yaml:"word"`
	Own   own       `yaml:"own"`
	Forms forms     `yaml:"forms"`
	List  []string  `yaml:"list"`
	Words []word    `yaml:"words"`
	Inner inner     `yaml:"inner"`
	Maybe *inner    `yaml:"maybe"`
	Many  []inner   `yaml:"many"`
	Deep  []*shapes `yaml:"deep"`
}

type inner struct {
	A string `yaml:"a" must:"true"`
	B int    `yaml:"b"`
}

type word string

func (word) Allowed() []string { return []string{"one", "two-words", "three"} }

type own string

func (o *own) UnmarshalText(text []byte) error {
	if len(text) > 3 {
		return errors.New("is too long")
	}
	*o = own(text)
	return nil
}

type forms struct {
	phrase string
	keys   inner
}

func (f *forms) UnmarshalValue(v Value) error {
	if v.IsText() {
		return v.Into(&f.phrase)
	}
	return v.Into(&f.keys)
}

var fuzzSeeds = []string{
	"---\ntext: a\n---\nbody",
	"---\r\ntext: \"a: b\"\r\nflag: true\r\nno: false\r\nwhole: 3\r\npart: 1.5\r\n---\r\n\r\nbody\r\n",
	"\ufeff---\ntext: a\nword: one\nown: abc\nforms: x\nlist: [a, b]\nwords: [one, three]\n---",
	"---\ntext: a\nforms: {a: x}\ninner: {a: x, b: 2}\nmaybe: {a: y}\nmany: [{a: z}, {a: w, b: 1}]\n---\n---\n",
	"---\ntext: a\ndeep: [{text: b, deep: [{text: c}]}]\n---\n",
	"---\ntext: \"never closed\nlong: \"x\"\n---\n", "---\ntext: &a b\nlong: *a\n<<: {text: c}\n---\n", "---\n? [a]\n: b\ntext: !!str c\n---\n",
	"---\ntext: a\ntext: b\ntxet: c\n---\n", "---\nlong: |\n  a\n  ---\n  b\n---\n", "--- \t\ntext: a\n--- \n", "---\ntext: a\n----\n---\n", "---\ntext: \"a\n----\n  b\"\n---\nx",
	"---\n\ttext: a\n---\n", "---\ntext: [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]\n---\n", "+++\n", "---\n---\n", "---\n...\n---\n", "---\n%YAML 1.1\n---\n", "---\n- a\n---\n", "",
}

// Whatever a file holds, it is taken apart or refused with a place inside it,
// and never a panic. What follows the block is the same however it is asked for.
func FuzzParse(f *testing.F) {
	for _, seed := range fuzzSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var into shapes
		page, list := Parse("x.md", src, &into)
		clean := normalise(src)
		lines := bytes.Count(clean, []byte("\n")) + 1
		for _, d := range list {
			if d.Line < 1 && len(src) <= MaxFile || d.Line > lines || d.Message == "" {
				t.Errorf("place out of the file of %d lines: %v", lines, d)
			}
		}
		if len(list.Errors()) > 0 {
			return
		}
		if into.Text == "" || strings.Contains(into.Text, "\n") {
			t.Errorf("a must field of one line is %q", into.Text)
		}
		if !page.Keys.Has("text") || page.Keys.Pos("text").Line < 2 {
			t.Errorf("the place of a key is lost: %v", page.Keys.Pos("text"))
		}
		body, line := Body(src)
		if !bytes.Equal(body, page.Body) || line != page.BodyLine || !bytes.HasSuffix(clean, body) {
			t.Errorf("two bodies: %q on line %d and %q on line %d", body, line, page.Body, page.BodyLine)
		}
		again(t, into)
	})
}

// again writes what was decoded as YAML and decodes that: nothing is lost and
// nothing that was accepted is refused.
func again(t *testing.T, first shapes) {
	t.Helper()
	block, err := yaml.Dump(map[string]any{"text": first.Text, "whole": first.Whole, "part": first.Part, "list": append([]string{}, first.List...), "flag": first.Flag})
	if err != nil {
		t.Fatal(err)
	}
	var second shapes
	_, list := Parse("x.md", []byte("---\n"+string(block)+"---\n"), &second)
	if errs := list.Errors(); len(errs) > 0 {
		t.Fatalf("%s\nis refused: %v", block, errs)
	}
	if second.Text != first.Text || second.Whole != first.Whole || second.Part != first.Part || strings.Join(second.List, "\x00") != strings.Join(first.List, "\x00") {
		t.Errorf("%+v became %+v", first, second)
	}
}

// Data files are YAML from the first line: a list or keys.
func FuzzParseData(f *testing.F) {
	for _, seed := range []string{"- {a: x}\n- {a: y, b: 2}", "a: x", "# nothing", "[]", "- a", "- [a]", "---\n- {a: x}\n", "\xff\xfe", "- {a: x}\n---\n- {a: y}\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var into []inner
		_, list := ParseData("x.yaml", src, &into)
		lines := bytes.Count(normalise(src), []byte("\n")) + 1
		for _, d := range list {
			if d.Line < 1 && len(src) <= MaxFile || d.Line > lines {
				t.Errorf("place out of the file of %d lines: %v", lines, d)
			}
		}
		for _, x := range into {
			if len(list.Errors()) == 0 && x.A == "" {
				t.Errorf("a must field is empty: %+v", into)
			}
		}
	})
}
