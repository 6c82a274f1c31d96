package host

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"example.org/partake/internal/headers"
)

var long = strings.Repeat("<p>Tell us about the food on the ward.</p>\n", 40)

var example = map[string]string{
	"index.html": "home" + long, "a/index.html": "page a" + long, "404.html": "lost" + long, "short.txt": "x",
	"_redirects": "/old/ /a/ 301\n/older/ /a/ 301\n", "_headers": "/*\n", ".env": "SECRET", "a/.git/config": "SECRET",
	"feed.xml": "<rss/>", "assets/site-1.css": "body{}" + long, "images/photo.jpg": long, "images/drawing.svg": "<svg>" + long + "</svg>",
	"film.webm": strings.Repeat("0123456789", 1000), "b/index.html": "page b" + long,
}

func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var rules = headers.For("https://example.org", false)

// server serves the example; access and talk are what it logs.
func server(t testing.TB) (s *Server, access, talk *record) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, example)
	s, err := New(filepath.Join(t.TempDir(), "served"))
	if err != nil {
		t.Fatal(err)
	}
	access, talk = &record{}, &record{}
	s.Log, s.Talk = slog.New(slog.NewJSONHandler(access, nil)), slog.New(slog.NewJSONHandler(talk, nil))
	if err := s.Publish(dir, rules); err != nil {
		t.Fatal(err)
	}
	return s, access, talk
}

// record is a log that tests read.
type record struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (r *record) Write(b []byte) (int, error) { r.mu.Lock(); defer r.mu.Unlock(); return r.b.Write(b) }

func (r *record) String() string { r.mu.Lock(); defer r.mu.Unlock(); return r.b.String() }

// ask sends one request; header is "Name: value" lines.
func ask(s http.Handler, method, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://example.org/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(path, "?")
	r.RemoteAddr = "192.0.2.7:5000"
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// Each address answers as it should; nothing outside the site is shown (C11,
// F25, input 40).
func TestFiles(t *testing.T) {
	s, _, _ := server(t)
	for _, c := range []struct {
		method, path string
		code         int
		want         string // of the body, or the address that it leads to
	}{
		{"GET", "/", 200, "home"},
		{"GET", "/a/", 200, "page a"},
		{"GET", "/a/?utm=1", 200, "page a"},
		{"GET", "/short.txt", 200, "x"},
		{"HEAD", "/a/", 200, ""},
		{"GET", "/a", 301, "/a/"},
		{"GET", "/a?x=1", 301, "/a/?x=1"},
		{"GET", "/a/index.html", 301, "/a/"},
		{"GET", "/old", 301, "/a/"},
		{"GET", "/older/?x=1", 301, "/a/?x=1"},
		{"GET", "/none/", 404, "lost"},
		{"HEAD", "/none/", 404, ""},
		{"GET", "/.env", 404, "lost"},
		{"GET", "/a/.git/config", 404, "lost"},
		{"GET", "/_redirects", 404, "lost"},
		{"GET", "/_headers", 404, "lost"},
		{"GET", "/../../etc/passwd", 404, "lost"},
		{"GET", "//a/", 404, "lost"},
		{"GET", "/a/../", 404, "lost"},
		{"GET", "", 301, "/"}, // as in "GET http://example.org"
		{"POST", "/", 405, ""},
		{"PUT", "/a/", 405, ""},
		{"DELETE", "/a/", 405, ""},
		{"TRACE", "/", 405, ""},
		{"OPTIONS", "/", 405, ""},
		{"BREW", "/", 405, ""},
	} {
		w := ask(s, c.method, c.path)
		got := cmp.Or(w.Header().Get("Location"), w.Body.String())
		if w.Code != c.code || !strings.HasPrefix(got, c.want) || c.want == "" && c.method == "HEAD" && got != "" {
			t.Errorf("%s %s: %d %.40q, want %d %q", c.method, c.path, w.Code, got, c.code, c.want)
		}
		if c.code == 405 && w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("F25: %s says nothing of what is allowed", c.method)
		}
		if w.Header().Get("Content-Security-Policy") == "" || w.Header().Get("Strict-Transport-Security") == "" || strings.Contains(got, "SECRET") {
			t.Errorf("%s %s: %v %.40q", c.method, c.path, w.Header(), got)
		}
	}
}

