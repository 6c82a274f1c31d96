package devserver

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/partake/internal/headers"
)

//go:embed preview.css preview.js preview.svg mistakes.html
var ownFiles embed.FS

// own answers below /.partake/.
func (s *Server) own(w http.ResponseWriter, r *http.Request, name string) {
	switch {
	case name == "last-good" && r.Method == http.MethodPost:
		s.putAside()
		http.Redirect(w, r, back(r), http.StatusSeeOther)
	case !readOnly(w, r):
	case name == "events":
		s.events(w, r)
	case prefix+name == mistakesURL:
		s.file(w, r)
	case name == "preview.css" || name == "preview.js" || name == "preview.svg":
		data, _ := ownFiles.ReadFile(name) // it is embedded
		s.send(w, r, answer{kind: headers.Kind(name), data: data, status: http.StatusOK})
	default:
		http.NotFound(w, r)
	}
}

// pulse keeps a line open through what would close a silent one.
const pulse = 20 * time.Second

// events tells a page of every build until one of both goes.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(r) {
		http.Error(w, "Only pages of this preview may listen.", http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	page, err := url.PathUnescape(r.FormValue("page"))
	if err != nil {
		page = r.FormValue("page")
	}
	has := r.FormValue("files")
	control := http.NewResponseController(w)
	beat := time.NewTicker(pulse)
	defer beat.Stop()
	_, err = fmt.Fprint(w, "retry: 500\n\n")
	for err == nil {
		st := s.state.Load()
		_, err = fmt.Fprintf(w, "data: %s\n\n", s.news(st, page, has))
		has = s.mark(st)
		for same := true; same && err == nil; {
			err = control.Flush()
			select {
			case <-r.Context().Done():
				return
			case <-st.gone:
				same = false
			case <-beat.C:
				_, err = fmt.Fprint(w, ":\n\n")
			}
		}
	}
}

// news is what a page is told.
type news struct {
	Page     string   `json:"page"` // digest of what its address shows now
	Now      string   `json:"now"`  // to say next time what the page has
	First    bool     `json:"first,omitempty"`
	Stale    bool     `json:"stale,omitempty"`   // nobody knows which of its files have changed
	Files    []string `json:"files,omitempty"`   // that have changed
	Changed  []string `json:"changed"`           // pages, the first of them
	Count    int      `json:"count"`             // of all pages that have changed
	Pending  bool     `json:"pending,omitempty"` // what has changed is not known yet
	Pages    int      `json:"pages"`
	Took     string   `json:"took"`
	Mistakes int      `json:"mistakes,omitempty"`
	Draft    bool     `json:"draft,omitempty"` // the page is one
	Drafts   []string `json:"drafts,omitempty"`
}

// mostChanged is how many pages the bar lists.
const mostChanged = 50

func (s *Server) news(st *state, page, has string) []byte {
	n := news{
		Page: st.answer(page).digest(), Now: s.mark(st), First: st.first, Changed: st.Changed[:min(len(st.Changed), mostChanged)], Count: len(st.Changed), Pending: st.Later != nil, Pages: st.Pages,
		Took: spent(st.Took), Mistakes: len(st.Mistakes), Draft: slices.Contains(st.Drafts, page), Drafts: st.Drafts,
	}
	session, number, _ := strings.Cut(has, "-")
	revision, err := strconv.Atoi(number)
	files, known := st.since(revision)
	if n.Stale = err != nil || session != s.session || !known; !n.Stale {
		n.Files = files
	}
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(n); err != nil {
		panic(err) // there is nothing in it that can't be written
	}
	return bytes.TrimSpace(b.Bytes())
}

// spent is a time that people can take in.
func spent(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", max(1, d.Milliseconds()))
	}
	return fmt.Sprintf("%.1f seconds", d.Seconds())
}
