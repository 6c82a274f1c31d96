package devserver

import (
	"errors"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
)

// taken says whether an address was refused because somebody has it. Windows has
// a number of its own for it.
func taken(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.Errno(10048))
}

// Address is what to open in a browser on this computer.
func Address(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		return "http://localhost:" + port
	}
	return "http://" + addr.String()
}

// Open says whether a preview at this address can be seen by other computers.
func Open(addr net.Addr) bool {
	host, _, _ := net.SplitHostPort(addr.String())
	ip := net.ParseIP(host)
	return ip == nil || !ip.IsLoopback()
}

// answersTo says whether a request names us. A page elsewhere can make its own
// name lead to this computer, but not a number, and not localhost. On an address
// that others can see, any number may be ours, and so is the computer's name. A
// name that was asked for with --addr is fine.
func (s *Server) answersTo(host string) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = strings.Trim(host, "[]"), "80"
	}
	addr := s.Listener.Addr()
	if _, own, _ := net.SplitHostPort(addr.String()); port != own {
		return false
	}
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	ip := net.ParseIP(name)
	if asked, _, _ := net.SplitHostPort(s.Addr); asked != "" && strings.EqualFold(name, asked) {
		return true
	}
	if name == "localhost" || ip != nil && ip.IsLoopback() {
		return true
	}
	if !Open(addr) {
		return false
	}
	own, err := os.Hostname()
	own = strings.ToLower(own)
	return ip != nil || err == nil && own != "" && (name == own || name == own+".local")
}

// sameOrigin says whether a request was made by a page of ours, or by no page.
func sameOrigin(r *http.Request) bool {
	site, origin := r.Header.Get("Sec-Fetch-Site"), r.Header.Get("Origin")
	return (site == "" || site == "same-origin" || site == "none") && (origin == "" || origin == "http://"+r.Host)
}
