package handover

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/partake/internal/config"
	"example.org/partake/internal/form"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/site"
)

// What a whole site hands over is tested beside the pages that the desk makes of
// it: internal/reply/site_test.go.

// stage notes what is put beside a site.
type stage map[string]string

func (s stage) Beside(name string, data []byte) error {
	s[name] = string(data)
	return nil
}

func input(layouts ...string) Input {
	files := fstest.MapFS{}
	for _, name := range layouts {
		files[name] = &fstest.MapFile{Data: []byte("x")}
	}
	on := &form.Definition{FormKind: "interest", Fields: []form.Field{{ID: "name"}}}
	on.ID = "forms/interest"
	return Input{
		Site:    &site.Site{Config: &config.Config{}, Forms: []*form.Definition{on}, Now: time.Date(2026, 11, 22, 13, 0, 0, 0, time.FixedZone("", 3600))},
		Layouts: files, Intro: func(*form.Definition) (markdown.HTML, error) { return "<p>Hello</p>", nil },
	}
}

var whole = []string{"base.html", "form.html", "check-answers.html", "receipt.html", "refusal.html", "partials/help.html", "list.html"}

// A site that takes answers hands its file over. One that does not takes away
// what is there. Without a name nothing is put anywhere.
func TestWrite(t *testing.T) {
	to := stage{}
	f, err := Write(to, "desk.json", true, input(whole...))
	if err != nil || !strings.Contains(to["desk.json"], `"built": "2026-11-22T12:00:00Z"`) || len(f.Forms) != 1 || len(f.Layouts) != 6 {
		t.Errorf("%v\n%s", err, to["desk.json"])
	}
	if f, err := Write(to, "desk.json", false, Input{}); err != nil || to["desk.json"] != "" || f.Version != 0 {
		t.Errorf("%v %v", f, err)
	}
	to = stage{}
	if f, err := Write(to, "", true, input(whole...)); err != nil || len(to) != 0 || f.Version == 0 {
		t.Errorf("%v, %v, %v", f, to, err)
	}
}

// A page that can't be made is told when the site is built, not when somebody
// sends a form.
func TestMissing(t *testing.T) {
	for i, name := range whole[:5] {
		to := stage{}
		rest := append(append([]string{}, whole[:i]...), whole[i+1:]...)
		if _, err := Write(to, "desk.json", true, input(rest...)); err == nil || !strings.Contains(err.Error(), name) || len(to) != 0 {
			t.Errorf("without %s: %v, %v", name, err, to)
		}
	}
	in := input(whole...)
	in.Intro = func(*form.Definition) (markdown.HTML, error) { return "", errors.New("changed meanwhile") }
	if _, err := Write(stage{}, "desk.json", true, in); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("a form that can't be read: %v", err)
	}
}
