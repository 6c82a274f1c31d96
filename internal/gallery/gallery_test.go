package gallery_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.org/partake/internal/gallery"
)

// The gallery shows what the cases print, all of it, and nothing else.
func TestUpToDate(t *testing.T) {
	cases, err := gallery.Read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	want, err := gallery.Pages(cases)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range want {
		if got, err := os.ReadFile(filepath.Join("../..", name)); err != nil || string(got) != text {
			t.Errorf("%s is not up to date, run: go generate ./internal/gallery", name)
		}
	}
	there, err := filepath.Glob("../../content/guide/messages-*.md")
	if err != nil || len(there) != len(want) {
		t.Errorf("there are %d pages of messages, want %d: %v", len(there), len(want), err)
	}
}

// No message leaves its reader alone: each has a cure, and all but a few have their own
// hint.
func TestEveryMessageHasACure(t *testing.T) {
	cases, err := gallery.Read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for name, messages := range cases {
		for _, m := range messages {
			all++
			if m.Cure() == "" {
				t.Errorf("%s: nothing says how to mend %q", name, m.Words)
			}
			if m.Hint == "" && !strings.HasPrefix(m.Lines[0], "layouts/") && !byHand[m.Wording()] {
				t.Errorf("%s: %q has no hint", name, m.Words)
			}
		}
	}
	if all < 400 {
		t.Errorf("the cases print %d messages only", all)
	}
}

// byHand are messages without a hint of their own, whose cure the gallery has.
var byHand = map[string]bool{
	"a page can't be another form of itself":          true,
	"two ambitions have the number …: this one and …": true,
}
