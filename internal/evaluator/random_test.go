package evaluator_test

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"iter"
	"math/rand/v2"
	"os"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	text "text/template"
	"time"

	"example.org/partake/internal/evaluator"
)

// Inner is a struct that others embed by pointer.
type Inner struct{ Deep string }

type fault string

func (f fault) Error() string { return "fault " + string(f) }

// formatted says itself how it is printed.
type formatted string

func (f formatted) Format(s fmt.State, _ rune) { fmt.Fprint(s, "<formatted>") }

type inJSON struct{ N int }

func (j inJSON) MarshalJSON() ([]byte, error) { return []byte(strconv.Itoa(j.N)), nil }

// both has a method of the name of a deeper field.
type both struct{ frame }

func (b *both) Title() string { return "method" }

// wide has a field of each type there is, more or less.
type wide struct {
	page
	*Inner
	Strange   string
	Toneless  tone
	CSS       template.CSS
	JS        template.JS
	JSStr     template.JSStr
	Srcset    template.Srcset
	Zero      int
	Shut      bool
	Link      link
	Self      *wide
	Fault     fault
	Formatted formatted
	Array     [2]string
	Small     int8
	Large     int64
	Unsigned  uint
	Byte      byte
	Anys      []any
	Pointers  []*link
	Tones     []tone
	Chan      chan int
	Func      func() string
	Time      time.Time
	JSON      inJSON
	Stringer  fmt.Stringer
	Err       error
	StringTo  *string
	FrameTo   **frame
	Reflected reflect.Value
	Both      both
	Complex   complex128
	Sequence  iter.Seq[int]
	hidden    string
}

func (w *wide) Quiet() string         { return "quiet" }
func (w wide) Method(s string) string { return "method of " + s }

var strange = []string{"", "plain", "Tea & <cake>", "/a/b/", "https://example.org/?a=b&c=d e#f", "javascript:alert(1)", "x' onload='y", "\x00é\xff\u2028", "</script>", "mailto:a@b.c", "+1", "a:b", " lang=\"cy\"", "green", "%zz%20", "-->", "é:/x"}

// wideData is a value of each field by chance; one in four is nothing.
func wideData(r *rand.Rand) *wide {
	s := func() string { return strange[r.IntN(len(strange))] }
	any1 := func() any {
		return []any{s(), tone(s()), template.HTML(s()), template.URL(s()), nil, 3, 1.5, shout(s()), fault(s()), formatted(s()), &frame{s(), s()}, (*frame)(nil), []string{s()}, reflect.ValueOf(template.HTML(s())), reflect.ValueOf(""), true, uint8(7), &strange[0], error(nil), time.Time{}, map[string]int{s(): 1}, inJSON{4}}[r.IntN(22)]
	}
	w := &wide{Inner: &Inner{s()}, Strange: s(), Self: &wide{}, Sequence: func(yield func(int) bool) { _ = yield(1) && yield(2) }, hidden: s()}
	if r.IntN(4) == 0 {
		return w
	}
	w.page, w.Stringer, w.Err, w.Array, w.Func, w.Formatted, w.Fault = full(), shout(s()), fault(s()), [2]string{s(), s()}, func() string { return "called" }, "x", fault(s())
	w.Text, w.Tone, w.HTML, w.URL, w.Attr, w.Any = s(), tone(s()), template.HTML(s()), template.URL(s()), template.HTMLAttr(s()), any1()
	w.CSS, w.JS, w.JSStr, w.Srcset, w.Count, w.Open = template.CSS(s()), template.JS(s()), template.JSStr(s()), template.Srcset(s()), r.IntN(7)-3, r.IntN(2) == 0
	w.Words, w.Links, w.Link = []string{s(), s()}, []link{{s(), s()}, {s(), s()}}, link{s(), s()}
	w.Anys, w.Pointers, w.Tones = []any{any1(), any1(), any1()}, []*link{{s(), s()}, nil}, []tone{tone(s())}
	w.Small, w.Large, w.Unsigned, w.Byte, w.Complex = int8(r.IntN(9)), r.Int64(), uint(r.IntN(9)), 'b', 1i
	f := &frame{s(), s()}
	w.StringTo, w.FrameTo, w.Reflected = &w.Strange, &f, reflect.ValueOf(s())
	if r.IntN(5) == 0 {
		w.Inner = nil
	}
	if r.IntN(5) == 0 {
		w.More, w.Self = nil, nil
	}
	copied := *w
	w.Self = &copied
	return w
}

