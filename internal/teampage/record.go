package teampage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
	"example.org/partake/internal/view"
)

// at is the address of a record: its place in this store, which names nobody.
func (p *Pages) at(r intake.Record) string {
	return p.root + "record/" + strconv.FormatInt(r.Sequence, 10)
}

// withRecord finds the record of an address.
func (p *Pages) withRecord(do func(http.ResponseWriter, *http.Request, intake.Record)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rec, err := p.place(r.Context(), r.PathValue("n"))
		switch {
		case errors.Is(err, store.ErrUnknown):
			p.show(w, http.StatusNotFound, "message", view.TeamMessage{
				Team: p.team("There is no such record here"),
				Says: []string{"It may have been erased a moment ago."},
			})
		case err != nil:
			p.failed(w, "record", err)
		default:
			do(w, r, rec)
		}
	}
}

// place finds a record by its place in the store.
func (p *Pages) place(ctx context.Context, text string) (intake.Record, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 {
		return intake.Record{}, store.ErrUnknown
	}
	for rec, err := range p.Store.List(ctx, store.Filter{After: n - 1}) {
		if err != nil {
			return rec, err
		}
		if rec.Sequence == n {
			return p.Store.Get(ctx, rec.Reference)
		}
		break
	}
	return intake.Record{}, store.ErrUnknown
}

func (p *Pages) record(w http.ResponseWriter, r *http.Request, rec intake.Record) {
	p.showRecord(w, r, rec, http.StatusOK, "", view.TeamProblem{})
}

// showRecord shows all of a record. typed is a note that could not be kept.
func (p *Pages) showRecord(w http.ResponseWriter, r *http.Request, rec intake.Record, status int, typed string, problem view.TeamProblem) {
	steps, err := casework.Of(r.Context(), p.Store, rec.ID)
	if err != nil {
		p.failed(w, "record", err)
		return
	}
	ids := p.keys()
	e := inbox.Open(rec, ids)
	page := view.TeamRecord{
		Team: p.team("A record"), URL: p.at(rec), Reference: inbox.Printable(rec.Reference), Facts: p.facts(rec), Spam: spam(rec.Flags), Closed: closed(e.Problem),
		Disagree: disagree(steps), Done: done(steps, ids), Marks: marks(rec), Typed: typed,
		NoNotes: p.noNotes(ids), Limit: fmt.Sprintf("You can write up to %d,%03d characters.", casework.MostNote/1000, casework.MostNote%1000),
	}
	page.Said, page.Problem = said(r), problem
	if rec.Expires <= intake.DayOf(p.Now()) {
		page.Late = inbox.Long(rec.Expires)
	}
	for _, x := range p.words().Said(e) {
		page.Answers = append(page.Answers, view.TeamAnswer{Label: inbox.Printable(x.Label), Paragraphs: paragraphs(x.Text), Consent: x.Consent})
	}
	if page.Send, err = p.send(r.Context()); err != nil {
		p.failed(w, "record", err)
		return
	}
	if page.Hidden, err = p.hidden(steps); err != nil {
		p.failed(w, "record", err)
		return
	}
	p.show(w, status, "record", page)
}

func (p *Pages) facts(rec intake.Record) []view.TeamFact {
	_, words := stage(rec.State)
	about := "None in particular"
	if rec.Opportunity != "" {
		about = inbox.Printable(p.words().Title(rec.Opportunity))
	}
	return []view.TeamFact{
		{Label: "Opportunity", Text: about},
		{Label: "Form", Text: inbox.Printable(p.words().FormTitle(rec.Form))},
		{Label: "Received", Text: inbox.Long(rec.Received)},
		{Label: "Delete by", Text: inbox.Long(rec.Expires)},
		{Label: "State", Text: words},
	}
}

