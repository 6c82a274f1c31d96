// Package devserver shows a site on this computer while it is written.
//
// It serves the site that a Build function hands over, and calls the function
// again when a source changes. Into each page that it serves goes a line that
// loads a script and a stylesheet of its own, from below /.partake/; the site
// itself knows nothing of it, and its Content-Security-Policy holds.
//
// The script listens to server-sent events. With each line the server tells what
// the page at the script's address is now, as a digest, and which other files
// have changed since. So a page is loaded again when it or something that it
// shows has changed, and stays when it hasn't: also when it slept meanwhile, when
// an edit came between the page and its first line, or when the server was
// started again. A stylesheet is exchanged without loading the page. A tab that
// can't be seen has no line, since a browser opens six to one address at most.
//
// After a build with mistakes every page is a page that shows them, with status
// 500: neither a link checker nor a cache may take it for what was asked for.
// From there the last good site can be looked at, until the next build; its files
// that are not pages are served all the time. When the mistakes are mended, the
// page comes back by itself. Without a script it comes when it is loaded again.
//
// It listens on this computer only, unless told otherwise, and answers only to
// the name it was opened with, so that a page elsewhere can't read a draft
// through the browser (C12).
package devserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/headers"
	"example.org/partake/internal/watch"
)

// Server serves one site.
type Server struct {
	Addr     string       // as it was asked for, such as 127.0.0.1:8080
	Listener net.Listener // of Listen
	Watch    watch.Watcher
	// Build makes the site. The change is of what is watched; the first one is
	// All. An error at the first build ends Run. One that comes later is shown
	// like a mistake: it may be over with the next change.
	Build func(context.Context, watch.Change) (Built, error)
	Talk  io.Writer
	API   http.Handler // answers below /api/; nil for nothing there
	Bar   bool         // pages have a bar that tells of the last build

	hush    func() // ends what is found out later of the last build
	session string // tells this run from another
	state   atomic.Pointer[state]
	rules   []headers.Rule
	forged  http.CrossOriginProtection // keeps other sites from sending anything here
}

// prepare makes what Run and ServeHTTP need.
func (s *Server) prepare() {
	s.hush = func() {}
	s.rules = headers.For("http://preview", true)
	s.session = fmt.Sprintf("%x", time.Now().UnixNano())
	s.state.Store(&state{gone: make(chan struct{})})
}

// Run builds, serves and watches until the context ends.
func (s *Server) Run(ctx context.Context) error {
	defer s.Listener.Close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.prepare()
	defer func() { s.hush() }()
	changes := s.Watch.Changes(ctx)
	if err := s.build(ctx, watch.Change{All: true}); err != nil || ctx.Err() != nil {
		return ended(ctx, err)
	}
	server := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(s.Listener) }()
	fmt.Fprintf(s.Talk, "The site is at %s/ – press Ctrl+C to stop.\n", Address(s.Listener.Addr()))
	clock := time.NewTicker(time.Second)
	defer clock.Stop()
	for {
		change := watch.Change{}
		select {
		case <-ctx.Done():
			return server.Close()
		case err := <-failed:
			return fmt.Errorf("serve: %w", err)
		case change = <-changes:
		case now := <-clock.C:
			if next := s.state.Load().Next; next.IsZero() || now.Before(next) {
				continue
			}
		}
		if err := s.build(ctx, change); err != nil {
			s.failed(err)
		}
	}
}

// ended leaves out what went wrong because we were told to stop.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// build builds once and shows the result. What there is to find out later it finds
// out beside, until the next build begins.
func (s *Server) build(ctx context.Context, change watch.Change) error {
	s.hush()
	start := time.Now()
	b, err := s.Build(ctx, change)
	if err != nil {
		return ended(ctx, err)
	}
	if b.Took == 0 {
		b.Took = time.Since(start)
	}
	s.show(b)
	if b.Later != nil {
		later, stop := context.WithCancel(ctx)
		done := make(chan struct{})
		s.hush = func() { stop(); <-done }
		go func() { defer close(done); s.finish(later) }()
	}
	return nil
}

// failed shows why the site could not be built, and goes on.
func (s *Server) failed(err error) {
	fmt.Fprintf(s.Talk, "The site was not built: %v. The last good site stays.\n", err)
	old := s.state.Load()
	s.show(Built{Next: time.Now().Add(time.Minute), Mistakes: diag.List{{Message: "the site was not built: " + err.Error(), Hint: "it is tried again when you save a file, and in a minute"}}, Took: old.Took})
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.answersTo(r.Host) {
		http.Error(w, "This preview answers to "+Address(s.Listener.Addr())+"/ only.", http.StatusMisdirectedRequest)
		return
	}
	if s.API != nil && strings.HasPrefix(r.URL.Path, "/api/") {
		s.API.ServeHTTP(w, r)
		return
	}
	for _, h := range headers.Match(s.rules, r.URL.Path) {
		w.Header().Set(h.Name, h.Value)
	}
	w.Header().Set("Cache-Control", "no-cache") // kept, and asked for again each time
	if err := s.forged.Check(r); err != nil {
		http.Error(w, "Another site may send nothing here.", http.StatusForbidden)
		return
	}
	if own, ok := strings.CutPrefix(r.URL.Path, prefix); ok {
		s.own(w, r, own)
		return
	}
	if readOnly(w, r) {
		s.file(w, r)
	}
}

func readOnly(w http.ResponseWriter, r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return true
	}
	w.Header().Set("Allow", "GET, HEAD")
	http.Error(w, "This preview shows pages only.", http.StatusMethodNotAllowed)
	return false
}

// Listen takes an address for a preview, such as 127.0.0.1:8080.
func Listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if taken(err) {
		return nil, fmt.Errorf("another program has the address %s, perhaps another preview: stop it, or choose another address with --addr 127.0.0.1:8081", addr)
	}
	if errors.Is(err, os.ErrPermission) {
		return nil, fmt.Errorf("the address %s is not for programs of yours: choose another with --addr 127.0.0.1:8080", addr)
	}
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return l, nil
}
