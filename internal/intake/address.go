package intake

import (
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// Client is the address that a request came from. Behind proxies whose
// addresses are trusted it is the last one in X-Forwarded-For that is not
// theirs; from anybody else that header counts for nothing.
func Client(r *http.Request, trusted []netip.Prefix) netip.Addr {
	addr := parseAddr(r.RemoteAddr)
	if !within(addr, trusted) {
		return addr
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop := parseAddr(strings.TrimSpace(hops[i]))
		if !hop.IsValid() {
			return addr
		}
		if addr = hop; !within(hop, trusted) {
			return hop
		}
	}
	return addr
}

// parseAddr reads an address with or without a port.
func parseAddr(text string) netip.Addr {
	if p, err := netip.ParseAddrPort(text); err == nil {
		return p.Addr().Unmap().WithZone("")
	}
	a, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}

func within(a netip.Addr, list []netip.Prefix) bool {
	for _, p := range list {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// Limit is the name under which a client's tries are counted: a MAC that
// changes every day, so that nobody can be followed from one day to the next. A
// household shares an IPv6 /64, so it counts as one.
func (k Keys) Limit(client netip.Addr, now time.Time) [8]byte {
	if client.Is6() {
		if p, err := client.Prefix(64); err == nil {
			client = p.Addr()
		}
	}
	sum := mac(k.address, []byte(now.UTC().Format(time.DateOnly)), client.AsSlice())
	return [8]byte(sum[:8])
}