var wideFuncs = template.FuncMap{
	"upper": strings.ToUpper, "capital": func(s string) string { return strings.ToUpper(s[:min(1, len(s))]) }, "shell": funcs["shell"], "safe": funcs["safe"], "toned": funcs["toned"], "either": funcs["either"], "fails": funcs["fails"], "last": funcs["last"],
	"join": func(by string, of ...string) string { return strings.Join(of, by) },
	"perhaps": func(s string) (string, error) {
		if s == "green" {
			return s, errors.New("not green")
		}
		return s, nil
	},
	"kind": func(of any) string { return fmt.Sprintf("%T", of) }, "hue": func() tone { return "blue" }, "none": func() any { return nil }, "count": func(n int) int { return n + 1 }, "split": strings.Fields,
	"links": func() []link { return []link{{"One", "/one/"}} }, "words": func() []string { return []string{"a", "<b>"} }, "panics": func() string { panic("a panic") }, "broken": func() (any, error) { return nil, fault("of a function") }, "real": func() float64 { return 1e21 },
	"reflects": func(s string) reflect.Value { return reflect.ValueOf(template.HTML(s)) }, "hold": func(v reflect.Value) reflect.Value { return v }, "nilerror": func() error { return (*pointed)(nil) }, "stringer": func() fmt.Stringer { return shout("s") },
	"wide": func(n int64) int64 { return n }, "float": func(f float64) string { return fmt.Sprint(f) }, "deref": func(f frame) string { return f.Title }, "toned2": func(t tone) string { return string(t) }, "chosen": func() *shout { return nil },
}

type pointed struct{}

func (*pointed) Error() string { return "pointed" }

// result is what came out of a template.
type result struct{ out, err string }

func run(execute func(*bytes.Buffer) error) (r result) {
	var b bytes.Buffer
	err := execute(&b)
	var exec text.ExecError
	var escape *template.Error
	return result{b.String(), fmt.Sprintf("%v %T %t %t", err, err, errors.As(err, &exec), errors.As(err, &escape))}
}

// oneTemplate runs a template by chance both ways, and says whether it ran here.
func oneTemplate(t *testing.T, seed uint64) (quick bool) {
	r := rand.New(rand.NewPCG(seed, 1))
	g := &grammar{Rand: r, wild: r.IntN(3) == 0}
	source := g.template()
	slow, err := template.New("it").Funcs(wideFuncs).Parse(source)
	if err != nil {
		return false // a variable twice, a {{break}} without a {{range}}
	}
	set := template.Must(template.New("it").Funcs(wideFuncs).Parse(source))
	fast := evaluator.New(set.Clone, wideFuncs)
	part := evaluator.New(set.Lookup("string").Clone, wideFuncs)
	// Where it can't escape a template, or meets {{x | html}} in two places, what
	// html/template does depends on which template of a set ran first.
	probe := template.Must(template.New("it").Funcs(wideFuncs).Parse(source)).Lookup("string")
	var unescaped *template.Error
	alone := !g.wild && !errors.As(probe.Execute(new(bytes.Buffer), "text"), &unescaped)
	quick = true
	for i := range 2 {
		var data any = wideData(r)
		if i == 0 {
			data = *data.(*wide)
		}
		want := run(func(b *bytes.Buffer) error { return slow.Execute(b, data) })
		quick = quick && strings.HasPrefix(want.err, "<nil>")
		check := func() {
			for range 2 {
				if got := run(func(b *bytes.Buffer) error { return fast.Execute(b, data) }); got != want {
					t.Errorf("seed %d: %s\n%q, not\n%q", seed, source, got, want)
				}
			}
		}
		if seed%8 > 0 {
			check()
			continue
		}
		var all sync.WaitGroup
		for range 3 {
			all.Go(check)
			if alone {
				all.Go(func() { _ = part.Execute(new(bytes.Buffer), "text") })
			}
		}
		all.Wait()
	}
	return quick && len(fast.Refused()) == 0
}

// What templates made by chance give is what html/template gives: output, errors
// and their types, the first time and the second, from many goroutines at once.
// PARTAKE_RANDOM is how many, PARTAKE_SEED the first of them.
func TestRandom(t *testing.T) {
	number := func(name string, or uint64) uint64 {
		if n, err := strconv.ParseUint(os.Getenv(name), 10, 64); err == nil {
			return n
		}
		return or
	}
	first, count, quick := number("PARTAKE_SEED", 0), number("PARTAKE_RANDOM", 500), uint64(0)
	for seed := first; seed < first+count && !t.Failed(); seed++ {
		if oneTemplate(t, seed) {
			quick++
		}
	}
	t.Logf("%d templates, %d of them run here", count, quick)
	if count >= 500 && quick*20 < count && !t.Failed() {
		t.Error("too few run here: the test shows nothing")
	}
}
