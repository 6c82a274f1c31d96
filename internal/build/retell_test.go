package build

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/assemble"
	"example.org/partake/internal/content"
	"example.org/partake/internal/page"
	"example.org/partake/internal/retell"
	"example.org/partake/internal/site"
	"example.org/partake/internal/source"
	"example.org/partake/internal/value"
	"example.org/partake/layouts"
	"example.org/partake/static"
)

// Whatever field of whatever page of the sample site is edited, and to what: what is
// made of the last Site is what Assemble makes, to the last pointer, or nothing.
func TestRetold(t *testing.T) {
	opts := Options{Site: os.DirFS("../.."), Layouts: layouts.FS, Static: static.FS, Now: time.Date(2026, 6, 15, 9, 0, 0, 0, time.UTC), Drafts: true, Program: "test"}
	sources, list, err := source.Read(opts.Site, opts.Static, source.Options{})
	if err != nil || failed(list) {
		t.Fatal(err, list)
	}
	last, _ := assemble.Assemble(input(opts, sources))
	again, tried := map[string]int{}, map[string]int{}
	kinds := map[page.Kind]int{}
	for at, before := range sources.Docs {
		kind := before.Base().Kind
		if kinds[kind]++; kinds[kind] > 4 {
			continue
		}
		for _, e := range fieldEdits(before) {
			in := input(opts, sources)
			in.Docs = slices.Clone(in.Docs)
			in.Docs[at] = e.doc
			in.Now = in.Now.Add(time.Minute)
			got := retell.Site(last, in.Now, map[content.Doc]content.Doc{before: e.doc})
			tried[e.field]++
			if got == nil {
				continue
			}
			again[e.field]++
			want, list := assemble.Assemble(in)
			if failed(list) {
				t.Fatalf("%s, %s: nobody says %v", before.Base().File, e.field, list)
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%s, %s: %s", before.Base().File, e.field, differs(got, want))
			}
		}
	}
	if fresh, _ := assemble.Assemble(input(opts, sources)); !reflect.DeepEqual(last, fresh) {
		t.Error("the last Site did not stay as it was: " + differs(last, fresh))
	}
	for _, field := range []string{"Title", "Summary", "Opens", "StatusDate", "YouSaid"} {
		if 2*again[field] < tried[field] {
			t.Errorf("%s: %d of %d edits take the short way", field, again[field], tried[field])
		}
	}
	for _, field := range []string{"Slug", "PageID", "Draft", "Archived", "Services", "Published", "Aliases", "Quotes", "Formats"} {
		if again[field] > 0 {
			t.Errorf("%s: %d of %d edits take the short way", field, again[field], tried[field])
		}
	}
}

// fieldEdit is a page of which one field is another.
type fieldEdit struct {
	field string
	doc   content.Doc
}

// fieldEdits are all that change one field of a page.
func fieldEdits(d content.Doc) []fieldEdit {
	var out []fieldEdit
	from := reflect.ValueOf(d).Elem()
	for _, f := range reflect.VisibleFields(from.Type()) {
		if f.Anonymous || !f.IsExported() || slices.Contains([]string{"Kind", "File", "Folder", "ID", "URL", "Order", "Digest", "Keys", "BodyLine"}, f.Name) {
			continue
		}
		was := from.FieldByIndex(f.Index).Interface()
		for _, v := range others(was) {
			if reflect.DeepEqual(v, was) {
				continue
			}
			x := reflect.New(from.Type())
			x.Elem().Set(from)
			x.Elem().FieldByIndex(f.Index).Set(reflect.ValueOf(v).Convert(f.Type))
			doc := x.Interface().(content.Doc)
			doc.Base().Order = value.Order(doc.Base().Title)
			doc.Base().Digest++
			out = append(out, fieldEdit{f.Name, doc})
		}
	}
	return out
}

// others are other values for a field.
func others(v any) []any {
	switch v := v.(type) {
	case string:
		return []any{"A " + v, v + " and more", "", "zz"}
	case bool:
		return []any{!v}
	case value.Date:
		return []any{v + 1, v - 400, v + 40, value.Date(0)}
	case value.Moment:
		out := []any{value.Moment{}}
		for _, days := range []value.Date{1, -400, 40, 400} {
			x := v
			x.Date = max(v.Date, 20000) + days
			out = append(out, x)
		}
		return out
	}
	x := reflect.ValueOf(v)
	switch x.Kind() {
	case reflect.String:
		return []any{strings.ToUpper(x.String()) + "-"}
	case reflect.Slice, reflect.Pointer, reflect.Map, reflect.Struct, reflect.Int, reflect.Bool:
		return []any{reflect.Zero(x.Type()).Interface()}
	}
	return nil
}

// differs names the fields of a Site that are not the same.
func differs(got, want *site.Site) string {
	var out []string
	x, y := reflect.ValueOf(got).Elem(), reflect.ValueOf(want).Elem()
	for i := range x.NumField() {
		if f := x.Type().Field(i); !reflect.DeepEqual(x.Field(i).Interface(), y.Field(i).Interface()) {
			out = append(out, fmt.Sprintf("%s differs", f.Name))
		}
	}
	return strings.Join(out, ", ")
}

// Somebody writes on and on, titles and sentences and days, in one file or in two at
// once: what the preview makes of the Site before is what one shows that has just
// started, byte for byte. PARTAKE_SEQUENCES=20 tries more.
func TestRetoldEditions(t *testing.T) {
	sequences := 1
	if n, err := strconv.Atoi(os.Getenv("PARTAKE_SEQUENCES")); err == nil {
		sequences = n
	}
	for seed := range sequences {
		writesOn(t, rand.New(rand.NewPCG(uint64(seed+1), 2)))
	}
}

