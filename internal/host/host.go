// Package host serves a built site in production, with what answers its forms.
//
// # What is served
//
// Publish reads a folder that a build wrote and puts it in the place of the site
// before it, whole and at once: a request sees the old site or the new one.
// Files are kept below Server.Cache by their content, texts also compressed with
// Brotli and gzip, and only what is new is read twice. Each file has an ETag of
// its content; a browser that has it already is told so. The headers are those
// of package headers, and nobody else's. What begins with a dot is not served.
//
// # What is not logged
//
// The access log is JSON, one line for a request: when, method, path, status,
// bytes, milliseconds. It has no address, no browser, no query, nothing of what
// was sent, and of a path only what names a page: the receipt's address and
// anything that looks like a reference or an e-mail address are cut out.
// /metrics counts by kind of address and status, and answers private addresses
// only. So do the details of /healthz; everybody else reads one word there.
//
// # Limits
//
// A header must arrive within 5 seconds and a whole request within 15; a header
// is 16 kB at most (431), and there are at most 1,024 connections. An answer may
// take half a minute, and longer by its length for slow lines. Bodies are
// limited where they are read, in package intake.
//
// # The end
//
// When the context ends, /healthz says so, no new connection is taken, and
// requests under way have ten seconds to finish.
package host

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/net/netutil"
)

// The limits of a connection.
const (
	headerTime  = 5 * time.Second
	requestTime = 15 * time.Second
	answerTime  = 30 * time.Second
	idleTime    = time.Minute
	maxHeader   = 16<<10 - 4<<10 // net/http adds 4 kB of its own
	connections = 1024
	graceTime   = 10 * time.Second
)

// Health says whether everything works.
type Health struct {
	Ready   bool     // requests can be answered; a load balancer may send them here
	Notes   []string // what somebody has to look at
	Details any      // for people on a private address, as JSON
}

// Server serves one site. Make it with New.
type Server struct {
	API     http.Handler                  // answers below /api/
	Health  func(context.Context) Health  // of the API
	Metrics func(context.Context) []Count // of the API
	Trusted []netip.Prefix                // proxies
	Log     *slog.Logger                  // of requests
	Talk    *slog.Logger                  // what the operator reads
	Now     func() time.Time

	cache    *cache
	site     atomic.Pointer[snapshot]
	built    atomic.Int64 // when the site was published, Unix seconds
	stopping atomic.Bool
	counts   counter
	asked    asked
}

// New makes a server that keeps its copy of the site in a folder of its own, which
// no other server may use. What an earlier one left there saves work.
func New(folder string) (*Server, error) {
	c, err := newCache(folder)
	if err != nil {
		return nil, fmt.Errorf("the copy of the site: %w", err)
	}
	return &Server{
		API: http.NotFoundHandler(), Health: func(context.Context) Health { return Health{Ready: true} },
		Metrics: func(context.Context) []Count { return nil },
		Log:     slog.New(slog.DiscardHandler), Talk: slog.New(slog.DiscardHandler), Now: time.Now, cache: c,
	}, nil
}

// Serve answers on a listener until the context ends, and then finishes what is
// under way. certificate may be nil, for a server behind a proxy.
func (s *Server) Serve(ctx context.Context, l net.Listener, certificate *Certificate) error {
	server := &http.Server{
		Handler: s, ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, WriteTimeout: answerTime, IdleTimeout: idleTime,
		MaxHeaderBytes: maxHeader, DisableGeneralOptionsHandler: true, ErrorLog: log.New(quiet{s.Talk}, "", 0),
	}
	l = netutil.LimitListener(l, connections)
	if certificate != nil {
		server.TLSConfig = &tls.Config{GetCertificate: certificate.get, MinVersion: tls.VersionTLS12}
	}
	failed := make(chan error, 1)
	go func() {
		if certificate != nil {
			failed <- server.ServeTLS(l, "", "")
			return
		}
		failed <- server.Serve(l)
	}()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.stopping.Store(true)
	grace, stop := context.WithTimeout(context.WithoutCancel(ctx), graceTime)
	defer stop()
	if err := server.Shutdown(grace); err != nil {
		return errors.Join(fmt.Errorf("requests under way were cut off: %w", err), server.Close())
	}
	return nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l := &logged{ResponseWriter: w}
	start := s.Now()
	defer func() {
		if p := recover(); p != nil { // the value may hold what somebody sent
			s.Talk.Error("panic", "type", fmt.Sprintf("%T", p))
			if l.status == 0 {
				http.Error(l, "Something went wrong here. If you were sending a form, it was not sent.", http.StatusInternalServerError)
			}
		}
		s.finish(l, r, s.Now().Sub(start))
	}()
	s.route(l, r)
}

func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/healthz":
		s.healthz(w, r)
	case r.URL.Path == "/metrics":
		s.metrics(w, r)
	case strings.HasPrefix(r.URL.Path, "/api/"):
		s.API.ServeHTTP(w, r)
	default:
		s.file(w, r)
	}
}

// quiet passes on what net/http logs without what clients sent: bad TLS
// handshakes and the like, with their addresses, are left out.
type quiet struct{ log *slog.Logger }

// Write implements io.Writer.
func (q quiet) Write(line []byte) (int, error) {
	if strings.HasPrefix(string(line), "http: Accept error") {
		q.log.Warn("connections can't be taken", "error", "accept")
	}
	return len(line), nil
}
