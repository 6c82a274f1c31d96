// Package devserver shows a site on this computer while it is written.
//
// It serves a folder that a build function fills, and calls the function again
// when a source changes. After a build with mistakes the last good site stays,
// and the mistakes are printed; before the first good one a page shows them.
//
// It listens on this computer only and answers only to the name it was opened
// with, so that a page elsewhere can't read a draft through the browser.
package devserver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"example.org/partake/internal/headers"
	"example.org/partake/internal/watch"
)

// Server serves one site.
type Server struct {
	Addr   string   // "127.0.0.1:8080"
	Folder string   // what is served
	Watch  []string // folders whose files are sources
	Build  func(context.Context) ([]byte, error)
	Talk   io.Writer
	API    http.Handler // answers below /api/; nil for nothing there

	mistakes atomic.Pointer[[]byte] // of the last build, nil after a good one
}

// Run builds, serves and watches until the context ends. The Build function
// returns what to say about mistakes in the content; its error ends Run.
func (s *Server) Run(ctx context.Context) error {
	if err := s.local(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", s.Addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	changes, err := watch.Folders(ctx, s.Watch)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := s.build(ctx); err != nil {
		return errors.Join(err, listener.Close())
	}
	server := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	fmt.Fprintf(s.Talk, "The site is at http://%s/ – press Ctrl+C to stop.\n", listener.Addr())
	for {
		select {
		case <-ctx.Done():
			return server.Close()
		case err := <-failed:
			return fmt.Errorf("serve: %w", err)
		case <-changes:
			if err := s.build(ctx); err != nil {
				return errors.Join(err, server.Close())
			}
		}
	}
}

// local refuses to show drafts to the network.
func (s *Server) local() error {
	host, _, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return fmt.Errorf("address %q: %w", s.Addr, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("the preview listens on this computer only: %s is not 127.0.0.1", host)
	}
	return nil
}

func (s *Server) build(ctx context.Context) error {
	mistakes, err := s.Build(ctx)
	if err != nil {
		return err
	}
	if len(mistakes) == 0 {
		s.mistakes.Store(nil)
		return nil
	}
	s.mistakes.Store(&mistakes)
	return nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !sameHost(r.Host, s.Addr) {
		http.Error(w, "This preview answers to http://"+s.Addr+"/ only.", http.StatusMisdirectedRequest)
		return
	}
	if s.API != nil && strings.HasPrefix(r.URL.Path, "/api/") {
		s.API.ServeHTTP(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This preview shows pages only.", http.StatusMethodNotAllowed)
		return
	}
	for _, h := range headers.Match(headers.For("http://"+s.Addr, true), r.URL.Path) {
		w.Header().Set(h.Name, h.Value)
	}
	w.Header().Set("Cache-Control", "no-store")
	if _, err := os.Stat(filepath.Join(s.Folder, "index.html")); err != nil {
		s.showMistakes(w)
		return
	}
	s.serveFile(w, r)
}

// sameHost accepts the address that we listen on, by number or by name.
func sameHost(host, addr string) bool {
	_, port, _ := net.SplitHostPort(addr)
	name, p, err := net.SplitHostPort(host)
	if err != nil {
		name, p = host, "80"
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return (p == port || port == "0") && (name == "localhost" || ip != nil && ip.IsLoopback())
}

func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	name := path.Clean("/" + r.URL.Path)
	for part := range strings.SplitSeq(name[1:], "/") {
		if strings.HasPrefix(part, ".") || strings.HasPrefix(part, "_") {
			s.notFound(w, r)
			return
		}
	}
	info, err := os.Stat(filepath.Join(s.Folder, filepath.FromSlash(name)))
	switch {
	case err != nil:
		s.notFound(w, r)
	case info.IsDir() && !strings.HasSuffix(r.URL.Path, "/"):
		http.Redirect(w, r, name+"/", http.StatusMovedPermanently)
	case info.IsDir():
		s.send(w, r, path.Join(name, "index.html"))
	default:
		s.send(w, r, name)
	}
}

// send writes one file. Its whole is read first, because the folder may be
// replaced while it is sent.
func (s *Server) send(w http.ResponseWriter, r *http.Request, name string) {
	data, err := os.ReadFile(filepath.Join(s.Folder, filepath.FromSlash(name)))
	if err != nil {
		s.notFound(w, r)
		return
	}
	http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(data))
}

// notFound follows a redirect of the site, or shows its own page.
func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	if to := s.redirect(r.URL.Path); to != "" {
		http.Redirect(w, r, to, http.StatusMovedPermanently)
		return
	}
	data, err := os.ReadFile(filepath.Join(s.Folder, "404.html"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(data) // the reader has gone if this fails
}

func (s *Server) redirect(from string) string {
	data, err := os.ReadFile(filepath.Join(s.Folder, "_redirects"))
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); len(f) == 3 && strings.TrimSuffix(f[0], "/") == strings.TrimSuffix(from, "/") {
			return f[1]
		}
	}
	return ""
}

// showMistakes stands in for a site that was never built.
func (s *Server) showMistakes(w http.ResponseWriter) {
	text := "The site is not built yet."
	if m := s.mistakes.Load(); m != nil {
		text = string(*m)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = fmt.Fprintf(w, "<!doctype html><html lang=\"en-GB\"><title>Mistakes in the content</title><h1>Mistakes in the content</h1>"+
		"<p>Mend them and save: the site is built again by itself. Then load this page again.</p><pre>%s</pre></html>", html.EscapeString(text))
}
