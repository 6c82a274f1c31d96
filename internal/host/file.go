package host

import (
	"cmp"
	"io"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"example.org/partake/internal/headers"
)

// slowest is the line that a whole file must get through: 16 kB a second.
const slowest = 16 << 10

// file answers with a file of the site.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	site := s.site.Load()
	if site == nil {
		http.Error(w, "The site is not there yet.", http.StatusServiceUnavailable)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		site.headers(w, r.URL.Path)
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This address shows a page and takes nothing.", http.StatusMethodNotAllowed)
		return
	}
	e, ok := site.pages[r.URL.Path]
	if !ok {
		s.lost(w, r, site)
		return
	}
	coding := ""
	if r.Header.Get("Range") == "" && r.Header.Get("If-Match") == "" {
		coding = choose(r.Header.Values("Accept-Encoding"), e.codes)
	}
	f := s.open(e, coding)
	if f == nil {
		if s.site.Load() != site { // two sites later: answer from the newest
			s.file(w, r)
			return
		}
		http.Error(w, "This page can't be shown just now.", http.StatusInternalServerError)
		return
	}
	defer f.Close()
	s.send(w, r, e, coding, f)
}

// open opens a file of the cache, or returns nil.
func (s *Server) open(e entry, coding string) *os.File {
	form := e.coded
	if coding != "" {
		form = e.codes[coding]
	}
	f, err := os.Open(filepath.Join(s.cache.dir, form.name))
	if err != nil {
		return nil
	}
	return f
}

// send answers with an open file, or says that the browser has it. Parts of a
// file and rare conditions are left to net/http, without a coding.
func (s *Server) send(w http.ResponseWriter, r *http.Request, e entry, coding string, f *os.File) {
	h := w.Header()
	maps.Copy(h, e.header)
	tag := `"` + e.sum + `"`
	if coding != "" {
		tag = `"` + e.sum + "-" + coding + `"`
	}
	h.Set("ETag", tag)
	allow(w, e.size)
	if coding == "" {
		http.ServeContent(w, r, "", time.Time{}, f)
		return
	}
	if holds(r.Header.Values("If-None-Match"), tag) {
		h.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Encoding", coding)
	h.Set("Accept-Ranges", "bytes")
	s.whole(w, r, f, http.StatusOK, e.codes[coding].size)
}

// whole sends a file from its beginning to its end.
func (s *Server) whole(w http.ResponseWriter, r *http.Request, f *os.File, status int, size int64) {
	w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
	w.WriteHeader(status)
	if r.Method == http.MethodGet {
		_, _ = io.Copy(w, f) // the reader has gone if this fails
	}
}

// allow gives a long file the time that it takes on a slow line.
func allow(w http.ResponseWriter, size int64) {
	end := time.Now().Add(answerTime + time.Duration(size/slowest)*time.Second)
	_ = http.NewResponseController(w).SetWriteDeadline(end) // a test's recorder has none
}

// lost follows a redirect of the site, adds the slash that is missing, or shows
// the page for what is not there.
func (s *Server) lost(w http.ResponseWriter, r *http.Request, site *snapshot) {
	site.headers(w, r.URL.Path)
	to := site.redirects[strings.TrimSuffix(r.URL.Path, "/")]
	if _, folder := site.pages[r.URL.Path+"/"]; folder && to == "" {
		to = r.URL.Path + "/"
	}
	if path.Base(r.URL.Path) == "index.html" && to == "" {
		if _, ok := site.pages[strings.TrimSuffix(r.URL.Path, "index.html")]; ok {
			to = strings.TrimSuffix(r.URL.Path, "index.html")
		}
	}
	if to != "" {
		if r.URL.RawQuery != "" {
			to += "?" + r.URL.RawQuery
		}
		http.Redirect(w, r, to, http.StatusMovedPermanently)
		return
	}
	if site.lost == nil {
		http.NotFound(w, r)
		return
	}
	coding := choose(r.Header.Values("Accept-Encoding"), site.lost.codes)
	f, size := s.open(*site.lost, coding), site.lost.size
	if f == nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	maps.Copy(w.Header(), site.lost.header)
	if coding != "" {
		w.Header().Set("Content-Encoding", coding)
		size = site.lost.codes[coding].size
	}
	s.whole(w, r, f, http.StatusNotFound, size)
}

// headers sets those of a path at which no file is.
func (site *snapshot) headers(w http.ResponseWriter, path string) {
	for _, h := range headers.Match(site.rules, cmp.Or(path, "/")) {
		w.Header().Set(h.Name, h.Value)
	}
	w.Header().Set("Cache-Control", headers.Revalidate)
}
