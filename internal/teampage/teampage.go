// Package teampage is the team's inbox as pages of a website that runs on the
// team's own computer: a list, what people wrote, marks, notes, a table to save,
// erasing. It needs no script.
//
// # Who can get in
//
// It must be served on a loopback address only. The address that the program prints
// works once, and leads to a prefix of 256 random bits that stands in every address
// from then on. There is no cookie, which other programs on this computer could be
// sent. Requests must name the very host and port (DNS rebinding), and what changes
// something must come from these pages (http.CrossOriginProtection).
//
// # What is left behind
//
// Nothing is to be kept by the browser (no-store). What it writes down anyway, its
// history, has no reference and no name in it: an address has the place of a record
// in this store, and titles are the same for all. No page links to anywhere else.
// Secret keys are in memory only; nothing that anybody typed is logged.
//
// # What people typed
//
// Answers and notes are text that strangers wrote. The layouts escape it, marks that
// turn the direction of writing are shown as what they are (inbox.Printable), and
// the policy of the pages lets a browser load their stylesheet and nothing else.
//
// # Twice and at once
//
// Each form carries a number of its own from which the ids of what it makes follow,
// so pressing a button twice marks once and keeps one note. A mark replaces the marks
// that its page showed, and no others: what somebody else did meanwhile stands beside
// it until somebody decides (package casework).
//
// # The line to the website
//
// Where the store is a copy of a desk's, the pages say how much of what was done here
// has not been sent, and have a button that sends it (TestSend). When all is sent, it
// fetches what is new. Either only ever happens when somebody presses that. When the desk can't be reached, all stays here as it was.
package teampage

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"strings"
	"sync"
	"time"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/layout"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
	"example.org/partake/internal/teamcopy"
	"example.org/partake/internal/view"
)

// Store is a store.DB.
type Store interface {
	casework.Store
	List(ctx context.Context, f store.Filter) iter.Seq2[intake.Record, error]
	Each(ctx context.Context, f store.Filter) iter.Seq2[intake.Record, error]
	Get(ctx context.Context, reference string) (intake.Record, error)
	Erase(ctx context.Context, t store.Tombstone) error
}

// Options say what to show.
type Options struct {
	Store      Store
	Words      inbox.Words
	From       string          // the website that the store is a copy of, "" for its own
	Identities []seal.Identity // none: a page asks for them
	Recipients seal.Recipients // what notes are sealed to; none: no notes
	Who        string          // a role, such as "team"
	Start      string          // reference of the record to begin with, "" for the list
	Host       string          // where it is served: "127.0.0.1:8080"
	Layouts    fs.FS           // layouts/team
	CSS        []byte
	Random     io.Reader // crypto/rand
	Now        func() time.Time
	Failed     func(step string, err error) // tells the person at the terminal

	// The line to the desk of a copy; nil without.
	Push   func(context.Context) (teamcopy.Pushed, error)
	Fetch  func(context.Context) (Fetched, error)
	Unsent func(context.Context) (n int, known bool, err error) // known: somebody can say
}

// Fetched is what came from the desk.
type Fetched struct {
	teamcopy.Fetched
	Records int // that are new here
	Missing int // that the desk does not vouch for, or that can't be kept
	Words   inbox.Words
	Learned bool   // Words are those of now
	Canary  []byte // a sealed test record, nil for none
}

// Pages is the team's inbox.
type Pages struct {
	Options
	layout *layout.Layout
	once   string // the path that works once, "" from then on
	root   string // where all others begin
	routes http.Handler
	done   chan struct{}
	line   sync.Mutex // one at a time goes over it

	mu   sync.Mutex // guards what follows, once and Words
	ids  []seal.Identity
	news news
	end  sync.Once
}

// New makes the pages. Their addresses are new each time.
func New(o Options) (*Pages, error) {
	l, err := layout.New(o.Layouts, view.Shell{})
	if err != nil {
		return nil, err
	}
	p := &Pages{Options: o, layout: l, ids: o.Identities, done: make(chan struct{})}
	for _, path := range []*string{&p.once, &p.root} {
		secret := make([]byte, 32)
		if _, err := io.ReadFull(o.Random, secret); err != nil {
			return nil, fmt.Errorf("make an address: %w", err)
		}
		*path = "/" + base64.RawURLEncoding.EncodeToString(secret) + "/"
	}
	mux := http.NewServeMux()
	for pattern, do := range map[string]http.HandlerFunc{
		"GET /{$}":              p.list,
		"GET /site.css":         p.css,
		"POST /find":            p.find,
		"POST /export":          p.export,
		"POST /push":            p.push,
		"POST /fetch":           p.fetch,
		"GET /key":              p.askKey,
		"POST /key":             p.takeKey,
		"POST /close":           p.close,
		"GET /record/{n}":       p.withRecord(p.record),
		"POST /record/{n}/mark": p.withRecord(p.mark),
		"POST /record/{n}/note": p.withRecord(p.note),
		"GET /record/{n}/erase": p.withRecord(p.askErase),
		"POST /record/{n}/erase": p.withRecord(
			p.erase),
	} {
		mux.HandleFunc(pattern, do)
	}
	p.routes = http.StripPrefix(strings.TrimSuffix(p.root, "/"), http.NewCrossOriginProtection().Handler(mux))
	return p, nil
}

