package devserver

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/watch"
)

// at is a listener that is only asked for its address.
type at string

func (a at) Accept() (net.Conn, error) { return nil, net.ErrClosed }
func (a at) Close() error              { return nil }
func (a at) Addr() net.Addr            { return a }
func (a at) Network() string           { return "tcp" }
func (a at) String() string            { return string(a) }

func site(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Date(2026, 5, 3, 9, 0, 0, 0, time.UTC)}
	}
	return fsys
}

func serve(addr string, b Built) *Server {
	s := &Server{Addr: addr, Listener: at(addr), Talk: io.Discard, Bar: true}
	s.prepare()
	s.show(b)
	return s
}

func (s *Server) ask(method, host, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://x/", nil)
	r.Host = host
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(path, "?")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

var example = map[string]string{
	"index.html": "<body>home</body></html>", "a/index.html": "<p>page a", "404.html": "<p>lost", "_redirects": "/old/ /a/ 301\n", ".secret": "x", "feed.xml": "<rss/>",
	"a/x.ics": "BEGIN", "a/feed.atom": "<feed/>", "x.webp": "w", "x.pdf": "pdf", "x.mp4": "0123456789", "x.unknown": "?", "empty/x.txt": "x",
	".well-known/security.txt": "x", "assets/site.css": "p{}", "opportunities/index.json": "{}",
}

func TestServe(t *testing.T) {
	const own = "127.0.0.1:8080"
	s := serve(own, Built{Site: site(example), Pages: 2})
	for _, c := range []struct {
		method, host, url string
		code              int
		want              string // of the body, or the address that it leads to
	}{
		{"GET", own, "/", 200, "home<link"},
		{"GET", "localhost:8080", "/a/", 200, "page a<link"},
		{"GET", "LOCALHOST.:8080", "/a/", 200, "page a"},
		{"GET", "[::1]:8080", "/a/", 200, "page a"},
		{"HEAD", own, "/a/", 200, ""},
		{"GET", own, "/a", 301, "/a/"},
		{"GET", own, "/a?x=1", 301, "/a/?x=1"},
		{"GET", own, "/a/index.html", 301, "/a/"},
		{"GET", own, "/old/", 301, "/a/"},
		{"GET", own, "/old", 301, "/a/"},
		{"GET", own, "//a", 301, "/a/"},
		{"GET", own, "/none/", 404, "lost<link"},
		{"HEAD", own, "/none/", 404, ""},
		{"GET", own, "/empty/", 404, "lost"},
		{"GET", own, "/x.pdf/", 404, "lost"},
		{"GET", own, "/.well-known/security.txt", 200, "x"},
		{"GET", own, "/.secret", 404, "lost"},
		{"GET", own, "/_redirects", 404, "lost"},
		{"GET", own, "/../../etc/passwd", 404, "lost"},
		{"GET", own, "/a\x00b", 404, "lost"},
		{"GET", own, `/..\..\etc\passwd`, 404, "lost"},
		{"GET", own, "/.partake/none", 404, ""},
		{"GET", own, "/.partake/../.secret", 404, ""},
		{"GET", own, "/.partake/preview.js", 200, "EventSource"},
		{"GET", own, "/.partake/preview.css", 200, "#partake-preview"},
		{"GET", own, "/.partake/mistakes", 302, "/"},
		{"GET", "evil.example", "/", 421, ""},
		{"GET", "evil.example:8080", "/", 421, ""},
		{"GET", "127.0.0.1.evil.example:8080", "/", 421, ""},
		{"GET", "192.0.2.1:8080", "/", 421, ""},
		{"GET", "127.0.0.1:9", "/", 421, ""},
		{"GET", "", "/", 421, ""},
		{"GET", "evil.example:8080", "/.partake/events", 421, ""},
		{"POST", own, "/", 405, ""},
		{"PUT", own, "/a/", 405, ""},
		{"POST", own, "/.partake/preview.js", 405, ""},
	} {
		w := s.ask(c.method, c.host, c.url)
		got := w.Body.String() + w.Header().Get("Location")
		if w.Code != c.code || !strings.Contains(got, c.want) || c.method == "HEAD" && w.Body.Len() > 0 {
			t.Errorf("C12: %s %s%s: %d %q, want %d %q", c.method, c.host, c.url, w.Code, got, c.code, c.want)
		}
	}
	if got := s.ask("GET", own, "/").Header().Get("Content-Security-Policy"); !strings.Contains(got, "default-src 'none'") {
		t.Error("the preview has no policy, so it hides what the policy blocks")
	}
}

// The desk gets what is below /api/, from nobody but us.
func TestAPI(t *testing.T) {
	s := serve("127.0.0.1:8080", Built{Site: site(example)})
	s.API = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "desk") })
	for host, want := range map[string]int{"127.0.0.1:8080": 200, "evil.example": 421} {
		if w := s.ask("POST", host, "/api/interest"); w.Code != want {
			t.Errorf("C12: a form that is sent to %s: %d, want %d", host, w.Code, want)
		}
	}
}

