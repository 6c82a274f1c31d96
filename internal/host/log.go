package host

import (
	"context"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"time"

	"example.org/partake/internal/intake"
)

// logged notes what was answered.
type logged struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// Unwrap lets http.ResponseController reach the connection.
func (l *logged) Unwrap() http.ResponseWriter { return l.ResponseWriter }

// WriteHeader implements http.ResponseWriter.
func (l *logged) WriteHeader(status int) {
	if l.status == 0 && status >= http.StatusOK {
		l.status = status
	}
	l.ResponseWriter.WriteHeader(status)
}

// Write implements io.Writer.
func (l *logged) Write(b []byte) (int, error) {
	if l.status == 0 {
		l.status = http.StatusOK
	}
	n, err := l.ResponseWriter.Write(b)
	l.bytes += int64(n)
	return n, err
}

// finish counts and logs an answer. Probes are counted only: they come every few
// seconds.
func (s *Server) finish(l *logged, r *http.Request, took time.Duration) {
	if l.status == 0 {
		l.status = http.StatusOK
	}
	kind := kindOfPath(r.URL.Path)
	s.counts.add(kind, l.status)
	if kind == "probe" {
		return
	}
	s.Log.LogAttrs(context.WithoutCancel(r.Context()), slog.LevelInfo, "request", slog.String("method", method(r.Method)), slog.String("path", s.public(r.URL.Path)),
		slog.Int("status", l.status), slog.Int64("bytes", l.bytes), slog.Float64("ms", float64(took.Microseconds())/1000))
}

// method is one that is known, or OTHER: a client can write anything there.
func method(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions, http.MethodTrace, http.MethodConnect:
		return m
	}
	return "OTHER"
}

func kindOfPath(path string) string {
	switch {
	case path == "/healthz" || path == "/metrics":
		return "probe"
	case strings.HasPrefix(path, "/api/"):
		return "api"
	}
	return "page"
}

// word is a part of a path that may be logged when no file of the site has it:
// small letters and hyphens, a few of them, as addresses of pages are.
var word = regexp.MustCompile(`^[a-z0-9.-]{0,40}$`)

// public is what may be logged of a path. An address of the site is public.
// Of the API's the first two parts are: what follows may be a receipt. Of what
// is not there, all that could be somebody's reference or words is cut out.
func (s *Server) public(path string) string {
	parts := strings.Split(path, "/")
	if strings.HasPrefix(path, "/api/") {
		if len(parts) > 3 {
			parts = append(parts[:3], "…")
		}
	} else if site := s.site.Load(); site != nil {
		if _, ok := site.pages[path]; ok {
			return path
		}
	}
	for i, p := range parts {
		if _, reference := intake.ParseReference(p); reference || p != "…" && !word.MatchString(p) {
			parts[i] = "…"
		}
	}
	if len(parts) > 8 {
		parts = append(parts[:8], "…")
	}
	return strings.Join(parts, "/")
}