// The headers are those of package headers; types do not come from the machine.
func TestHeaders(t *testing.T) {
	s, _, _ := server(t)
	for path, want := range map[string][2]string{
		"/":                   {"text/html; charset=utf-8", headers.Revalidate},
		"/none/":              {"text/html; charset=utf-8", headers.Revalidate},
		"/assets/site-1.css":  {"text/css; charset=utf-8", "public, max-age=31536000, immutable"},
		"/feed.xml":           {"application/rss+xml; charset=utf-8", headers.Revalidate},
		"/images/photo.jpg":   {"image/jpeg", headers.Revalidate},
		"/images/drawing.svg": {"image/svg+xml", headers.Revalidate},
	} {
		h := ask(s, "GET", path).Header()
		if got := [2]string{h.Get("Content-Type"), h.Get("Cache-Control")}; got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
		for _, rule := range headers.Match(rules, path) {
			if h.Get(rule.Name) != rule.Value {
				t.Errorf("%s: %s is %q", path, rule.Name, h.Get(rule.Name))
			}
		}
	}
}

// A text comes in the best coding that the browser takes, and unpacks to itself.
func TestCodings(t *testing.T) {
	s, _, _ := server(t)
	for _, c := range []struct{ path, accept, coding string }{
		{"/a/", "gzip, deflate, br, zstd", "br"},
		{"/a/", "gzip", "gzip"},
		{"/a/", "GZIP;q=0.5", "gzip"},
		{"/a/", "br;q=0, gzip", "gzip"},
		{"/a/", "br; q=0.0, *", "gzip"},
		{"/a/", "*", "br"},
		{"/a/", "br;q=nonsense", ""},
		{"/a/", "identity", ""},
		{"/a/", "", ""},
		{"/none/", "br", "br"},
		{"/assets/site-1.css", "br", "br"},
		{"/images/drawing.svg", "br", "br"},
		{"/images/photo.jpg", "br", ""},
		{"/short.txt", "br", ""},
	} {
		w := ask(s, "GET", c.path, "Accept-Encoding: "+c.accept)
		if got := w.Header().Get("Content-Encoding"); got != c.coding {
			t.Errorf("%s with %q comes as %q", c.path, c.accept, got)
			continue
		}
		if vary := w.Header().Get("Vary"); (vary == "Accept-Encoding") != !strings.Contains(c.path, "photo") && c.path != "/short.txt" {
			t.Errorf("%s has Vary %q", c.path, vary)
		}
		if n := w.Header().Get("Content-Length"); n != fmt.Sprint(w.Body.Len()) {
			t.Errorf("%s: %s bytes are announced and %d come", c.path, n, w.Body.Len())
		}
		if got, want := unpack(t, c.coding, w.Body), plain(c.path); got != want {
			t.Errorf("%s in %q is not itself", c.path, c.coding)
		}
	}
}

func plain(path string) string {
	name := strings.TrimPrefix(path, "/")
	if strings.HasSuffix(path, "/") {
		name += "index.html"
	}
	if text, ok := example[name]; ok {
		return text
	}
	return example["404.html"]
}