// Files have the types that they have on a host, and are asked for again each time.
func TestKinds(t *testing.T) {
	const own = "127.0.0.1:8080"
	s := serve(own, Built{Site: site(example)})
	for path, want := range map[string]string{
		"/": "text/html; charset=utf-8", "/feed.xml": "application/rss+xml; charset=utf-8", "/a/feed.atom": "application/atom+xml; charset=utf-8",
		"/a/x.ics": "text/calendar; charset=utf-8", "/x.webp": "image/webp", "/x.pdf": "application/pdf", "/x.unknown": "application/octet-stream",
		"/opportunities/index.json": "application/json", "/assets/site.css": "text/css; charset=utf-8", "/none.pdf": "text/html; charset=utf-8",
	} {
		w := s.ask("GET", own, path)
		if got := w.Header().Get("Content-Type"); got != want {
			t.Errorf("%s is served as %q, want %q", path, got, want)
		}
		if cache := w.Header().Get("Cache-Control"); cache != "no-cache" && w.Code == 200 {
			t.Errorf("%s may be kept: %q", path, cache)
		}
		tag := w.Header().Get("ETag")
		if w.Code != 200 {
			continue
		}
		if w := s.ask("GET", own, path, "If-None-Match", tag); w.Code != 304 || w.Body.Len() > 0 {
			t.Errorf("%s with the ETag %q: %d", path, tag, w.Code)
		}
		if w := s.ask("GET", own, path, "If-None-Match", `"other"`); w.Code != 200 {
			t.Errorf("%s with another ETag: %d", path, w.Code)
		}
	}
	if w := s.ask("GET", own, "/x.pdf", "If-Modified-Since", "Sun, 03 May 2026 09:00:00 GMT"); w.Code != 304 {
		t.Errorf("a file that has not changed since: %d", w.Code)
	}
	if w := s.ask("GET", own, "/x.mp4", "Range", "bytes=2-4"); w.Code != 206 || w.Body.String() != "234" {
		t.Errorf("a part of a recording: %d %q", w.Code, w.Body)
	}
}

// Who asks for a preview that others can see gets one, with a warning; it answers
// to numbers and to the computer's name, which no other site can have (C12).
func TestOpen(t *testing.T) {
	name, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		asked, addr, host string
		open, want        bool
	}{
		{"127.0.0.1:80", "127.0.0.1:80", "127.0.0.1", false, true},
		{"127.0.0.1:80", "127.0.0.1:80", name, false, name == "localhost"},
		{"0.0.0.0:8080", "[::]:8080", "192.0.2.1:8080", true, true},
		{"0.0.0.0:8080", "[::]:8080", name + ":8080", true, true},
		{"0.0.0.0:8080", "[::]:8080", "localhost:8080", true, true},
		{"0.0.0.0:8080", "[::]:8080", "evil.example:8080", true, false},
		{"192.0.2.1:8080", "192.0.2.1:8080", "[2001:db8::1]:8080", true, true},
		{"box.test:8080", "192.0.2.1:8080", "box.test:8080", true, true},
		{"box.test:8080", "127.0.0.1:8080", "box.test:8080", false, true},
	} {
		s := serve(c.asked, Built{Site: site(example)})
		s.Listener = at(c.addr)
		if got := s.answersTo(c.host); got != c.want || Open(at(c.addr)) != c.open {
			t.Errorf("C12: asked for %s, at %s: %s is answered: %t, open: %t", c.asked, c.addr, c.host, got, Open(at(c.addr)))
		}
	}
	if got := Address(at("[::]:8080")); got != "http://localhost:8080" {
		t.Errorf("the address to open is %s", got)
	}
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := Listen(l.Addr().String()); err == nil || !strings.Contains(err.Error(), "--addr") || !strings.Contains(err.Error(), "another program") {
		t.Errorf("an address that is taken: %v", err)
	}
}

