package exchange

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// The limits of what goes over the line at a time.
const (
	mostSteps  = 30 // so that a function on Netlify takes them: 6 MB
	mostErased = 500
	workBody   = mostSteps * 160 << 10 // as many notes as long as they may be
)

// name is a casework.Name on its way.
type name struct {
	ID     []byte `json:"id"`
	Record []byte `json:"record"`
}

// step is a casework.Step on its way.
type step struct {
	name
	Day  intake.Day   `json:"day"`
	Who  string       `json:"who"`
	Mark intake.State `json:"mark,omitempty"`
	Over [][]byte     `json:"over,omitempty"`
	Keys string       `json:"keys,omitempty"`
	Note []byte       `json:"note,omitempty"`
}

// erased is a store.Tombstone on its way.
type erased struct {
	Reference string     `json:"reference"`
	Day       intake.Day `json:"day"`
	Reason    string     `json:"reason"`
	Who       string     `json:"who"`
}

func stepOf(s casework.Step) step {
	x := step{name: name{s.ID[:], s.Record[:]}, Day: s.Day, Who: s.Who, Mark: s.State, Keys: s.Keys, Note: s.Note}
	for _, id := range s.Over {
		x.Over = append(x.Over, id[:])
	}
	return x
}

// step is what it was made of. One with an id of another length is none.
func (x step) step() (casework.Step, error) {
	n, err := x.name.name()
	s := casework.Step{ID: n.ID, Record: n.Record, Day: x.Day, Who: x.Who, State: x.Mark, Keys: x.Keys, Note: x.Note}
	for _, b := range x.Over {
		id, other := idOf(b)
		if other != nil {
			err = other
		}
		s.Over = append(s.Over, id)
	}
	if err == nil {
		err = s.Check()
	}
	return s, err
}

func (x name) name() (casework.Name, error) {
	id, err := idOf(x.ID)
	if err != nil {
		return casework.Name{}, err
	}
	record, err := idOf(x.Record)
	return casework.Name{ID: id, Record: record}, err
}

func idOf(b []byte) (casework.ID, error) {
	if len(b) != len(casework.ID{}) {
		return casework.ID{}, errForeign
	}
	return casework.ID(b), nil
}

// names sends the ids of all steps, so that the team knows which ones to fetch and
// which to send.
func (h *Handler) names(w http.ResponseWriter, r *http.Request) {
	all, err := casework.Names(r.Context(), h.Store)
	if err != nil {
		h.failed(w, "steps", err)
		return
	}
	out := make([]name, 0, len(all))
	for _, n := range all {
		out = append(out, name{n.ID[:], n.Record[:]})
	}
	h.answer(w, out)
}

// fetch sends the steps that are asked for.
func (h *Handler) fetch(w http.ResponseWriter, r *http.Request) {
	var asked [][]byte
	if !take(w, r, pulledBody, &asked) {
		return
	}
	var ids []casework.ID
	for _, b := range asked {
		id, err := idOf(b)
		if err != nil || len(asked) > mostSteps {
			refuse(w, http.StatusBadRequest)
			return
		}
		ids = append(ids, id)
	}
	all, err := casework.Get(r.Context(), h.Store, ids)
	if err != nil {
		h.failed(w, "fetch", err)
		return
	}
	out := make([]step, 0, len(all))
	for _, s := range all {
		out = append(out, stepOf(s))
	}
	h.answer(w, out)
}

// keep keeps steps, and answers with the ids of those whose record is not here.
func (h *Handler) keep(w http.ResponseWriter, r *http.Request) {
	var sent []step
	if !take(w, r, workBody, &sent) {
		return
	}
	var steps []casework.Step
	for _, x := range sent {
		s, err := x.step()
		if err != nil || len(sent) > mostSteps {
			refuse(w, http.StatusBadRequest)
			return
		}
		steps = append(steps, s)
	}
	added, err := casework.Add(r.Context(), h.Store, steps...)
	if err != nil {
		h.failed(w, "steps", err)
		return
	}
	out := make([][]byte, 0, len(added.Gone))
	for _, id := range added.Gone {
		out = append(out, id[:])
	}
	h.answer(w, out)
}

// tombs sends what was erased because somebody asked. What expired is left out: each
// store deletes that by itself, and by its own clock.
func (h *Handler) tombs(w http.ResponseWriter, r *http.Request) {
	all, err := h.Store.Tombstones(r.Context())
	if err != nil {
		h.failed(w, "erased", err)
		return
	}
	out := []erased{}
	for _, t := range all {
		if Carried(t) {
			out = append(out, erased(t))
		}
	}
	h.answer(w, out)
}

// Carried says whether an erasure goes over the line: one that somebody asked for.
func Carried(t store.Tombstone) bool { return t.Who != store.Retention }

