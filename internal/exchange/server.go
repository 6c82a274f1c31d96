package exchange

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"iter"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

// Store is what the desk's end needs of a store.
type Store interface {
	List(ctx context.Context, f store.Filter) iter.Seq2[intake.Record, error]
	Get(ctx context.Context, reference string) (intake.Record, error)
	SetState(ctx context.Context, reference string, s intake.State) error
	Stats(ctx context.Context) (store.Stats, error)
	casework.Store
	Graves
}

// Handler is the desk's end. It answers for everything below Prefix.
type Handler struct {
	Store  Store
	Token  string            // of HashToken; "" for no endpoint at all
	Key    []byte            // of intake.Keys.Seal: records are checked with it
	Forms  []form.Form       // so that the team's machine can name columns
	Titles map[string]string // of opportunities, by id

	Closes map[string]intake.Day // of opportunities, by id
	Canary func() []byte         // a sealed test record; nil, or an answer of nil, for none
	Log    *slog.Logger          // status and errors only: no reference, no token
}

// ServeHTTP looks at the token before anything else.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if h.Token == "" || len(h.Key) < sha256.Size {
		refuse(w, http.StatusNotFound)
		return
	}
	if !Allowed(r, h.Token) {
		w.Header().Set("WWW-Authenticate", "Bearer")
		refuse(w, http.StatusUnauthorized)
		return
	}
	reads := map[string]http.HandlerFunc{
		"records": h.records, "held": h.held, "forms": h.words, "stats": h.stats, "canary": h.canary, "steps": h.names, "erased": h.tombs,
	}
	writes := map[string]http.HandlerFunc{"pulled": h.pulled, "fetch": h.fetch, "steps": h.keep, "erased": h.erase}
	name := strings.TrimPrefix(r.URL.Path, Prefix)
	read, write := reads[name], writes[name]
	switch {
	case write != nil && (read == nil || r.Method == http.MethodPost):
		only(w, r, write, http.MethodPost)
	case read != nil:
		only(w, r, read, http.MethodGet, http.MethodHead)
	default:
		refuse(w, http.StatusNotFound)
	}
}

// Allowed says whether a request shows the token that has a hash of HashToken. It
// compares hashes, so that the time it takes tells nothing of the token.
func Allowed(r *http.Request, tokenHash string) bool {
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	same := subtle.ConstantTimeCompare([]byte(hash(token)), []byte(tokenHash)) == 1
	return same && strings.EqualFold(kind, "Bearer")
}

func only(w http.ResponseWriter, r *http.Request, do http.HandlerFunc, methods ...string) {
	for _, m := range methods {
		if r.Method == m {
			do(w, r)
			return
		}
	}
	w.Header().Set("Allow", strings.Join(methods, ", "))
	refuse(w, http.StatusMethodNotAllowed)
}

func refuse(w http.ResponseWriter, status int) { http.Error(w, http.StatusText(status), status) }

// failed tells the operator what is wrong, and the team that something is.
func (h *Handler) failed(w http.ResponseWriter, what string, err error) {
	h.Log.Error("team's line", "step", what, "error", err)
	refuse(w, http.StatusServiceUnavailable)
}

// records sends a page. One that ends without its last line was cut.
func (h *Handler) records(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	after, err := strconv.ParseInt("0"+query.Get("after"), 10, 64)
	if err != nil {
		refuse(w, http.StatusBadRequest)
		return
	}
	filter := store.Filter{State: intake.New, After: after}
	if query.Get("all") != "" {
		filter.State = ""
	}
	w.Header().Set("Content-Type", "application/jsonl")
	p := page{w: w, next: after}
	if err := h.fill(r.Context(), &p, filter); err != nil {
		if p.records == 0 {
			h.failed(w, "records", err)
			return
		}
		h.Log.Error("team's line", "step", "records", "error", err)
		return
	}
	p.send(line{End: &end{Next: p.next, More: p.full()}})
	if p.forged > 0 {
		h.Log.Error("records that this desk did not store, or that were changed since", "number", p.forged)
	}
}