var broken = Built{Mistakes: diag.List{
	{Pos: diag.Pos{File: "content/a.md", Line: 7, Col: 1}, Message: `unknown key "<closess>"`, Excerpt: "closess: <b>", Hint: `did you mean "closes"? </p><script>`},
	{Pos: diag.Pos{File: "content/<i>.md"}, Message: "the file is empty"},
}}

// Mistakes stand in place of pages, and hurt nothing else; a person may look at
// the last good site until the next build.
func TestMistakes(t *testing.T) {
	const own = "127.0.0.1:8080"
	s := serve(own, broken)
	check := func(path string, code int, want ...string) {
		t.Helper()
		w := s.ask("GET", own, path)
		for _, text := range want {
			if w.Code != code || !strings.Contains(w.Body.String()+w.Header().Get("Location"), text) {
				t.Errorf("%s: %d %s, want %d and %q", path, w.Code, w.Body, code, text)
			}
		}
		for _, text := range []string{"<i>", "<b>", "<closess", "</p><script"} {
			if strings.Contains(w.Body.String(), text) {
				t.Errorf("%s: %s is not escaped", path, text)
			}
		}
	}
	page := []string{"There are 2 mistakes to mend", "content/a.md</code>, line 7", ">7</span><mark>closess</mark>: &lt;b&gt;", "Did you mean &#34;closes&#34;?", "content/&lt;i&gt;.md", "data-partake-page"}
	for _, path := range []string{"/", "/a/", "/feed.xml", "/assets/site.css"} {
		check(path, 500, page...)
	}
	if w := s.ask("GET", own, "/"); strings.Contains(w.Body.String(), "last-good") || w.Header().Get("Cache-Control") != "no-store" {
		t.Error("before the first good site, there is one to look at, or the page may be kept")
	}
	s.show(Built{Site: site(example)})
	check("/a/", 200, "page a")
	s.show(broken)
	check("/a/", 500, append(page, "Look at the last good site")...)
	check("/none/", 500, page...)
	check("/assets/site.css", 200, "p{}")
	check("/feed.xml", 200, "<rss/>")
	for _, site := range []string{"cross-site", "same-site"} {
		if w := s.ask("POST", own, "/.partake/last-good", "Sec-Fetch-Site", site); w.Code != 403 {
			t.Errorf("C12: another site puts the mistakes aside: %d", w.Code)
		}
	}
	for from, want := range map[string]string{"http://127.0.0.1:8080/a/": "/a/", "http://evil.example/a/": "/", "http://127.0.0.1:8080//evil.example": "/", "": "/", "http://127.0.0.1:8080/.partake/mistakes": "/"} {
		if w := s.ask("POST", own, "/.partake/last-good", "Referer", from); w.Code != 303 || w.Header().Get("Location") != want {
			t.Errorf("from %s: %d to %s, want %s", from, w.Code, w.Header().Get("Location"), want)
		}
	}
	check("/a/", 200, "page a", "data-bar")
	check("/.partake/mistakes", 500, page...)
	s.show(broken)
	check("/a/", 500, page...)
	s.show(Built{Site: site(example)})
	check("/a/", 200, "page a")
	check("/.partake/mistakes", 302, "/")
}

// A page with a thousand mistakes is still a page.
func TestManyMistakes(t *testing.T) {
	list := make(diag.List, 1000)
	a := (&state{Built: Built{Mistakes: list}}).mistakesPage()
	if n := strings.Count(string(a.data), "<section>"); n != mostShown || !strings.Contains(string(a.data), "And 800 more") {
		t.Errorf("%d mistakes are shown", n)
	}
}

// line is what a page hears.
type line struct {
	*testing.T
	*bufio.Scanner
}

func (l line) next() news {
	l.Helper()
	for l.Scan() {
		if data, ok := strings.CutPrefix(l.Text(), "data: "); ok {
			var n news
			if err := json.Unmarshal([]byte(data), &n); err != nil {
				l.Fatal(err)
			}
			return n
		}
	}
	l.Fatalf("the line is cut: %v", l.Err())
	return news{}
}

var digestOf, filesOf = regexp.MustCompile(`data-partake-page="(\w+)"`), regexp.MustCompile(`data-partake-files="([\w-]+)"`)

// running serves on a port of its own.
func running(t *testing.T, s *Server) (base string) {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	s.Listener, s.Addr = server.Listener, server.Listener.Addr().String()
	return server.URL
}

func listen(t *testing.T, base, query string) line {
	t.Helper()
	resp, err := http.Get(base + "/.partake/events?" + query)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("%d %q", resp.StatusCode, got)
	}
	return line{t, bufio.NewScanner(resp.Body)}
}