// erase erases what the team erased.
func (h *Handler) erase(w http.ResponseWriter, r *http.Request) {
	var sent []erased
	if !take(w, r, pulledBody*2, &sent) {
		return
	}
	var all []store.Tombstone
	for _, x := range sent {
		all = append(all, store.Tombstone(x))
	}
	if len(sent) > mostErased || slices.ContainsFunc(all, func(t store.Tombstone) bool {
		return !intake.IsWord(t.Reference) || !intake.IsWord(t.Reason) || !intake.IsWord(t.Who) || t.Day < 1
	}) {
		refuse(w, http.StatusBadRequest)
		return
	}
	n, err := Bury(r.Context(), h.Store, all)
	if err != nil {
		h.failed(w, "erased", err)
		return
	}
	if n > 0 {
		h.Log.Info("the team erased records", "number", n)
	}
	w.WriteHeader(http.StatusNoContent)
}

// Graves is a store as far as it erases.
type Graves interface {
	Tombstones(ctx context.Context) ([]store.Tombstone, error)
	Replay(ctx context.Context, all []store.Tombstone) error
}

// Bury erases what is not erased here yet, and says how much that is.
func Bury(ctx context.Context, db Graves, all []store.Tombstone) (int, error) {
	here, err := db.Tombstones(ctx)
	if err != nil {
		return 0, err
	}
	known := map[string]bool{}
	for _, t := range here {
		known[t.Reference] = true
	}
	all = slices.DeleteFunc(slices.Clone(all), func(t store.Tombstone) bool { return known[t.Reference] })
	if len(all) == 0 {
		return 0, nil
	}
	return len(all), db.Replay(ctx, all)
}

// take reads what the team sends. What is no JSON, or too much, is answered here.
func take(w http.ResponseWriter, r *http.Request, most int64, into any) bool {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType)
		return false
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, most)).Decode(into); err != nil {
		refuse(w, http.StatusBadRequest)
		return false
	}
	return true
}

// Steps fetches the ids of all that the desk knows the team has done.
func (c Client) Steps(ctx context.Context) ([]casework.Name, error) {
	var sent []name
	if err := c.ask(ctx, "steps", &sent); err != nil {
		return nil, err
	}
	all := make([]casework.Name, 0, len(sent))
	for _, x := range sent {
		n, err := x.name()
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

// Fetch fetches steps by their ids.
func (c Client) Fetch(ctx context.Context, ids []casework.ID, keep func([]casework.Step) error) error {
	for part := range slices.Chunk(ids, mostSteps) {
		var asked [][]byte
		for _, id := range part {
			asked = append(asked, id[:])
		}
		var sent []step
		if err := c.tell(ctx, "fetch", asked, &sent); err != nil {
			return err
		}
		var steps []casework.Step
		for _, x := range sent {
			s, err := x.step()
			if err != nil {
				return fmt.Errorf("%w: %w", errForeign, err)
			}
			steps = append(steps, s)
		}
		if err := keep(steps); err != nil {
			return err
		}
	}
	return nil
}

// Send sends steps, and says which of them the desk has no record for.
func (c Client) Send(ctx context.Context, steps []casework.Step) (gone []casework.ID, err error) {
	for part := range slices.Chunk(steps, mostSteps) {
		var send []step
		for _, s := range part {
			send = append(send, stepOf(s))
		}
		var lost [][]byte
		if err := c.tell(ctx, "steps", send, &lost); err != nil {
			return gone, err
		}
		for _, b := range lost {
			id, err := idOf(b)
			if err != nil {
				return gone, err
			}
			gone = append(gone, id)
		}
	}
	return gone, nil
}

// Erased fetches what was erased because somebody asked.
func (c Client) Erased(ctx context.Context) ([]store.Tombstone, error) {
	var sent []erased
	if err := c.ask(ctx, "erased", &sent); err != nil {
		return nil, err
	}
	all := make([]store.Tombstone, 0, len(sent))
	for _, x := range sent {
		all = append(all, store.Tombstone(x))
	}
	return all, nil
}

// Erase erases on the desk what was erased here.
func (c Client) Erase(ctx context.Context, all []store.Tombstone) error {
	for part := range slices.Chunk(all, mostErased) {
		var send []erased
		for _, t := range part {
			send = append(send, erased(t))
		}
		if err := c.tell(ctx, "erased", send, nil); err != nil {
			return err
		}
	}
	return nil
}

// tell sends something, and reads the answer if one is wanted.
func (c Client) tell(ctx context.Context, what string, send, into any) error {
	b, err := json.Marshal(send)
	if err != nil {
		return fmt.Errorf("desk: %w", err)
	}
	kind := "application/json"
	if into == nil {
		kind = ""
	}
	body, err := c.do(ctx, http.MethodPost, what, b, kind)
	if err != nil {
		return err
	}
	defer body.Close()
	if into == nil {
		return nil
	}
	if err := json.NewDecoder(io.LimitReader(body, mostPage)).Decode(into); err != nil {
		return ErrCut
	}
	return nil
}