func unpack(t *testing.T, coding string, r io.Reader) string {
	t.Helper()
	var err error
	switch coding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		if r, err = gzip.NewReader(r); err != nil {
			t.Fatal(err)
		}
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A browser that has a file is told so, by the tag of its very coding; a date
// counts for nothing, since a build may come within the same second.
func TestConditional(t *testing.T) {
	s, _, _ := server(t)
	tag := func(accept string) string {
		return ask(s, "GET", "/a/", "Accept-Encoding: "+accept).Header().Get("ETag")
	}
	plain, br := tag(""), tag("br")
	if plain == br || plain == "" || strings.HasPrefix(plain, "W/") || plain == ask(s, "GET", "/b/").Header().Get("ETag") {
		t.Errorf("the tags are %s and %s", plain, br)
	}
	for _, c := range []struct {
		header []string
		code   int
		length int
	}{
		{[]string{"If-None-Match: " + plain}, 304, 0},
		{[]string{"If-None-Match: " + br, "Accept-Encoding: br"}, 304, 0},
		{[]string{`If-None-Match: "x", W/` + br, "Accept-Encoding: br"}, 304, 0},
		{[]string{"If-None-Match: *", "Accept-Encoding: br"}, 304, 0},
		{[]string{"If-None-Match: " + plain, "Accept-Encoding: br"}, 200, -1},
		{[]string{"If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"}, 200, -1},
		{[]string{"Range: bytes=0-9", "Accept-Encoding: br"}, 206, 10},
		{[]string{"Range: bytes=0-9", `If-Range: "other"`}, 200, -1},
		{[]string{"Range: bytes=900000-"}, 416, -1},
		{[]string{`If-Match: "other"`, "Accept-Encoding: br"}, 412, 0},
	} {
		w := ask(s, "GET", "/a/", c.header...)
		if w.Code != c.code || c.length >= 0 && w.Body.Len() != c.length {
			t.Errorf("%q: %d with %d bytes, want %d", c.header, w.Code, w.Body.Len(), c.code)
		}
		if c.code == 304 && (w.Header().Get("ETag") == "" || w.Header().Get("Cache-Control") == "" || w.Header().Get("Content-Length") != "") {
			t.Errorf("%q: 304 with %v", c.header, w.Header())
		}
	}
	if w := ask(s, "GET", "/film.webm", "Range: bytes=9990-"); w.Code != 206 || w.Body.String() != "0123456789" {
		t.Errorf("the end of a film: %d %q", w.Code, w.Body)
	}
}

// Readers see one site or the other while 50 are published: no page is missing,
// none is torn, and the pages of one answer agree with its tag.
func TestSwap(t *testing.T) {
	s, _, _ := server(t)
	dirs := [3]string{}
	for i := range dirs {
		dirs[i] = t.TempDir()
		write(t, dirs[i], map[string]string{"index.html": "home", "a/index.html": strings.Repeat(fmt.Sprintln("edition", i), 2000)})
	}
	if err := s.Publish(dirs[0], rules); err != nil {
		t.Fatal(err)
	}
	var reads atomic.Int64
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for i := range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				accept := []string{"br", "gzip", "", "br"}[i]
				w := ask(s, "GET", "/a/", "Accept-Encoding: "+accept)
				body := unpack(t, w.Header().Get("Content-Encoding"), w.Body)
				if first, _, _ := strings.Cut(body, "\n"); w.Code != 200 || body != strings.Repeat(first+"\n", 2000) {
					t.Errorf("status %d with %d bytes", w.Code, len(body))
				}
				reads.Add(1)
			}
		})
	}
	for i := range 50 {
		before := reads.Load()
		if err := s.Publish(dirs[i%3], rules); err != nil {
			t.Error(err)
		}
		for reads.Load() == before {
			time.Sleep(time.Millisecond)
		}
	}
	close(stop)
	readers.Wait()
	t.Logf("%d reads during 50 swaps", reads.Load())
	if files, err := os.ReadDir(s.cache.dir); err != nil || len(files) > 12 {
		t.Errorf("%d files are kept, %v", len(files), err)
	}
}

// A folder that is no site changes nothing.
func TestNoSite(t *testing.T) {
	s, _, _ := server(t)
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		if err := s.Publish(dir, rules); err == nil {
			t.Errorf("%s was published", dir)
		}
	}
	if w := ask(s, "GET", "/a/"); w.Code != 200 {
		t.Errorf("the last good site is gone: %d", w.Code)
	}
}

// Who may read what of the probes; a proxy in front gives no stranger its rights
// (F6, input 58).
func TestProbes(t *testing.T) {
	s, _, _ := server(t)
	s.Health = func(context.Context) Health {
		return Health{Ready: true, Notes: []string{"mail waits"}, Details: map[string]int{"waiting": 3}}
	}
	s.Metrics = func(context.Context) []Count {
		return []Count{{Name: "partake_mails", Help: "x", Labels: []string{"state", "waiting"}, Value: 3}}
	}
	s.Trusted = []netip.Prefix{netip.MustParsePrefix("10.0.0.1/32")}
	for _, c := range []struct {
		peer, forwarded string
		private         bool
	}{
		{"127.0.0.1:1", "", true},
		{"[::1]:1", "", true},
		{"192.168.3.4:1", "", true},
		{"[fd00::1]:1", "", true},
		{"192.0.2.7:1", "", false},
		{"192.0.2.7:1", "127.0.0.1", false},
		{"127.0.0.1:1", "192.0.2.7", false}, // a proxy that nobody named
		{"127.0.0.1:1", "127.0.0.1", false},
		{"10.0.0.1:1", "192.0.2.7", false},
		{"10.0.0.1:1", "192.168.3.4", true},
		{"10.0.0.1:1", "192.168.3.4, 192.0.2.7", false},
		{"10.0.0.1:1", "", true},
	} {
		var got [2]*httptest.ResponseRecorder
		for i, path := range []string{"/healthz", "/metrics"} {
			r := httptest.NewRequest("GET", path, nil)
			if r.RemoteAddr = c.peer; c.forwarded != "" {
				r.Header.Set("X-Forwarded-For", c.forwarded)
			}
			got[i] = httptest.NewRecorder()
			s.ServeHTTP(got[i], r)
		}
		details := strings.Contains(got[0].Body.String(), `"waiting":3`)
		if details != c.private || (got[1].Code == 200) != c.private || got[0].Code != 200 || !c.private && got[0].Body.String() != "attention\n" {
			t.Errorf("%s for %q: %d %s; %d", c.peer, c.forwarded, got[0].Code, got[0].Body, got[1].Code)
		}
		if c.private && !strings.Contains(got[1].Body.String(), "partake_mails{state=\"waiting\"} 3\n") {
			t.Errorf("metrics: %s", got[1].Body)
		}
	}
	times := 0
	s.Health = func(context.Context) Health { times++; return Health{Ready: true} }
	at := s.Now().Add(time.Minute)
	s.Now = func() time.Time { return at }
	for range 50 {
		ask(s, "GET", "/healthz")
	}
	if times != 1 {
		t.Errorf("the store is asked %d times within a second", times)
	}
	s.stopping.Store(true)
	if w := ask(s, "GET", "/healthz"); w.Code != 503 || w.Body.String() != "stopping\n" {
		t.Errorf("while it stops: %d %s", w.Code, w.Body)
	}
}