// closed says why a record or a note does not open, "" when it does.
func closed(err error) string {
	var not *seal.NotForKeysError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &not):
		return "It is locked with other keys than those that you gave."
	case errors.Is(err, seal.ErrTampered):
		return "It was changed after it was locked. Tell the people who run the website."
	case errors.Is(err, casework.ErrMoved):
		return "It belongs to another record or another day: somebody changed the database. Tell the people who run the website."
	}
	return "It is broken. Fetch it again, or tell the people who run the website."
}

// reasons say a flag in words.
var reasons = map[intake.Flag]string{
	intake.Honeypot:  "A field was filled in that people do not see.",
	intake.Burst:     "Very many came at the same time.",
	intake.Links:     "It has many addresses of websites.",
	intake.Markup:    "It has code for links.",
	intake.Repeats:   "It says the same words again and again.",
	intake.OtherText: "It has words that are none.",
}

func spam(flags []string) string {
	var out []string
	for _, f := range flags {
		words := reasons[intake.Flag(f)]
		if words == "" {
			words = "It was marked: " + inbox.Printable(f) + "."
		}
		out = append(out, words)
	}
	return strings.Join(out, " ")
}

// disagree says what people marked who did not know of each other.
func disagree(steps []casework.Step) []string {
	standing := casework.Standing(steps)
	if !casework.Disagree(standing) {
		return nil
	}
	var out []string
	for _, m := range standing {
		_, words := stage(m.State)
		out = append(out, fmt.Sprintf("%s, on %s, by the %s", words, inbox.Long(m.Day), inbox.Printable(m.Who)))
	}
	return out
}

// done tells the story of a record.
func done(steps []casework.Step, ids []seal.Identity) []view.TeamStep {
	var out []view.TeamStep
	for _, s := range steps {
		x := view.TeamStep{Day: inbox.Long(s.Day), Who: inbox.Printable(s.Who), Words: "Note"}
		if s.IsMark() {
			_, words := stage(s.State)
			x.Words = "Marked: " + strings.ToLower(words)
		} else {
			text, err := s.Read(ids...)
			x.Paragraphs, x.Closed = paragraphs(text), closed(err)
		}
		out = append(out, x)
	}
	return out
}

