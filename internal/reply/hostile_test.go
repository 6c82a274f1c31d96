package reply_test

import (
	"errors"
	"net/url"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.org/partake/internal/form"
	"example.org/partake/internal/seal"
)

// Inputs 4, 7, 25, 26 and 30: what people and machines write. All of it is text.
var hostile = map[string]string{
	"script":          `<script>alert(1)</script>`,
	"a picture":       `"><img src=x onerror=alert(1)>`,
	"an attribute":    `' onmouseover='alert(1)`,
	"back quotes":     "` onfocus=alert(1) autofocus `",
	"out of a text":   `</textarea></p></dd></dl></form><script>alert(1)</script>`,
	"out of a title":  `</title><style>*{display:none}</style>`,
	"an address":      `javascript:alert(1)`,
	"a template":      `{{.Frame.Title}} {{template "urgent" .}}`,
	"a comment":       `<!-- --><![CDATA[ ]]>`,
	"an entity":       `&lt;b&gt; &amp;amp; &#0; &quot;`,
	"right to left":   "\u202eevil\u202c and on",
	"isolates":        "\u2066\u2067 open for ever",
	"colours":         "\x1b[31mred\x1b[0m \x01\x02\x7f",
	"C1 controls":     "a\u0085b\u009bc",
	"Zalgo":           "Z" + strings.Repeat("\u0310\u0353\u035a", 30) + "algo",
	"Chinese":         "我想参加这个工作坊",
	"Arabic":          "أود أن أشارك معكم",
	"Welsh and more":  "Siân Ŵyn O’Néill-Þórsdóttir",
	"a family":        "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
	"invisible":       "a\ufeffb\u200bc\u2060d",
	"line separators": "one\u2028two\u2029three",
	"a formula":       `=cmd|' /C calc'!A0`,
	"one long word":   strings.Repeat("a", 180),
}

// hostileForm puts a text into every question. Fields that are checked for their
// form get it only where the form comes back.
func hostileForm(s string, everywhere bool) url.Values {
	f := good()
	f.Set("name", s)
	f.Set("experience", s)
	f.Set("access_needs", s)
	f.Set("access_needs_consent", "yes")
	f.Set("reply_by", "post")
	f.Set("contact_post", s)
	f.Del("contact_email")
	if everywhere {
		for _, name := range []string{"reply_by", "contact_email", "contact_phone", "experience_consent", "access_needs_consent"} {
			f.Set(name, s)
		}
	}
	return f
}

// hostilePages are all pages on which what was typed stands.
func hostilePages(t *testing.T, s string) map[string]*page {
	t.Helper()
	out := map[string]*page{}
	d := open(t, nil)
	f := hostileForm(s, true)
	out["form"] = d.post(f)
	f.Set("_change", s)
	out["change"] = d.post(f)
	f.Del("_change")
	for name, value := range map[string]string{"_form": "forms/none", "opportunity": "opportunities/over"} {
		g := hostileForm(s, true)
		g.Set(name, value)
		out[value] = d.post(g)
	}
	g := hostileForm(s, true)
	g.Set("_form", s)
	out["no form"] = d.post(g)
	g = hostileForm(s, false)
	g.Add("name", s)
	out["broken"] = d.post(g)

	f = hostileForm(s, false)
	out["check"] = d.post(f)
	sent := out["check"].form("Send")
	d.store.fail = errors.New("gone")
	out["down"] = d.post(sent)
	if done := d.post(sent); done.code != 303 {
		t.Fatalf("%q was not stored: %d", s, done.code)
	}
	other := hostileForm(s, false)
	other.Set("experience", s+" more")
	other.Set("_token", sent.Get("_token"))
	out["different"] = d.post(other)
	d.gate.closed = true
	out["slower"] = d.post(f)
	d.gate.closed, d.Desk.Preview = false, true
	out["preview"] = d.post(sent)
	d.stored(s)
	return out
}

// stored compares what the team reads with what was typed.
func (d *desk) stored(typed string) {
	d.t.Helper()
	want, problems := d.answers(typed)
	plain, err := seal.Open(d.store.records[0].Blob, d.key)
	if err != nil || len(problems) > 0 {
		d.t.Fatalf("%v %v", err, problems)
	}
	if string(plain) != string(want.Canonical()) {
		d.t.Errorf("%q went the way through two pages and became\n%s, not\n%s", typed, plain, want.Canonical())
	}
}

func (d *desk) answers(typed string) (form.Answers, []form.Problem) {
	f, _ := d.Desk.Catalogue.Form("forms/interest")
	sent := hostileForm(typed, false)
	sent.Del("opportunity") // it stands beside the answers
	return f.Read(sent)
}

// skeleton is a page without its texts: the elements that a browser makes of it,
// but for the paragraphs, of which there is one for each line.
func skeleton(p *page) []string {
	var out []string
	for _, n := range p.all() {
		if n.Data != "p" {
			names := n.Data
			for _, a := range n.Attr {
				names += " " + a.Key
			}
			out = append(out, names)
		}
	}
	return out
}

// Whatever is typed into whichever field, each page is the page that it is with
// harmless words: the same elements with the same attributes, nothing that runs.
// And it goes through the form, the look and the store unchanged.
func TestHostile(t *testing.T) {
	plain := hostilePages(t, "words")
	for name, s := range hostile {
		t.Run(name, func(t *testing.T) {
			for kind, p := range hostilePages(t, s) {
				if p.code != plain[kind].code {
					t.Errorf("%s: %d, want %d", kind, p.code, plain[kind].code)
				}
				if got, want := skeleton(p), skeleton(plain[kind]); !slices.Equal(got, want) {
					t.Errorf("%s is another page:\n%q\nwant\n%q", kind, got, want)
				}
				if p.title() != plain[kind].title() {
					t.Errorf("%s: the title is %q", kind, p.title())
				}
			}
		})
	}
}

// What was typed into an input stands in it again, sign by sign.
func TestTypedAgain(t *testing.T) {
	for name, s := range hostile {
		d := open(t, nil)
		p := d.post(hostileForm(s, true))
		for _, n := range p.all("input", "textarea") {
			switch attr(n, "name") {
			case "name", "contact_post", "contact_email", "experience", "access_needs":
				got := attr(n, "value")
				if n.Data == "textarea" {
					got = content(n)
				}
				if got != s {
					t.Errorf("%s: %s holds %q, want %q", name, attr(n, "name"), got, s)
				}
			}
		}
	}
}

// What people typed is let go of once the page is out: no layout remembers it.
func TestForgets(t *testing.T) {
	d := open(t, nil)
	round := func(i int) {
		f := good()
		f.Set("name", "Person "+strconv.Itoa(i))
		f.Set("experience", strings.Repeat("w"+strconv.Itoa(10000+i)+" ", 700)) // 4,900 signs
		switch i % 4 {
		case 0:
			f.Del("reply_by") // the form again
		case 1:
			f.Set("opportunity", "opportunities/over") // a refusal
		case 2:
			f.Set("_form", "forms/"+strconv.Itoa(i)) // another, with names of inputs
		}
		d.post(f) // else the look
	}
	for i := range 40 {
		round(i)
	}
	before := heap()
	for i := range 1000 {
		round(1000 + i)
	}
	defer runtime.KeepAlive(d)                     // or the desk goes with what it remembers
	if grown := heap() - before; grown > 500_000 { // 250 texts, as one kind of page shows them, are 1.2 MB
		t.Errorf("1,000 pages left %d bytes behind", grown)
	}
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
