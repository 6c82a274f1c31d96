package diag

import (
	"errors"
	"strings"
	"testing"
)

func TestPrint(t *testing.T) {
	var l List
	l.Add(Errorf(Pos{"b.md", 2, 1}, `did you mean "closes"?`, "unknown key %q", "closess"))
	l.Add(Errorf(Pos{"a.md", 0, 0}, "", "the file is empty"))
	l.Add(Errorf(Pos{"b.md", 2, 1}, `did you mean "closes"?`, "unknown key %q", "closess"))
	l.Add(Advicef(Pos{"c.md", 1, 1}, "asked/difference", "4Pi Purpose", "", "no difference"))
	l.Sort()
	l.Quote(func(file string) ([]byte, error) {
		if file == "b.md" {
			return []byte("---\r\nclosess: 2027\x1b[2J\r\n"), nil
		}
		return nil, errors.New("gone")
	})
	var b strings.Builder
	if err := l.Print(&b, 2); err != nil {
		t.Fatal(err)
	}
	want := `a.md: the file is empty
b.md:2:1: unknown key "closess"
  2 | closess: 2027�[2J
    | ^
  did you mean "closes"?
… and 1 more
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if got := len(l.Advice()); got != 1 {
		t.Errorf("%d pieces of advice, want 1", got)
	}
}

func TestNearest(t *testing.T) {
	allowed := []string{"closes", "opens", "purpose", "focus-group", "interview-panel"}
	for word, want := range map[string]string{
		"closess": "closes", "Closes": "closes", "colses": "closes", "purpse": "purpose",
		"focus group": "focus-group", "focus_group": "focus-group", "interview": "interview-panel",
		"x": "", "": "", "banana": "",
	} {
		if got := Nearest(word, allowed); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