// Address is where a browser begins. It works once.
func (p *Pages) Address() string { return "http://" + p.Host + p.once }

// Done is closed when somebody pressed the button that closes the inbox.
func (p *Pages) Done() <-chan struct{} { return p.done }

// mostBody is how much a page may send: a note of many bytes, or a key.
const mostBody = 256 << 10

// policy lets the pages load their stylesheet, and send forms to themselves.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// ServeHTTP lets in who knows the address.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policy)
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	r.Body = http.MaxBytesReader(w, r.Body, mostBody)
	switch {
	case r.Host != p.Host:
		http.Error(w, "This inbox is at "+p.Host+" only.", http.StatusMisdirectedRequest)
	case strings.HasPrefix(r.URL.Path, p.root):
		p.routes.ServeHTTP(w, r)
	case r.Method == http.MethodGet && p.first(r.URL.Path):
		p.begin(w, r)
	default:
		p.away(w)
	}
}

// first says whether this is the address that works once, and lets it work no more.
func (p *Pages) first(path string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.once == "" || path != p.once {
		return false
	}
	p.once = ""
	return true
}

func (p *Pages) begin(w http.ResponseWriter, r *http.Request) {
	to := p.root
	if p.Start != "" {
		if rec, err := p.Store.Get(r.Context(), p.Start); err == nil {
			to = p.at(rec)
		}
	}
	if len(p.keys()) == 0 {
		to = p.root + "key"
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// away tells those without the right address nothing but how to get one.
func (p *Pages) away(w http.ResponseWriter) {
	p.show(w, http.StatusForbidden, "message", view.TeamMessage{
		Team: view.Team{Title: "This address does not open the inbox"},
		Says: []string{"The address that the program printed works once, in one browser. To open the inbox again, end the program with Ctrl+C and start partake inbox open anew."},
	})
}

// keys are the secret keys that were given.
func (p *Pages) keys() []seal.Identity {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ids
}

// words are those for what is in the store. They change when something is fetched.
func (p *Pages) words() inbox.Words {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.Words
}

// team is what all pages have.
func (p *Pages) team(title string) view.Team {
	t := view.Team{Title: title, Root: p.root, From: p.From, Locked: len(p.keys()) == 0, Sends: p.Push != nil}
	if p.CSS != nil {
		t.CSS = p.root + "site.css"
	}
	return t
}

// show writes a page, whole or not at all.
func (p *Pages) show(w http.ResponseWriter, status int, kind string, v any) {
	var b bytes.Buffer
	if err := p.layout.Render(&b, kind, v); err != nil {
		p.Failed("page", err)
		http.Error(w, "This page could not be made. The program says why.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // nobody can be told when the browser went away
}

// failed says that something could not be done, and tells the terminal why.
func (p *Pages) failed(w http.ResponseWriter, step string, err error) {
	p.Failed(step, err)
	p.show(w, http.StatusInternalServerError, "message", view.TeamMessage{
		Team: p.team("That did not work"),
		Says: []string{"Nothing was changed. The program that opened this inbox says why."},
	})
}

func (p *Pages) css(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = w.Write(p.CSS)
}

func (p *Pages) close(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	p.ids = nil
	p.mu.Unlock()
	p.show(w, http.StatusOK, "message", view.TeamMessage{
		Team: view.Team{Title: "The inbox is closed"},
		Says: []string{"You can close this tab. To open the inbox again, start partake inbox open."},
	})
	p.end.Do(func() { close(p.done) })
}

func (p *Pages) askKey(w http.ResponseWriter, _ *http.Request) {
	p.show(w, http.StatusOK, "key", view.TeamKey{Team: p.team("Your secret key")})
}

// takeKey adds a key to those in memory. What was typed is never shown again.
func (p *Pages) takeKey(w http.ResponseWriter, r *http.Request) {
	ids, err := seal.ParseIdentities("what you typed", []byte(r.PostFormValue("key")))
	if err != nil {
		page := view.TeamKey{Team: p.team("Your secret key")}
		page.Problem = view.TeamProblem{Text: "That is no secret key. It starts with AGE-SECRET-KEY and is one line.", URL: "#key"}
		p.show(w, http.StatusUnprocessableEntity, "key", page)
		return
	}
	p.mu.Lock()
	p.ids = append(ids, p.ids...)
	p.mu.Unlock()
	to := p.root
	if p.Start != "" {
		if rec, err := p.Store.Get(r.Context(), p.Start); err == nil {
			to = p.at(rec)
		}
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}
