package evaluator_test

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"sync"
	"testing"

	"example.org/partake/internal/evaluator"
)

// tone is a text of its own kind, as views have them.
type tone string

type frame struct{ Title, Lang string }

type link struct{ Text, URL string }

type shout string

func (s shout) String() string { return strings.ToUpper(string(s)) }

// page has a field of each type that the evaluator knows, and of some that it
// does not.
type page struct {
	frame
	Frame     frame
	Text      string
	Empty     string
	Tone      tone
	HTML      template.HTML
	URL       template.URL
	Attr      template.HTMLAttr
	Count     int
	Open      bool
	Links     []link
	Words     []string
	None      []string
	More      *frame
	Nobody    *frame
	Any       any
	Nil       any
	Map       map[string]int
	Shout     shout
	Share     float64
	Formatted formatted
}

func (p page) Loud() string { return strings.ToUpper(p.Text) }

func full() page {
	return page{
		Frame: frame{"Tea & cake", "cy"}, frame: frame{"inner", "en"}, Text: `<b title="x">'+&amp;` + "\x00é\xff</b>", Tone: "green", HTML: "<i>safe & sound</i>",
		URL: "tel:+441632960200", Attr: ` lang="cy"`, Count: 3, Open: true, Links: []link{{"One", "/one/"}, {"<two>", "javascript:alert(1)"}, {"Three", "https://example.org/?a=b&c=d e"}},
		Words: []string{"tea", "<cake>"}, More: &frame{"more", ""}, Any: template.URL("tel:01632"), Map: map[string]int{"a": 1}, Shout: "ha", Share: 0.5,
	}
}

var funcs = template.FuncMap{
	"capital":   strings.ToUpper,
	"shell":     func() *frame { return &frame{"shell", "en"} },
	"safe":      func(s string) template.HTML { return template.HTML(s) },
	"toned":     func(t tone, n int) string { return fmt.Sprint(t, n) },
	"either":    func(s string) any { return s },
	"hued":      func(t tone) string { return string(t) },
	"reflected": func() reflect.Value { return reflect.ValueOf("") },
	"fails":     func(string) (string, error) { return "", errors.New("no luck") },
	"last":      func(list []string) string { return list[len(list)-1] },
}

// known are templates that run here. Each must give what html/template gives.
var known = []string{
	`{{printf "%T %v" (or .Tone "grey") (or .Empty "x")}}{{len (or .Tone "grey")}}`,
	`plain words`,
	`{{.Text}} {{.Empty}} {{.Tone}} {{.HTML}} {{.Count}} {{.Frame.Title}} {{.Title}}`,
	`<p title="{{.Text}}" class="a{{if .Open}} b{{end}}" id="{{.Count}}" data-t="{{.Tone}} {{.HTML}}">`,
	`<title>{{.Text}} {{.HTML}}</title><textarea>{{.Text}}</textarea>`,
	`<p{{.Attr}}>`,
	`<a href="{{.URL}}">{{.URL}}</a><a href="{{.Text}}">{{.Any}}</a><a href="{{.Any}}"></a>`,
	`<a href="/x/{{.Text}}/{{.Count}}?q={{.Text}}&amp;r={{.Tone}}#{{.Text}}">`,
	`{{range .Links}}<a href="{{.URL}}" title="{{.URL}}">{{.Text}}</a>{{else}}none{{end}}{{range .None}}x{{else}}none{{end}}`,
	`{{range $i, $w := .Words}}{{if $i}}, {{end}}{{$w}}{{end}}{{range $w := .Words}}{{$w}}{{.}}{{$.Text}}{{end}}`,
	`{{with .Text}}{{.}}{{else}}none{{end}}{{with .Empty}}x{{else}}{{.Count}}{{end}}{{with $x := .Frame}}{{$x.Lang}}{{.Title}}{{end}}`,
	`{{if .Empty}}a{{else if .None}}b{{else if not .Open}}c{{else}}d{{end}}{{if $n := .Count}}{{$n}}{{end}}`,
	`{{$x := .Text}}{{if .Open}}{{$x = "changed"}}{{end}}{{$x}}{{$y := 1}}{{range .Words}}{{$y = 2}}{{$y := .}}{{$y}}{{end}}{{$y}}`,
	`{{or .Empty .Text}}{{or .Tone "grey"}}{{and .Text .Empty}}{{and .Text .Title}}{{if or .Empty .None (and .Open .Count)}}yes{{end}}{{or .Empty "<none>"}}`,
	`{{if eq .Tone "green"}}a{{end}}{{if ne .Count 3}}b{{end}}{{if lt .Count 4}}c{{end}}{{if gt (len .Links) 2}}d{{end}}{{if le .Count 3}}e{{end}}{{if ge .Text "a"}}f{{end}}{{if not (eq .Text .Title)}}g{{end}}`,
	`{{capital .Text}}{{.Text | capital}}{{capital "<x>"}}{{safe .Text}}{{toned "red" 7}}{{shell.Title}}{{(shell).Lang}}{{either .Text}}{{len .Text}}`,
	`{{printf "%.2s|%d" .Text .Count}}{{index .Words 1}}{{(index .Links 0).Text}}{{last .Words}}{{.More.Title}}`,
	`{{define "row"}}<li>{{.Text}}{{end}}{{define "all"}}{{range .Links}}{{template "row" .}}{{end}}{{end}}{{template "all" .}}{{template "row" index .Links 1}}`,
	`{{define "none"}}{{if .}}some{{else}}nothing{{end}}{{end}}{{template "none"}}{{template "none" .Text}}`,
	`{{/* a comment */}}{{if .More}}a{{end}}{{if .Nobody}}b{{end}}{{if .Frame}}c{{end}}{{if true}}d{{end}}`,
}

