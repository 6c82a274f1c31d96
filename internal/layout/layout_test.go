package layout_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"example.org/partake/internal/layout"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/view"
	"example.org/partake/layouts"
)

// views holds an empty View for each kind of layout, so that a layout without
// one, or a View without a layout, fails a test.
var views = map[string]any{
	"opportunity": view.Opportunity{},
	"update":      view.Update{},
	"poster":      view.Poster{}, "sheet": view.AnswerSheet{}, "agenda": view.Agenda{}, "end-report": view.EndReport{},
	"strategy":      view.Strategy{},
	"ambition":      view.Ambition{},
	"on-a-page":     view.OnAPage{},
	"whole":         view.Whole{},
	"changes":       view.Log{},
	"board":         view.Board{},
	"doing":         view.Doing{},
	"plain":         view.Plain{},
	"list":          view.List{},
	"index":         view.Index{},
	"home":          view.Home{},
	"contact":       view.Contacts{},
	"privacy":       view.Privacy{},
	"accessibility": view.Accessibility{},
	"get-updates":   view.Updates{},
	"check-answers": view.CheckAnswers{},
	"receipt":       view.Receipt{},
	"refusal":       view.Refusal{},
	"404":           view.NotFound{},
	"glossary":      view.Glossary{},
	"guide":         view.Guide{},
	"news":          view.News{},
	"learning":      view.Learning{},
	"person":        view.Person{},
	"people":        view.People{},
	"group":         view.Forum{},
	"organisation":  view.Organisation{},
	"route":         view.Route{},
	"form":          view.Form{},
	"a-to-z":        view.AToZ{},
}

var feedViews = map[string]any{
	"opportunity": view.Opportunity{},
	"update":      view.Update{},
	"learning":    view.Learning{},
	"page":        view.Plain{},
}

const hostile = `"><script>alert(1)</script><img src=x onerror='alert(1)'>`

// filled returns a copy of v with s in every string, true in every flag and two
// entries in every list, so that a layout has to print all that it can. Of
// questions that hold questions it goes two deep.
func filled(v any, s string) any {
	p := reflect.New(reflect.TypeOf(v)).Elem()
	fillIn(p, s, 0)
	return p.Interface()
}