// held sends the places of all records with their references, so that the team's
// machine can fetch what another one pulled first.
func (h *Handler) held(w http.ResponseWriter, r *http.Request) {
	all := []Held{}
	for rec, err := range h.Store.List(r.Context(), store.Filter{}) {
		if err != nil {
			h.failed(w, "held", err)
			return
		}
		all = append(all, Held{Sequence: rec.Sequence, Reference: rec.Reference})
	}
	h.answer(w, all)
}

// page counts what was sent.
type page struct {
	w       http.ResponseWriter
	next    int64
	records int
	bytes   int
	forged  int
	err     error // of writing: nobody listens any more
}

func (p *page) full() bool { return p.records >= pageRecords || p.bytes >= pageBytes }

func (p *page) send(l line) {
	if p.err == nil {
		p.err = json.NewEncoder(p.w).Encode(l)
	}
}

// fill sends records until the page is full. It holds one sealed text at a time.
func (h *Handler) fill(ctx context.Context, p *page, f store.Filter) error {
	for known, err := range h.Store.List(ctx, f) {
		if err != nil {
			return err
		}
		rec, err := h.Store.Get(ctx, known.Reference)
		if errors.Is(err, store.ErrUnknown) {
			continue // erased a moment ago
		}
		if err != nil {
			return err
		}
		l := line{Record: rowOf(rec)}
		if seal.CheckMAC(h.Key, rec.ID, rec.Blob, rec.Seal) != nil {
			l = line{Forged: rec.Reference}
			p.forged++
		}
		p.send(l)
		p.records, p.bytes, p.next = p.records+1, p.bytes+len(rec.Blob), known.Sequence
		if p.err != nil || p.full() {
			return p.err
		}
	}
	return nil
}

// The limits of what the team sends.
const (
	mostPulled = 2 * pageRecords
	pulledBody = 64 << 10
	abreast    = 32 // states that are set at a time: the store commits them together
)

// pulled notes which records are safe with the team. It says the same however
// often it is told.
func (h *Handler) pulled(w http.ResponseWriter, r *http.Request) {
	var references []string
	if !take(w, r, pulledBody, &references) {
		return
	}
	if len(references) > mostPulled {
		refuse(w, http.StatusBadRequest)
		return
	}
	var all errgroup.Group
	all.SetLimit(abreast)
	for _, reference := range references {
		all.Go(func() error { return h.pull(r.Context(), reference) })
	}
	if err := all.Wait(); err != nil {
		h.failed(w, "pulled", err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// pull changes new to pulled, and nothing else: the team may be further by now.
func (h *Handler) pull(ctx context.Context, reference string) error {
	rec, err := h.Store.Get(ctx, reference)
	if err == nil && rec.State == intake.New {
		err = h.Store.SetState(ctx, reference, intake.Pulled)
	}
	if errors.Is(err, store.ErrUnknown) {
		return nil
	}
	return err
}

func (h *Handler) words(w http.ResponseWriter, _ *http.Request) {
	h.answer(w, Words{Forms: h.Forms, Titles: h.Titles, Closes: h.Closes})
}

func (h *Handler) stats(w http.ResponseWriter, r *http.Request) {
	s, err := h.Store.Stats(r.Context())
	if err != nil {
		h.failed(w, "stats", err)
		return
	}
	out := counts{States: s.States, Waiting: s.Waiting, Failed: s.Failed}
	if !s.Oldest.IsZero() {
		out.Oldest = s.Oldest.Unix()
	}
	h.answer(w, out)
}

func (h *Handler) canary(w http.ResponseWriter, _ *http.Request) {
	var blob []byte
	if h.Canary != nil {
		blob = h.Canary()
	}
	if blob == nil {
		refuse(w, http.StatusNotFound)
		return
	}
	h.answer(w, blob)
}

func (h *Handler) answer(w http.ResponseWriter, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		h.failed(w, "answer", err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	// Nobody can be told when the line breaks here.
	_, _ = w.Write(append(b, '\n'))
}
