package frontmatter

import (
	"slices"
	"testing"
)

type notice struct {
	What string   `yaml:"what" eg:"x"`
	Who  []string `yaml:"who"`
}

type board struct {
	Title string   `yaml:"title" line:"true"`
	Why   string   `yaml:"why"`
	One   *notice  `yaml:"one"`
	Many  []notice `yaml:"many"`
}

// Texts gives sentences with the keys under which Keys knows their places.
func TestTexts(t *testing.T) {
	var doc board
	src := "---\ntitle: a b\nwhy: because\none: {what: this}\nmany:\n  - what: that\n    who: [a, b]\n---\n"
	page, list := Parse("x.md", []byte(src), &doc)
	if len(list) > 0 {
		t.Fatal(list)
	}
	var got []string
	Texts(&doc, func(key, text string) {
		got = append(got, key+"="+text)
		if at := page.Keys.Pos(key); !page.Keys.Has(key) || at.Line == 1 {
			t.Errorf("%s has no place: %v", key, at)
		}
	})
	want := []string{"why=because", "one.what=this", "many[0].what=that", "many[0].who[0]=a", "many[0].who[1]=b"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestKeysOf(t *testing.T) {
	want := []string{"title", "why", "one", "one.what", "one.who", "many", "many.what", "many.who"}
	if got := KeysOf(&board{}); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAskedRule(t *testing.T) {
	for key, want := range map[string]string{"closes": "asked/closes", "actions[12].evidence": "asked/actions.evidence", "[3].source": "asked/source"} {
		if got := AskedRule(key); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
}