// unknown are templates that html/template has to run.
var unknown = []string{
	`{{.Loud}}`, `{{.Shout}}`, `{{.Share}}`, `{{.Open}}`, `{{.Map.a}}`, `{{range $k, $v := .Map}}{{$k}}{{end}}`, `{{print .Text}}`, `{{.Text | html}}`, `{{range 3}}x{{end}}`,
	`<script>var x = {{.Text}}</script>`, `<style>p { color: {{.Tone}} }</style>`, `<a onclick="f('{{.Text}}')">`, `<p title={{.Text}}>`, `{{range .Words}}{{break}}{{end}}`,
	`{{printf "%s" (or .Empty .HTML)}}`, `{{range $x := .None}}{{else}}{{$x}}{{end}}`, `{{$x := "outer"}}{{range $x := .None}}{{else}}{{$x}}{{end}}`, `{{1e6}} {{1.0}} {{0i}}`, `{{.Formatted}}`, `{{if reflected}}a{{else}}b{{end}}`,
	`{{or .Empty .HTML}}`, `{{or .HTML "<b>"}}`, `{{define "deep"}}{{.Text}}{{end}}<p title="{{template "deep" .}}">`, `{{len .Map}}`, `{{slice .Text 0 1}}`, `{{.Links}}`, `{{eq .Count 1 2 3}}`,
}

// broken are templates that go wrong on the way.
var broken = []string{
	`{{toned (or .Tone "grey") 1}}`, `{{toned ("red") 1}}`, `{{"red" | hued}}`, `{{$t := or .Tone "grey"}}{{toned $t 1}}`, `begun {{.Nobody.Title}}`, `begun {{fails .Text}}`, `begun {{last .None}}`, `begun {{index .Words 9}}`, `begun {{.Any.Title}}`, `{{.Missing}}`, `{{toned .Text 1}}`,
	`{{define "again"}}{{template "again" .}}{{end}}begun {{template "again" .}}`, `<p title="{{if .Open}}a{{else}}">{{end}}`, `{{template "nowhere" .}}`,
}

func parse(t testing.TB, text string) *template.Template {
	t.Helper()
	parsed, err := template.New("it").Funcs(funcs).Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return parsed
}

// same runs a template both ways, and again, since the first time is another way.
func same(t testing.TB, text string, data any) *evaluator.Template {
	t.Helper()
	var want bytes.Buffer
	wantErr := parse(t, text).Execute(&want, data)
	quick := evaluator.New(parse(t, text).Clone, funcs)
	for range 2 {
		var got bytes.Buffer
		if err := quick.Execute(&got, data); fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Errorf("%s: the error is\n%v, not\n%v", text, err, wantErr)
		}
		if got.String() != want.String() {
			t.Errorf("%s: wrote\n%q, not\n%q", text, got.String(), want.String())
		}
	}
	return quick
}

func TestKnown(t *testing.T) {
	for _, text := range known {
		for _, data := range []page{full(), {More: &frame{}, Any: "", Words: []string{"", ""}, Links: []link{{}, {}}}} {
			for _, why := range same(t, text, data).Refused() {
				t.Errorf("%s: %v", text, why)
			}
		}
	}
}

func TestUnknown(t *testing.T) {
	for _, text := range unknown {
		if len(same(t, text, full()).Refused()) == 0 {
			t.Errorf("%s: says that it is known", text)
		}
	}
	same(t, `{{.Nil}}`, full())
	same(t, `{{if .}}a{{else}}b{{end}}`, reflect.ValueOf(""))
	same(t, `{{.Any}}`, page{Any: reflect.ValueOf(template.HTML("<b>"))})
	same(t, `<p title="`, full())
	same(t, `{{.}}`, nil)
}