// A page hears what its address shows now and which files have changed since,
// and can tell whether it has to be loaded again.
func TestEvents(t *testing.T) {
	s := serve("127.0.0.1:8080", Built{Site: site(example), Pages: 2, Drafts: []string{"/a/"}})
	base := running(t, s)
	body := s.ask("GET", s.Addr, "/a/").Body.String()
	digest, files := digestOf.FindStringSubmatch(body)[1], filesOf.FindStringSubmatch(body)[1]
	l := listen(t, base, "page=%2Fa%2F&files="+files)
	if n := l.next(); n.Page != digest || n.Stale || !n.First || n.Pages != 2 || !n.Draft {
		t.Errorf("at first: %+v", n)
	}
	next := site(example)
	next["index.html"].Data = []byte("new")
	next["assets/site.css"].Data = []byte("b{}")
	s.show(Built{Site: next, Changed: []string{"/"}, Files: []string{"/assets/site.css"}, Took: 23 * time.Millisecond})
	if n := l.next(); n.Page != digest || n.Stale || n.First || n.Draft || n.Took != "23 ms" || n.Count != 1 || len(n.Changed) != 1 || len(n.Files) != 1 {
		t.Errorf("another page and a style: %+v", n)
	}
	next = site(example)
	next["a/index.html"].Data = []byte("new")
	s.show(Built{Site: next, Changed: []string{"/a/"}})
	if n := l.next(); n.Page == digest || len(n.Files) != 0 {
		t.Errorf("the page itself: %+v", n)
	}
	s.show(broken)
	wrong := l.next()
	if n := wrong; n.Page == digest || n.Mistakes != 2 {
		t.Errorf("mistakes: %+v", n)
	}
	s.putAside()
	if n := l.next(); n.Page == wrong.Page || n.Mistakes != 2 {
		t.Errorf("mistakes that are put aside: %+v", n)
	}
	s.show(Built{Site: site(example)})
	if n := l.next(); n.Page != digest || n.Mistakes != 0 {
		t.Errorf("mended: %+v", n)
	}
	if n := listen(t, base, "page=%2Fa%2F&files="+files).next(); n.Page != digest || n.Stale || len(n.Files) != 1 {
		t.Errorf("a tab that slept: %+v", n)
	}
	for _, unknown := range []string{"", "x-0", files + "9", "x", "-"} {
		if n := listen(t, base, "page=%2Fa%2F&files="+unknown).next(); !n.Stale {
			t.Errorf("a page of another run, with %q: %+v", unknown, n)
		}
	}
	if n := listen(t, base, "page=%2Fnone%2F&files="+files).next(); n.Page == digest || n.Page == "" {
		t.Errorf("a page that is not there: %+v", n)
	}
	// The page of mistakes hears of itself at its own address.
	s.show(broken)
	here := digestOf.FindStringSubmatch(s.ask("GET", s.Addr, "/.partake/mistakes").Body.String())[1]
	if n := listen(t, base, "page=%2F.partake%2Fmistakes&files="+files).next(); n.Page != here {
		t.Errorf("the page of mistakes would be loaded again and again: %s, %s", n.Page, here)
	}
}

// More changes of files than are remembered load a page again.
func TestManyRevisions(t *testing.T) {
	s := serve("127.0.0.1:8080", Built{Site: site(example)})
	for i := range remembered + 1 {
		if _, known := s.state.Load().since(0); !known {
			t.Fatalf("after %d builds a change is forgotten", i)
		}
		s.show(Built{Site: site(example), Files: []string{"/x"}})
	}
	if _, known := s.state.Load().since(0); known {
		t.Error("what is forgotten is known")
	}
	if files, known := s.state.Load().since(1); !known || len(files) != remembered {
		t.Errorf("%d files, %t", len(files), known)
	}
}

// Pages of others hear nothing (C12).
func TestEventsAreOurs(t *testing.T) {
	s := serve("127.0.0.1:8080", Built{Site: site(example)})
	for _, header := range [][]string{
		{"Origin", "http://evil.example"}, {"Origin", "null"}, {"Origin", "http://127.0.0.1:9"}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"},
	} {
		if w := s.ask("GET", "127.0.0.1:8080", "/.partake/events", header...); w.Code != 403 {
			t.Errorf("C12: %v may listen: %d", header, w.Code)
		}
	}
}