func writesOn(t *testing.T, r *rand.Rand) {
	w := &world{t: t, dir: t.TempDir(), now: exampleNow}
	w.sample()
	var kept Kept
	edition := func(k *Kept, changed []string) *Edition {
		e, _, err := k.Edition(t.Context(), w.options("none"), changed)
		if err != nil {
			return nil
		}
		return e
	}
	last, started := edition(&kept, nil), edition(new(Kept), nil)
	if last == nil || started == nil {
		t.Fatal("the sample site does not build")
	}
	retold := 0
	for step := range 40 {
		before := w.save()
		w.tell(r, step)
		now := edition(&kept, w.since(before))
		if now == nil { // a day that can't be
			saved := w.save()
			w.restore(before)
			if now = edition(&kept, w.since(saved)); now == nil {
				t.Fatalf("%q: it does not come back", w.log)
			}
		}
		if reflect.ValueOf(now.draft.model.Index.Hidden).Pointer() == reflect.ValueOf(last.draft.model.Index.Hidden).Pointer() {
			retold++
		}
		fresh := edition(new(Kept), nil)
		w.alike(r, now, fresh, started)
		last, started = now, fresh
	}
	if retold < 15 {
		t.Errorf("%d of 40 edits were told again only", retold)
	}
}

// sample writes the sample site into the world.
func (w *world) sample() {
	w.t.Helper()
	if err := os.CopyFS(filepath.Join(w.dir, "site"), example(w.t)); err != nil {
		w.t.Fatal(err)
	}
}

// tell writes something new into the front matter or the text of one page or two: of
// what has dates each second time.
func (w *world) tell(r *rand.Rand, step int) {
	all := slices.DeleteFunc(w.sources(), func(name string) bool {
		return !strings.HasSuffix(name, ".md") || strings.Contains(name, "front-matter-")
	})
	withDates := slices.DeleteFunc(slices.Clone(all), func(name string) bool {
		return !strings.HasPrefix(name, "content/updates/") && !strings.HasPrefix(name, "content/opportunities/")
	})
	for range 1 + r.IntN(2) {
		files := [][]string{all, withDates}[r.IntN(2)]
		name := files[r.IntN(len(files))]
		full := filepath.Join(w.dir, "site", name)
		src, err := os.ReadFile(full)
		if err != nil {
			w.t.Fatal(err)
		}
		text := string(src)
		switch r.IntN(6) {
		case 0, 1:
			text = sentence.ReplaceAllString(text, fmt.Sprintf(`$1: "%c. New %d in $2"`, 'A'+r.IntN(26), step))
		case 2:
			text = summary.ReplaceAllString(text, fmt.Sprintf(`$1: "Step %d, $2"`, step))
		case 3, 4:
			text = dated.ReplaceAllString(text, fmt.Sprintf("$1: ${2}%02d$3", 1+r.IntN(12)))
		default:
			text += fmt.Sprintf("\nWords of step %d.\n", step)
		}
		w.log = append(w.log, fmt.Sprint(step, " ", name))
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			w.t.Fatal(err)
		}
	}
}

var (
	sentence = regexp.MustCompile(`(?m)^(title|term): "(.*)"$`)
	dated    = regexp.MustCompile(`(?m)^(opens|closes|status_date): (\d{4}-)\d\d(-\d\d)`)
	summary  = regexp.MustCompile(`(?m)^(summary|you_said|purpose): "(.*)"$`)
)

// alike holds an Edition to one that knew none before it, by what has changed there since
// the last one of its sort, and by one of ten files besides.
func (w *world) alike(r *rand.Rand, got, want, last *Edition) {
	w.t.Helper()
	if !slices.Equal(got.Paths(), want.Paths()) {
		w.t.Fatalf("%q: other files", w.log)
	}
	for _, path := range want.Paths() {
		if !differ(want, last, path) && r.IntN(10) > 0 {
			continue
		}
		a, err := got.ReadFile(path)
		b, more := want.ReadFile(path)
		if err := errors.Join(err, more); err != nil || string(a) != string(b) {
			w.t.Fatalf("%q: %s, %v: %s", w.log, path, err, firstDifference(string(b), string(a)))
		}
	}
}

// A text and a title are saved at once, of two pages: a feed that has shown the text
// before shows the new one.
func TestTextAndTitleAtOnce(t *testing.T) {
	w := &world{t: t, dir: t.TempDir(), now: exampleNow}
	w.sample()
	var kept Kept
	read := func(changed ...string) string {
		e, list, err := kept.Edition(t.Context(), w.options("none"), changed)
		if err != nil {
			t.Fatal(err, list)
		}
		feed, err := e.ReadFile("updates/feed.xml")
		if err != nil {
			t.Fatal(err)
		}
		return string(feed)
	}
	read()
	const shown, renamed = "content/updates/same-nurse-every-visit.md", "content/opportunities/ward-food.md"
	for name, change := range map[string]func(string) string{
		shown:   func(s string) string { return s + "\nWords that were not there.\n" },
		renamed: func(s string) string { return sentence.ReplaceAllString(s, `$1: "Another name"`) },
	} {
		src, err := os.ReadFile(filepath.Join(w.dir, "site", name))
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(w.dir, "site"), name, []byte(change(string(src))))
	}
	if feed := read(shown, renamed); !strings.Contains(feed, "Words that were not there.") {
		t.Error("the feed shows the text of before")
	}
}