// What goes wrong is told by html/template, with its place, and what was written
// until then is not written twice.
func TestBroken(t *testing.T) {
	for _, text := range broken {
		same(t, text, full())
	}
}

// Whatever a text holds, in whatever place: the bytes are those of html/template.
func FuzzPlaces(f *testing.F) {
	for _, seed := range []string{"plain", "/a/b/", "https://example.org/a?b=c#d", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.c", "mailto:", "MAILTO:x", "tel:01632", "#answer", "", "a/b:c", "//evil.example", "tel:1", "%zz%20", "a b\"'<>&+\x00", "é\xff\u2028", "#a:b", "?a:b", "/:", "x:", "[]()*!$"} {
		f.Add(seed)
	}
	text := `{{.Text}}<title>{{.Text}}</title><p title="{{.Text}}" lang='{{.Tone}}'><a href="{{.Text}}">{{.HTML}}</a><a href='/{{.Text}}'></a><a href="/?q={{.Text}}"></a>` +
		`<a href="{{.URL}}"></a><a href="/{{.URL}}?{{.URL}}"></a><a href="{{.Any}}"></a>{{.Any}}<p title="{{.HTML}}{{.URL}}"{{.Attr}}>`
	slow := parse(f, text)
	quick := evaluator.New(parse(f, text).Clone, funcs)
	f.Fuzz(func(t *testing.T, s string) {
		for _, vouched := range []any{s, template.URL(s), tone(s), template.HTML(s)} {
			data := page{Text: s, Tone: tone(s), HTML: template.HTML(s), URL: template.URL(s), Attr: template.HTMLAttr(s), Any: vouched}
			var want, got bytes.Buffer
			if err := errors.Join(slow.Execute(&want, data), quick.Execute(&got, data)); err != nil {
				t.Fatal(err)
			}
			if got.String() != want.String() {
				t.Errorf("wrote\n%q, not\n%q", got.String(), want.String())
			}
		}
		for _, why := range quick.Refused() {
			t.Error(why)
		}
	})
}

// A function may run the template that called it, for data of the same type.
func TestItself(t *testing.T) {
	var it *evaluator.Template
	deeper := template.FuncMap{"deeper": func(s string) (string, error) {
		var b bytes.Buffer
		err := it.Execute(&b, s)
		return b.String(), err
	}}
	it = evaluator.New(template.Must(template.New("it").Funcs(deeper).Parse(`{{if eq . "stop"}}.{{else}}x{{deeper "stop"}}{{end}}`)).Clone, deeper)
	for range 3 {
		var b bytes.Buffer
		if err := it.Execute(&b, "go"); err != nil || b.String() != "x." {
			t.Errorf("%q, %v", b.String(), err)
		}
	}
}

// The first run for a type of data is a run like others: what it takes from the
// data is taken once.
func TestOnce(t *testing.T) {
	for range 2 {
		c := make(chan int, 1)
		c <- 1
		close(c)
		var b bytes.Buffer
		it := evaluator.New(parse(t, `{{range .}}{{.}}{{end}}`).Clone, funcs)
		if err := it.Execute(&b, c); err != nil || b.String() != "1" {
			t.Errorf("%q, %v", b.String(), err)
		}
	}
}

// What goes wrong on each page does not make the template anew for each.
func TestWrongOften(t *testing.T) {
	made := 0
	source := parse(t, `{{index .Words 9}}`)
	it := evaluator.New(func() (*template.Template, error) {
		made++
		return source.Clone()
	}, funcs)
	for range 20 {
		if err := it.Execute(new(bytes.Buffer), full()); err == nil {
			t.Fatal("there is no such word")
		}
	}
	if made > 2 {
		t.Errorf("it was made %d times", made)
	}
}

// Two templates of a set may have their first runs at once, though one calls the
// other. The race detector sees it when they get in each other's way.
func TestTogether(t *testing.T) {
	for range 100 {
		set := parse(t, `{{define "b"}}<b>{{.}}</b>{{end}}{{template "b" .}}`)
		var all sync.WaitGroup
		for _, it := range []*evaluator.Template{evaluator.New(set.Clone, funcs), evaluator.New(set.Lookup("b").Clone, funcs)} {
			all.Go(func() {
				var b bytes.Buffer
				if err := it.Execute(&b, "x"); err != nil || b.String() != "<b>x</b>" {
					t.Errorf("%q, %v", b.String(), err)
				}
			})
		}
		all.Wait()
	}
}
