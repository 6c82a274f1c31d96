package reply_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"example.org/partake/internal/build"
	"example.org/partake/internal/deskfile"
	"example.org/partake/layouts"
)

// assets stand for what `npm run assets` makes.
var assets = fstest.MapFS{
	"assets/manifest.json":     {Data: []byte(`{"site.css": "site-00000001.css", "site.js": "site-00000002.js"}`)},
	"assets/site-00000001.css": {Data: []byte("main{max-width:60em}\n")},
	"assets/site-00000002.js":  {Data: []byte("\"use strict\"\n")},
}

// noon is a day on which ward-food is open, and so is reading-group.
var noon = time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)

// built is the site of testdata/site.txtar: where it lies, and its desk file as
// a server reads it.
type built struct {
	dir  string
	file deskfile.File
}

var (
	once sync.Once
	one  built
)

func TestMain(m *testing.M) {
	code := m.Run()
	if one.dir != "" {
		_ = os.RemoveAll(one.dir)
	}
	os.Exit(code)
}

// site builds the site, once for all tests.
func site(t *testing.T) built {
	t.Helper()
	once.Do(func() {
		dir, err := os.MkdirTemp("", "reply")
		if err != nil {
			t.Fatal(err)
		}
		one = built{dir: dir, file: run(t, dir, options(dir))}
	})
	return one
}

func options(dir string) build.Options {
	return build.Options{
		Layouts: layouts.FS, Static: assets, Out: filepath.Join(dir, "public"), State: filepath.Join(dir, "state"), Desk: filepath.Join(dir, deskfile.Name),
		Now: noon, Program: "test", Sends: true, Recipients: "# team\nage1 stands for a key\n", Context: "production",
	}
}

// run builds the site and reads the desk file that lies there then.
func run(t *testing.T, dir string, opts build.Options) deskfile.File {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	opts.Site = files
	if _, list, err := build.Run(context.Background(), opts); err != nil {
		_ = list.Errors().Print(os.Stderr, 20)
		t.Fatal(err)
	}
	src, err := os.Open(filepath.Join(dir, deskfile.Name))
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	f, err := deskfile.Read(src)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The desk file of a site: forms that are on, opportunities that have one, with
// what their files say, and exactly the layouts that the desk runs.
func TestHandover(t *testing.T) {
	f := site(t).file
	var forms, offers []string
	for _, x := range f.Forms {
		forms = append(forms, x.ID)
	}
	for _, o := range f.Offers {
		offers = append(offers, strings.TrimPrefix(o.ID, "opportunities/")+" "+string(o.State)+" "+o.Closed(noon))
	}
	want := []string{
		"ward-food dated ",
		"reading-group dated ",
		"later dated You can tell us that you are interested from Monday 1 June 2026.",
		"resting paused We start again in the spring.",
		"over dated This closed on 1 April 2026.",
	}
	if got := strings.Join(forms, " "); got != "forms/bank forms/interest" {
		t.Errorf("forms: %s", got)
	}
	if got := strings.Join(offers, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("offers:\n%s", got)
	}
	if f.Offers[0].Contact.Name != "Sam Rowe" || !f.Offers[1].Contact.Team || f.Offers[0].Form != "forms/interest" {
		t.Errorf("%+v", f.Offers[:2])
	}
	if f.MailTo != "team@example.org" || f.Confirm || f.Base != "https://involve.example.org" || f.Context != "production" || !strings.Contains(f.Recipients, "stands for a key") {
		t.Errorf("%+v", f)
	}
	if f.Intros["forms/bank"].URL != "/get-involved/bank/" || f.Intros["forms/interest"].URL != "" {
		t.Errorf("the page of the bank: %q", f.Intros["forms/bank"].URL)
	}
	if !strings.Contains(f.Intros["forms/interest"].HTML, "<p>We read it within 3 working days.") {
		t.Errorf("before the questions: %q", f.Intros["forms/interest"].HTML)
	}
	for _, name := range []string{"base.html", "form.html", "check-answers.html", "receipt.html", "refusal.html", "partials/help.html"} {
		if f.Layouts[name] == "" {
			t.Errorf("%s is not there", name)
		}
	}
	if f.Layouts["opportunity.html"] != "" || f.Layouts["feed/page.html"] != "" {
		t.Error("there are layouts that the desk never runs")
	}
}

// Law 2: the same content, layouts and moment make the same bytes, wherever the
// site lies. Law 3: the file stands when the site does, never below it, and goes
// when nobody takes answers any more.
func TestDeskFileIsReproducible(t *testing.T) {
	first, err := os.ReadFile(filepath.Join(site(t).dir, deskfile.Name))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	name := filepath.Join(dir, deskfile.Name)
	run(t, dir, options(dir))
	second, err := os.ReadFile(name)
	if err != nil || string(first) != string(second) {
		t.Errorf("another folder makes other bytes: %v", err)
	}
	broken := options(dir)
	broken.Site = fstest.MapFS{"content/site.yaml": {Data: []byte("x: y\n")}}
	if _, _, err := build.Run(context.Background(), broken); err == nil {
		t.Error("a broken site was built")
	}
	if left, err := os.ReadFile(name); err != nil || string(left) != string(second) {
		t.Errorf("a build with mistakes changed the desk file: %v", err)
	}
	below := options(dir)
	below.Desk = filepath.Join(dir, "public", "desk.json")
	if msg := fails(t, below); !strings.Contains(msg, "it would be published") {
		t.Errorf("a desk file below the site: %s", msg)
	}
	closed := options(dir)
	closed.Sends = false
	fails(t, closed)
	if _, err := os.Stat(name); !os.IsNotExist(err) {
		t.Errorf("nobody takes answers, and the desk file is there: %v", err)
	}
}

// fails builds the site and returns the error, "" without one.
func fails(t *testing.T, opts build.Options) string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	opts.Site = files
	if _, _, err = build.Run(context.Background(), opts); err != nil {
		return err.Error()
	}
	return ""
}