func fillIn(v reflect.Value, s string, deep int) {
	if v.Type() == reflect.TypeFor[[]view.Question]() {
		if deep++; deep > 2 {
			return
		}
	}
	switch v.Kind() {
	case reflect.String:
		if v.Type() != reflect.TypeFor[markdown.HTML]() {
			v.SetString(s)
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(2)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fillIn(v.Index(0), s, deep)
		fillIn(v.Index(1), s, deep)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillIn(v.Elem(), s, deep)
	case reflect.Struct:
		for i := range v.NumField() {
			fillIn(v.Field(i), s, deep)
		}
	}
}

func newLayout(t testing.TB, shell view.Shell) *layout.Layout {
	t.Helper()
	l, err := layout.New(layouts.FS, shell)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func render(t *testing.T, l *layout.Layout, kind string, v any) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.Render(&b, kind, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func fragment(t *testing.T, l *layout.Layout, name string, v any) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.Fragment(&b, name, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEveryKindHasALayout(t *testing.T) {
	files, err := layouts.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		kind, isLayout := strings.CutSuffix(f.Name(), ".html")
		if _, known := views[kind]; isLayout && kind != "base" && !known {
			t.Errorf("%s has no View in this test", f.Name())
		}
	}
}

func TestEmptyViews(t *testing.T) {
	l := newLayout(t, view.Shell{})
	for kind, v := range views {
		checkMarkup(t, kind, render(t, l, kind, v))
	}
	for name, v := range feedViews {
		checkMarkup(t, "feed/"+name, fragment(t, l, name, v))
	}
}

func TestHostileViews(t *testing.T) {
	l := newLayout(t, filled(view.Shell{}, hostile).(view.Shell))
	for kind, v := range views {
		checkMarkup(t, kind, render(t, l, kind, filled(v, hostile)))
	}
	for name, v := range feedViews {
		checkMarkup(t, "feed/"+name, fragment(t, l, name, filled(v, hostile)))
	}
}

func TestUnsafeLinks(t *testing.T) {
	const script = "javascript:alert(1)"
	l := newLayout(t, filled(view.Shell{}, script).(view.Shell))
	for kind, v := range views {
		page := render(t, l, kind, filled(v, script))
		if strings.Contains(page, `href="javascript:`) || strings.Contains(page, `src="javascript:`) {
			t.Errorf("%s links to a script", kind)
		}
	}
}

func TestTelLinks(t *testing.T) {
	l := newLayout(t, view.Shell{})
	page := render(t, l, "opportunity", view.Opportunity{
		Frame: view.Frame{Contact: view.Contact{Name: "Team", Phone: "01632 960200", PhoneURL: "tel:01632960200"}},
	})
	if !strings.Contains(page, `href="tel:01632960200"`) {
		t.Error("the phone is no link")
	}
}

func TestLanguageOfTheFrame(t *testing.T) {
	l := newLayout(t, view.Shell{})
	page := render(t, l, "plain", view.Plain{Frame: view.Frame{Lang: "ar", Dir: "rtl"}})
	for _, want := range []string{
		`<html lang="ar" dir="rtl">`,
		`<header class="partake-header" lang="en-GB" dir="ltr" data-no-terms>`,
		`<footer class="partake-footer" lang="en-GB" dir="ltr" data-no-terms>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestDigest(t *testing.T) {
	base := newLayout(t, view.Shell{SiteName: "Get involved"}).Digest()
	if base != newLayout(t, view.Shell{SiteName: "Get involved"}).Digest() {
		t.Error("the same layouts have two digests")
	}
	if base == newLayout(t, view.Shell{SiteName: "Take part"}).Digest() {
		t.Error("the shell is not in the digest")
	}
	files := fstest.MapFS{"base.html": {Data: []byte(`{{template "main" .}}`)}, "plain.html": {Data: []byte(`{{define "main"}}a{{end}}`)}}
	a, err := layout.New(files, view.Shell{})
	if err != nil {
		t.Fatal(err)
	}
	files["plain.html"] = &fstest.MapFile{Data: []byte(`{{define "main"}}b{{end}}`)}
	b, err := layout.New(files, view.Shell{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Digest() == b.Digest() {
		t.Error("a layout is not in the digest")
	}
}

func TestMistakes(t *testing.T) {
	const base = `{{template "main" .}}`
	for name, test := range map[string]struct {
		plain, want string
	}{
		"syntax":   {"{{define \"main\"}}\n{{if}}{{end}}{{end}}", "layouts/plain.html:2: "},
		"field":    {"{{define \"main\"}}\n\n{{.Titel}}{{end}}", "layouts/plain.html:3:2: "},
		"function": {"{{define \"main\"}}{{nosuch .}}{{end}}", "layouts/plain.html:1: "},
		"context":  {"{{define \"main\"}}<a href=\"{{if .Title}}\">{{end}}{{end}}", "layouts/plain.html:1"},
		"no main":  {"<p>Hello</p>", "layouts/plain.html:1: "},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := layout.New(fstest.MapFS{
				"base.html":  {Data: []byte(base)},
				"plain.html": {Data: []byte(test.plain)},
			}, view.Shell{})
			if err == nil {
				err = l.Render(io.Discard, "plain", view.Plain{Frame: view.Frame{Title: "x"}})
			}
			var mistake *layout.Mistake
			if !errors.As(err, &mistake) || !strings.HasPrefix(mistake.Error(), test.want) {
				t.Errorf("got %v, want %s…", err, test.want)
			}
		})
	}
}

func TestUnknownLayouts(t *testing.T) {
	l := newLayout(t, view.Shell{})
	if err := l.Render(io.Discard, "poster", view.Plain{}); err == nil {
		t.Error("rendered a kind that has no layout")
	}
	if err := l.Fragment(io.Discard, "poster", view.Plain{}); err == nil {
		t.Error("rendered a feed item that has no layout")
	}
	if _, err := layout.New(fstest.MapFS{}, view.Shell{}); err == nil {
		t.Error("accepted a folder without base.html")
	}
}

func TestManyAtOnce(t *testing.T) {
	l := newLayout(t, view.Shell{})
	want := map[string]string{}
	for kind, v := range views {
		want[kind] = render(t, newLayout(t, view.Shell{}), kind, filled(v, "words"))
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for kind, v := range views {
				var b bytes.Buffer
				if err := l.Render(&b, kind, filled(v, "words")); err != nil || b.String() != want[kind] {
					t.Errorf("%s differs when many render at once (%v)", kind, err)
				}
			}
		})
	}
	wg.Wait()
}