// paragraphs are the lines of a text, safe to look at.
func paragraphs(text string) []string {
	return slices.DeleteFunc(strings.Split(inbox.Printable(text), "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
}

// marks are what the record can be marked as. What it is now is chosen.
func marks(rec intake.Record) []view.Choice {
	now, _ := stage(rec.State)
	var out []view.Choice
	for _, s := range casework.Marks() {
		name, words := stage(s)
		out = append(out, view.Choice{ID: "state-" + name, Value: string(s), Words: words, Chosen: name == now})
	}
	return out
}

// noNotes says why no note can be written here.
func (p *Pages) noNotes(ids []seal.Identity) string {
	if p.Recipients.Len() == 0 {
		return "Notes are locked with your site’s file recipients.txt, which is not here. It is no secret: close the inbox, and say partake inbox open --recipients FILE."
	}
	for _, id := range ids {
		if _, ok := p.Recipients.NameOf(id); ok {
			return ""
		}
	}
	return "Your secret key does not belong to the file recipients.txt that is here, so you could not read your own notes."
}

// hidden goes with the forms of a record: a number of its own, and the marks that
// the page shows.
func (p *Pages) hidden(steps []casework.Step) ([]view.Hidden, error) {
	number := make([]byte, 16)
	if _, err := io.ReadFull(p.Random, number); err != nil {
		return nil, err
	}
	out := []view.Hidden{{Name: "number", Value: hex.EncodeToString(number)}}
	for _, m := range casework.Standing(steps) {
		out = append(out, view.Hidden{Name: "seen", Value: hex.EncodeToString(m.ID[:])})
	}
	return out, nil
}

// idOf makes the id of what a form makes: the same for the same, so that pressing a
// button twice does it once.
func idOf(r *http.Request, what string) io.Reader {
	sum := sha256.Sum256([]byte("partake step v1\x00" + r.PostFormValue("number") + "\x00" + what))
	return strings.NewReader(string(sum[:]))
}

// seen are the marks of this record that the page showed.
func (p *Pages) seen(ctx context.Context, r *http.Request, rec intake.Record) ([]casework.Step, error) {
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	steps, err := casework.Of(ctx, p.Store, rec.ID)
	return slices.DeleteFunc(steps, func(s casework.Step) bool {
		return !slices.Contains(r.PostForm["seen"], hex.EncodeToString(s.ID[:]))
	}), err
}

func (p *Pages) mark(w http.ResponseWriter, r *http.Request, rec intake.Record) {
	seen, err := p.seen(r.Context(), r, rec)
	if err != nil {
		p.failed(w, "mark", err)
		return
	}
	state := intake.State(r.PostFormValue("state"))
	if !slices.Contains(casework.Marks(), state) || len(r.PostFormValue("number")) != 32 {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	step, err := casework.NewMark(idOf(r, string(state)), rec.ID, seen, state, intake.DayOf(p.Now()), p.Who)
	if err == nil {
		err = p.keep(r.Context(), step)
	}
	p.after(w, r, rec, "mark", err)
}

// keep keeps a step, or says that its record is gone.
func (p *Pages) keep(ctx context.Context, s casework.Step) error {
	added, err := casework.Add(ctx, p.Store, s)
	if err == nil && len(added.Gone) > 0 {
		err = store.ErrUnknown
	}
	return err
}

// after shows the record again. The address says what was done.
func (p *Pages) after(w http.ResponseWriter, r *http.Request, rec intake.Record, what string, err error) {
	if err != nil {
		p.failed(w, what, err)
		return
	}
	http.Redirect(w, r, p.at(rec)+"?done="+what, http.StatusSeeOther)
}

func (p *Pages) note(w http.ResponseWriter, r *http.Request, rec intake.Record) {
	text := r.PostFormValue("note")
	if why := p.noNotes(p.keys()); why != "" {
		p.showRecord(w, r, rec, http.StatusConflict, text, view.TeamProblem{Text: why, URL: "#write"})
		return
	}
	if len(r.PostFormValue("number")) != 32 {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	step, err := casework.NewNote(idOf(r, text), p.Recipients, rec.ID, text, intake.DayOf(p.Now()), p.Who)
	if errors.Is(err, casework.ErrEmpty) || errors.Is(err, casework.ErrLong) {
		problem := view.TeamProblem{Text: "Write your note before you keep it", URL: "#note"}
		if errors.Is(err, casework.ErrLong) {
			problem.Text = fmt.Sprintf("Your note must have %d,%03d characters or fewer", casework.MostNote/1000, casework.MostNote%1000)
		}
		p.showRecord(w, r, rec, http.StatusUnprocessableEntity, text, problem)
		return
	}
	if err == nil {
		err = p.keep(r.Context(), step)
	}
	p.after(w, r, rec, "note", err)
}

func (p *Pages) askErase(w http.ResponseWriter, _ *http.Request, rec intake.Record) {
	p.show(w, http.StatusOK, "erase", view.TeamErase{Team: p.team("Erase for good?"), URL: p.at(rec), Reference: inbox.Printable(rec.Reference)})
}

func (p *Pages) erase(w http.ResponseWriter, r *http.Request, rec intake.Record) {
	err := p.Store.Erase(r.Context(), store.Tombstone{Reference: rec.Reference, Day: intake.DayOf(p.Now()), Reason: "asked", Who: p.Who})
	if err != nil {
		p.failed(w, "erase", err)
		return
	}
	http.Redirect(w, r, p.root+"?done=erase", http.StatusSeeOther)
}

// said says what was done, as the address tells.
func said(r *http.Request) string {
	return map[string]string{
		"mark":  "Marked.",
		"note":  "Your note is kept.",
		"erase": "Erased here. Nothing of it is left but its reference and the day.",
	}[r.URL.Query().Get("done")]
}