// rebuilt waits for a build.
func rebuilt(t *testing.T, builds <-chan watch.Change, what string) watch.Change {
	t.Helper()
	select {
	case c := <-builds:
		return c
	case <-time.After(20 * time.Second):
		t.Fatalf("no build after %s", what)
		return watch.Change{}
	}
}

// A change builds again, and so does the time; what goes wrong with the machine
// ends the first build only. Stopping is at once, also with pages that listen.
func TestRun(t *testing.T) {
	src, builds := t.TempDir(), make(chan watch.Change, 10)
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	results := make(chan error, 10)
	s := &Server{Addr: l.Addr().String(), Listener: l, Talk: io.Discard, Watch: watch.Watcher{Folders: []string{src}}}
	s.Build = func(_ context.Context, c watch.Change) (Built, error) {
		builds <- c
		return Built{Site: site(example)}, <-results
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	if c := rebuilt(t, builds, "the start"); !c.All {
		t.Errorf("at first not everything is new: %v", c)
	}
	results <- nil
	file := filepath.Join(src, "a.md")
	for i, result := range []error{nil, errors.New("the disk is full"), nil} {
		if err := os.WriteFile(file, []byte(strings.Repeat("x", i+1)), 0o644); err != nil {
			t.Fatal(err)
		}
		if c := rebuilt(t, builds, "a change"); len(c.Paths) != 1 || c.Paths[0] != file {
			t.Errorf("changed: %v", c)
		}
		results <- result
		heard := listen(t, "http://"+s.Addr, "page=/&files=")
		want := map[bool]int{true: 1}[result != nil]
		for n := heard.next(); n.Mistakes != want; {
			n = heard.next()
		}
	}
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it does not stop while pages listen")
	}
	l, err = Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	first := &Server{Listener: l, Talk: io.Discard, Build: func(context.Context, watch.Change) (Built, error) { return Built{}, errors.New("no stylesheet") }}
	if err := first.Run(t.Context()); err == nil || err.Error() != "no stylesheet" {
		t.Errorf("the first build: %v", err)
	}
}

// When the moment comes at which time changes a page, the site is built again.
func TestClock(t *testing.T) {
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	builds := make(chan watch.Change, 10)
	s := &Server{Addr: l.Addr().String(), Listener: l, Talk: io.Discard}
	first := true
	s.Build = func(_ context.Context, c watch.Change) (Built, error) {
		builds <- c
		b := Built{Site: site(example)}
		if first {
			b.Next = time.Now().Add(time.Millisecond)
		}
		first = false
		return b, nil
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	rebuilt(t, builds, "the start")
	if c := rebuilt(t, builds, "the moment"); c.All || len(c.Paths) > 0 {
		t.Errorf("changed: %v", c)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// What changed is told by address, pages apart from files.
func TestNote(t *testing.T) {
	var b Built
	b.Note([]string{"feed.xml", "walk/index.html", "index.html", "404.html", "assets/site.css"}, []string{"walk/index.html"})
	if want := []string{"/", "/404.html", "/walk/"}; !slices.Equal(b.Changed, want) {
		t.Errorf("changed %q, want %q", b.Changed, want)
	}
	if want := []string{"/assets/site.css", "/feed.xml"}; !slices.Equal(b.Files, want) {
		t.Errorf("files %q, want %q", b.Files, want)
	}
	if want := []string{"/walk/"}; !slices.Equal(b.Drafts, want) {
		t.Errorf("drafts %q, want %q", b.Drafts, want)
	}
}

// flat are files in memory that know no folders.
type flat map[string]string

func (f flat) Open(name string) (fs.File, error) {
	text, ok := f[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return fstest.MapFS{name: &fstest.MapFile{Data: []byte(text)}}.Open(name)
}

// A site may be a folder on disk or in memory; both show the same.
func TestSites(t *testing.T) {
	dir := t.TempDir()
	for name, text := range example {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	memory, disk, bare := &state{Built: Built{Site: site(example)}}, &state{Built: Built{Site: os.DirFS(dir)}}, &state{Built: Built{Site: flat(example)}}
	for _, path := range []string{"/", "/a", "/a/", "/a/index.html", "/a/x.ics", "/empty", "/empty/", "/none", "/none/", "/x.pdf", "/x.pdf/", "/index.html", "/assets", "/old", "/_redirects"} {
		want := memory.answer(path).digest()
		if disk.answer(path).digest() != want || bare.answer(path).digest() != want {
			t.Errorf("%s: %v in memory, %v on disk, %v without folders", path, memory.answer(path), disk.answer(path), bare.answer(path))
		}
	}
}
