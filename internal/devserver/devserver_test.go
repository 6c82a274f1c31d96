package devserver

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func serve(t *testing.T, files map[string]string) *Server {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return &Server{Addr: "127.0.0.1:8080", Folder: dir, Talk: io.Discard}
}

func TestServe(t *testing.T) {
	s := serve(t, map[string]string{
		"index.html": "home", "a/index.html": "page a", "404.html": "lost", "_redirects": "/old/ /a/ 301\n", ".secret": "x", "feed.xml": "<rss/>",
	})
	for _, c := range []struct {
		method, host, url string
		code              int
		want              string // of the body, or the address that it leads to
	}{
		{"GET", "127.0.0.1:8080", "/", 200, "home"},
		{"GET", "localhost:8080", "/a/", 200, "page a"},
		{"HEAD", "localhost:8080", "/a/", 200, ""},
		{"GET", "127.0.0.1:8080", "/a", 301, "/a/"},
		{"GET", "127.0.0.1:8080", "/old/", 301, "/a/"},
		{"GET", "127.0.0.1:8080", "/none/", 404, "lost"},
		{"GET", "127.0.0.1:8080", "/.secret", 404, "lost"},
		{"GET", "127.0.0.1:8080", "/_redirects", 404, "lost"},
		{"GET", "127.0.0.1:8080", "/../../etc/passwd", 404, "lost"},
		{"GET", "evil.example", "/", 421, ""},
		{"GET", "127.0.0.1:9", "/", 421, ""},
		{"POST", "127.0.0.1:8080", "/", 405, ""},
	} {
		r := httptest.NewRequest(c.method, "http://x/", nil)
		r.Host, r.URL.Path = c.host, c.url
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		got := w.Body.String() + w.Header().Get("Location")
		if w.Code != c.code || !strings.Contains(got, c.want) {
			t.Errorf("%s %s%s: %d %q, want %d %q", c.method, c.host, c.url, w.Code, got, c.code, c.want)
		}
	}
	s.API = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "desk") })
	for host, want := range map[string]int{"127.0.0.1:8080": 200, "evil.example": 421} {
		r := httptest.NewRequest("POST", "http://x/api/interest", nil)
		r.Host = host
		w := httptest.NewRecorder()
		if s.ServeHTTP(w, r); w.Code != want {
			t.Errorf("C12: a form that is sent to %s: %d, want %d", host, w.Code, want)
		}
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1:8080/feed.xml", nil))
	if got := w.Header().Get("Content-Type"); got != "application/rss+xml; charset=utf-8" {
		t.Errorf("the feed is served as %q", got)
	}
	if !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
		t.Error("the preview has no policy, so it hides what the policy blocks")
	}
}

// Only this computer may see drafts.
func TestLocalOnly(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:8080", ":8080", "192.0.2.1:80", "example.org:80", "8080"} {
		s := &Server{Addr: addr, Talk: io.Discard}
		if err := s.Run(t.Context()); err == nil {
			t.Errorf("%s was accepted", addr)
		}
	}
}

// A change builds again, also in a folder that is new; mistakes leave the site.
func TestRebuild(t *testing.T) {
	src, s := t.TempDir(), serve(t, nil)
	builds := make(chan struct{}, 10)
	s.Addr, s.Watch = "127.0.0.1:0", []string{src, filepath.Join(src, "none")}
	s.Build = func(context.Context) ([]byte, error) {
		builds <- struct{}{}
		return []byte("content/a.md:1:1: a <mistake>"), nil
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	expect := func(what string) {
		t.Helper()
		select {
		case <-builds:
		case <-time.After(20 * time.Second):
			t.Fatalf("no build after %s", what)
		}
	}
	expect("the start")
	sub := filepath.Join(src, "updates")
	if err := os.Mkdir(sub, 0o755); err != nil {
		t.Fatal(err)
	}
	expect("a new folder")
	if err := os.WriteFile(filepath.Join(sub, "a.md"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	expect("a new file in it")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, &http.Request{Method: "GET", Host: "127.0.0.1:80", URL: httptest.NewRequest("GET", "/", nil).URL})
	if w.Code != 503 || !strings.Contains(w.Body.String(), "a &lt;mistake&gt;") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	stop()
	if err := <-done; err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