// Whatever stands in an address, a query or a header, the log has only what
// names a page (F17, F18).
func TestLog(t *testing.T) {
	s, access, talk := server(t)
	s.API = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/panic" {
			panic("canary")
		}
	})
	for path, want := range map[string]string{
		"/a/?name=canary":                "/a/",
		"/api/receipt/canary":            "/api/receipt/…",
		"/api/desk/records/7KM4-2PXR":    "/api/desk/…",
		"/api/panic":                     "/api/panic",
		"/7KM4-2PXR/":                    "/…/",
		"/7km42pxr":                      "/…",
		"/canary@example.org/":           "/…/",
		"/Canary Name\n\x1b[0m\",\"x\":": "/…",
		"/not-there/":                    "/not-there/",
	} {
		w := ask(s, "GET", path, "User-Agent: canary", "Referer: https://x/canary", "Cookie: canary", "X-Forwarded-For: 198.51.100.9")
		lines := strings.Split(strings.TrimSpace(access.String()), "\n")
		last := lines[len(lines)-1]
		if !strings.Contains(last, `"path":"`+want+`"`) || !strings.Contains(last, fmt.Sprintf(`"status":%d`, w.Code)) {
			t.Errorf("%q is logged as %s", path, last)
		}
	}
	ask(s, "CANARY-METHOD", "/")
	both := strings.ToLower(access.String() + talk.String() + ask(s, "GET", "/metrics").Body.String())
	for _, never := range []string{"canary", "192.0.2.7", "198.51.100.9", "7km4"} {
		if strings.Contains(both, never) {
			t.Errorf("F17: %q is logged: %s", never, both)
		}
	}
	if !strings.Contains(talk.String(), `"msg":"panic"`) {
		t.Error("F21: nobody is told of a panic")
	}
}

// A server that starts again uses what is whole of the copy that is there, and
// nothing that is torn.
func TestCopy(t *testing.T) {
	dir, folder := t.TempDir(), filepath.Join(t.TempDir(), "served")
	write(t, dir, example)
	start := func() *Server {
		t.Helper()
		s, err := New(folder)
		if err == nil {
			err = s.Publish(dir, rules)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, accept := range []string{"", "gzip", "br"} {
			w := ask(s, "GET", "/a/", "Accept-Encoding: "+accept)
			if got := unpack(t, w.Header().Get("Content-Encoding"), w.Body); got != example["a/index.html"] || w.Header().Get("Content-Encoding") != accept {
				t.Errorf("in %q the page is %.40q", accept, got)
			}
		}
		return s
	}
	page := start().site.Load().pages["/a/"]
	for _, f := range []coded{page.coded, page.codes["br"], page.codes["gzip"], {name: "new-1"}, {name: "a.b.c"}} {
		write(t, folder, map[string]string{f.name: "torn"})
		start()
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	old := map[string]time.Time{}
	for _, f := range files {
		info, _ := f.Info()
		old[f.Name()] = info.ModTime()
	}
	start()
	for name, at := range old {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || !info.ModTime().Equal(at) {
			t.Errorf("%s was made again", name)
		}
	}
}
