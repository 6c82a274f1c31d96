package devserver

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/cespare/xxhash/v2"

	"example.org/partake/internal/headers"
)

// prefix is where the preview's own files are. No page has such an address.
const prefix = "/.partake/"

// answer is what an address shows.
type answer struct {
	kind    string // Content-Type
	data    []byte
	changed time.Time
	status  int
	to      string // the address that it leads to instead
}

func (a answer) page() bool { return strings.HasPrefix(a.kind, "text/html") }

// digest tells an answer from every other that the address may give.
func (a answer) digest() string {
	return fmt.Sprintf("%016x", xxhash.Sum64(fmt.Appendf(a.data[:len(a.data):len(a.data)], "\x00%d %s", a.status, a.to)))
}

// file answers with a file of the site.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	st := s.state.Load()
	a := st.answer(r.URL.Path)
	if a.to != "" {
		w.Header().Set("Cache-Control", "no-store") // another site may be at this port tomorrow
		if r.URL.RawQuery != "" {
			a.to += "?" + r.URL.RawQuery
		}
		http.Redirect(w, r, a.to, a.status)
		return
	}
	if a.page() {
		a.data, a.changed = s.withScript(st, a), time.Time{}
	}
	s.send(w, r, a)
}

// send writes an answer. What isn't all right is sent whole and never kept.
func (s *Server) send(w http.ResponseWriter, r *http.Request, a answer) {
	if w.Header().Get("Content-Type") == "" || a.status != http.StatusOK {
		w.Header().Set("Content-Type", a.kind)
	}
	if a.status != http.StatusOK {
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(a.status)
		if r.Method == http.MethodGet {
			_, _ = w.Write(a.data) // the reader has gone if this fails
		}
		return
	}
	w.Header().Set("ETag", fmt.Sprintf(`"%016x"`, xxhash.Sum64(a.data)))
	if time.Since(a.changed) < time.Second {
		a.changed = time.Time{} // it may change again within the same second
	}
	http.ServeContent(w, r, "", a.changed, bytes.NewReader(a.data))
}

// withScript puts the line into a page that loads the preview's script.
func (s *Server) withScript(st *state, a answer) []byte {
	bar, page := "", a.data
	if s.Bar && a.status != http.StatusInternalServerError {
		bar = " data-bar"
	}
	line := fmt.Sprintf("<link rel=\"stylesheet\" href=\"%spreview.css\"><script type=\"module\" src=\"%[1]spreview.js\" data-partake-page=\"%s\" data-partake-files=\"%s\"%s></script>\n",
		prefix, a.digest(), s.mark(st), bar)
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return bytes.Join([][]byte{page[:at], []byte(line), page[at:]}, nil)
}

// answer is what an address shows now.
func (st *state) answer(url string) answer {
	switch {
	case url == mistakesURL && len(st.Mistakes) == 0 && st.Site != nil:
		return answer{status: http.StatusFound, to: "/"}
	case url == mistakesURL, st.Site == nil:
		return st.mistakesPage()
	}
	a := st.find(url)
	if a.page() && st.wrong() {
		return st.mistakesPage()
	}
	return a
}

// find looks an address up in the site, as the host of the site would.
func (st *state) find(url string) answer {
	clean := path.Clean("/" + url)
	name := strings.TrimPrefix(clean, "/")
	if private(name) || !fs.ValidPath(name) && name != "" {
		return st.lost(clean)
	}
	index := path.Join(name, "index.html")
	if strings.HasSuffix(url, "/") {
		name = index
	}
	a, err := st.read(name)
	switch {
	case err == nil && name != index && path.Base(name) == "index.html":
		return answer{status: http.StatusMovedPermanently, to: strings.TrimSuffix(clean, "index.html")}
	case err == nil:
		return a
	case name != index && st.has(index):
		return answer{status: http.StatusMovedPermanently, to: clean + "/"}
	case st.has(name):
		return answer{kind: "text/plain; charset=utf-8", data: []byte("This file can't be read: " + err.Error() + "\n"), status: http.StatusInternalServerError}
	}
	return st.lost(clean)
}

// has says whether there is a file, which may be one that can't be read.
func (st *state) has(name string) bool {
	info, err := fs.Stat(st.Site, name)
	return err == nil && !info.IsDir()
}

// read reads a file whole, since it may be replaced while it is sent.
func (st *state) read(name string) (answer, error) {
	a := answer{kind: headers.Kind(name), status: http.StatusOK}
	data, err := fs.ReadFile(st.Site, name)
	if err != nil {
		return a, err
	}
	if info, err := fs.Stat(st.Site, name); err == nil {
		a.changed = info.ModTime()
	}
	a.data = data
	return a, nil
}

// private says whether a host would keep a file to itself.
func private(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, "_") || strings.HasPrefix(part, ".") && part != ".well-known" {
			return true
		}
	}
	return false
}

// lost follows a redirect of the site, or shows its page for what is not there.
func (st *state) lost(clean string) answer {
	if to := st.redirect(clean); to != "" {
		return answer{status: http.StatusMovedPermanently, to: to}
	}
	a, err := st.read("404.html")
	if err != nil {
		a = answer{kind: "text/plain; charset=utf-8", data: []byte("There is no such page.\n")}
	}
	a.status = http.StatusNotFound
	return a
}

func (st *state) redirect(from string) string {
	data, err := fs.ReadFile(st.Site, "_redirects")
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
