package host

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"example.org/partake/internal/intake"
)

// Count is one line of /metrics.
type Count struct {
	Name   string   // "partake_mails"
	Help   string   // one line; the same for all with that name
	Labels []string // name, value, name, value; nothing about a person
	Value  float64
	Total  bool // it only grows
}

// counter counts answers.
type counter struct {
	mu sync.Mutex
	n  map[answer]int
}

type answer struct {
	kind   string
	status int
}

func (c *counter) add(kind string, status int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n == nil {
		c.n = map[answer]int{}
	}
	c.n[answer{kind, status}]++
}

func (c *counter) counts() []Count {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []Count
	for a, n := range c.n {
		out = append(out, Count{
			Name: "partake_requests_total", Help: "Requests answered.", Total: true,
			Labels: []string{"kind", a.kind, "status", fmt.Sprint(a.status)}, Value: float64(n),
		})
	}
	return out
}

// healthz is 200 when requests can be answered and 503 otherwise, with one word.
// Those on a private address read the rest.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	h := s.asked.health(s, r)
	word, status := "ok", http.StatusOK
	switch {
	case s.stopping.Load():
		word, status = "stopping", http.StatusServiceUnavailable
	case s.site.Load() == nil || !h.Ready:
		word, status = "not ready", http.StatusServiceUnavailable
	case len(h.Notes) > 0:
		word = "attention"
	}
	w.Header().Set("Cache-Control", "no-store")
	if !s.private(r) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		fmt.Fprintln(w, word)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"status": word, "attention": append([]string{}, h.Notes...), "details": h.Details}) // the reader has gone if this fails
}

// asked remembers the health for a second, so that nobody can keep the store busy
// by asking.
type asked struct {
	mu sync.Mutex
	at time.Time
	h  Health
}

func (a *asked) health(s *Server, r *http.Request) Health {
	a.mu.Lock()
	defer a.mu.Unlock()
	if now := s.Now(); now.Sub(a.at) >= time.Second || now.Before(a.at) {
		a.at, a.h = now, s.Health(context.WithoutCancel(r.Context()))
	}
	return a.h
}

// metrics is the Prometheus text format.
func (s *Server) metrics(w http.ResponseWriter, r *http.Request) {
	if !s.private(r) {
		http.NotFound(w, r)
		return
	}
	all := append(s.counts.counts(), s.Metrics(r.Context())...)
	all = append(all, Count{Name: "partake_site_age_seconds", Help: "Time since the site was published.", Value: float64(s.Now().Unix() - s.built.Load())})
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(exposition(all)) // the reader has gone if this fails
}

// exposition writes counts by name, each name with its help and type.
func exposition(all []Count) []byte {
	byName := map[string][]string{}
	head := map[string]string{}
	for _, c := range all {
		kind := "gauge"
		if c.Total {
			kind = "counter"
		}
		head[c.Name] = fmt.Sprintf("# HELP %s %s\n# TYPE %s %s\n", c.Name, c.Help, c.Name, kind)
		var labels []string
		for i := 0; i+1 < len(c.Labels); i += 2 {
			labels = append(labels, fmt.Sprintf("%s=%q", c.Labels[i], c.Labels[i+1]))
		}
		line := c.Name
		if len(labels) > 0 {
			line += "{" + strings.Join(labels, ",") + "}"
		}
		byName[c.Name] = append(byName[c.Name], fmt.Sprintf("%s %v\n", line, c.Value))
	}
	var b []byte
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		b = append(b, head[name]...)
		slices.Sort(byName[name])
		b = append(b, strings.Join(byName[name], "")...)
	}
	return b
}

// private says whether a request comes from a private address. One that was
// passed on by a proxy we do not know does not: its own address says nothing.
func (s *Server) private(r *http.Request) bool {
	client := intake.Client(r, s.Trusted)
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err == nil && client == peer.Addr().Unmap() && (r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "") {
		return false
	}
	return client.IsLoopback() || client.IsPrivate() || client.IsLinkLocalUnicast()
}
