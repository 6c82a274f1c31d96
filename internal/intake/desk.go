package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"example.org/partake/internal/form"
	"example.org/partake/internal/seal"
)

// Desk takes what people send: it checks, asks them to look over their answers,
// seals, saves and then says thank you, in that order. It knows nothing of HTTP
// but status codes; all that changes with time or place is given to it.
type Desk struct {
	Keys       Keys
	Recipients seal.Recipients
	Catalogue  Catalogue
	Store      Store
	Limiter    Limiter
	Preview    bool      // of the site: people can try the form, and nothing is stored
	Confirm    bool      // people who want to be reached by email get one that says we have their answers
	Random     io.Reader // crypto/rand
	Now        func() time.Time
}

// Catalogue knows the forms and what is open.
type Catalogue interface {
	Form(id string) (form.Form, bool)
	Offer(id string) (Offer, bool)
}

// Offer is an opportunity as the desk needs it. Closes is 0 for one without a
// closing date.
type Offer struct {
	ID, Title, URL string
	Form           string // id of its form
	Open           bool
	Note           string // why it is not open, in a sentence
	Closes         Day
}

// Limiter counts the tries of a client, and of all together.
type Limiter interface {
	Allow(ctx context.Context, client [8]byte, now time.Time) (Verdict, error)
}

// Tally is something to count in a stretch of time. Who is an HMAC of an
// address, never the address.
type Tally struct {
	Who    []byte
	Span   time.Time // when the stretch began
	Forget time.Time // when the count is deleted
	Most   int       // what makes further counts needless; 0 for no such number
}

// Verdict says whether one more try is fine.
type Verdict struct {
	OK    bool
	After time.Duration // when not: how long until one is
	Burst bool          // very many came from everywhere; what comes of this one is flagged
}

// Sent is what a browser sent.
type Sent struct {
	Form, Opportunity string
	Fields            url.Values
	Token             string // "" from the form itself
	Change            bool   // the person looked at their answers and wants the form back
	Honeypot          string // a field that people do not see
	Client            netip.Addr
}

// Step is the page that answers.
type Step string

// The steps. On every one but Done, what the person typed is in the Reply.
const (
	Ask       Step = "ask"       // the form again: with problems, or because the person wants to change something
	Check     Step = "check"     // "Check your answers before sending"
	Done      Step = "done"      // stored
	Preview   Step = "preview"   // nothing is stored, since this is a preview of the site
	NotOpen   Step = "not-open"  // closed, paused or filled
	NotFound  Step = "not-found" // no such form or opportunity
	Different Step = "different" // sent before, with other answers
	Slower    Step = "slower"    // too many tries
	Broken    Step = "broken"    // no browser sends this
	Down      Step = "down"      // not stored; nobody's fault but ours
)

// Reply says what to show.
type Reply struct {
	Step      Step
	Status    int
	Form      form.Form
	Offer     Offer
	Answers   form.Answers
	Problems  []form.Problem
	Token     string        // for the page Check, and for Down when they may send the same once more
	Reference string        // for Done and Different
	After     time.Duration // for Slower and Down
	Err       error         // for the operator's log: it holds nothing that was typed
}

// Take answers one sending.
func (d *Desk) Take(ctx context.Context, s Sent) Reply {
	r := Reply{Answers: form.Answers{Raw: s.Fields}}
	f, ok := d.Catalogue.Form(s.Form)
	if !ok {
		return r.at(NotFound, http.StatusNotFound)
	}
	var problems []form.Problem
	r.Form = f
	r.Answers, problems = f.Read(s.Fields)
	if s.Opportunity != "" {
		if r.Offer, ok = d.Catalogue.Offer(s.Opportunity); !ok || r.Offer.Form != s.Form {
			return r.at(NotFound, http.StatusNotFound)
		}
		if !r.Offer.Open && !d.looked(s) {
			return r.at(NotOpen, http.StatusConflict)
		}
	}
	if err := form.CheckSent(problems); err != nil {
		r.Err = err
		return r.at(Broken, http.StatusBadRequest)
	}
	if s.Change {
		return r.at(Ask, http.StatusOK)
	}
	if len(problems) > 0 {
		r.Problems = problems
		return r.at(Ask, http.StatusUnprocessableEntity)
	}
	return d.confirm(ctx, s, r)
}

// grace is for how long somebody may send what they looked over while it was
// open. It also makes sending again after a failure safe at the closing time.
const grace = time.Hour

// looked says whether the sending comes from a page "Check your answers" that we
// showed a moment ago, for then it was open.
func (d *Desk) looked(s Sent) bool {
	if s.Token == "" || s.Change {
		return false
	}
	now := d.Now()
	token, fresh, err := d.Keys.Verify(s.Token, s.Form, s.Opportunity, now)
	return err == nil && fresh && now.Sub(token.Issued) <= grace
}

func (r Reply) at(step Step, status int) Reply {
	r.Step, r.Status = step, status
	return r
}

// confirm asks the person to check their answers, unless they just did. A token
// that is old or not ours costs nothing but one more look.
func (d *Desk) confirm(ctx context.Context, s Sent, r Reply) Reply {
	now := d.Now()
	if s.Token != "" {
		if token, fresh, err := d.Keys.Verify(s.Token, s.Form, s.Opportunity, now); err == nil && fresh {
			if d.Preview {
				return r.at(Preview, http.StatusOK)
			}
			return d.save(ctx, s, r, token, now)
		}
	}
	verdict, err := d.Limiter.Allow(ctx, d.Keys.Limit(s.Client, now), now)
	switch {
	case err != nil:
		return r.down(err)
	case !verdict.OK:
		r.After = verdict.After
		return r.at(Slower, http.StatusTooManyRequests)
	}
	token, err := NewToken(d.Random, now)
	if err != nil {
		return r.down(err)
	}
	token.Signs = Signs{Honeypot: trapped(s.Honeypot), Burst: verdict.Burst}
	r.Token = d.Keys.Sign(token, s.Form, s.Opportunity)
	return r.at(Check, http.StatusOK)
}

// retry is how long a person is asked to wait when we are down.
const retry = 2 * time.Minute

func (r Reply) down(err error) Reply {
	r.Err, r.After = err, retry
	return r.at(Down, http.StatusServiceUnavailable)
}

// tries is how often a new reference is made when one is taken.
const tries = 5

// save stores what was sent. Once that was tried, the reply keeps the token: to
// save the same again is always right, and after a time-out the only way to know.
func (d *Desk) save(ctx context.Context, s Sent, r Reply, token Token, now time.Time) Reply {
	r.Token = s.Token
	record, err := d.record(s, r, token, now)
	if err != nil {
		return r.down(err)
	}
	for range tries {
		var mails []Mail
		if mails, err = d.name(&record, r.Answers); err != nil {
			return r.down(err)
		}
		var saved Saved
		saved, err = d.Store.Save(ctx, record, mails, now)
		switch {
		case err == nil:
			r.Reference = saved.Reference
			return r.at(Done, http.StatusSeeOther)
		case errors.Is(err, ErrConflict):
			r.Reference, r.Token = saved.Reference, "" // sent once more, it is a sending of its own
			return r.at(Different, http.StatusConflict)
		case !errors.Is(err, ErrTaken):
			return r.down(err)
		}
	}
	return r.down(err)
}

// record seals the answers.
func (d *Desk) record(s Sent, r Reply, token Token, now time.Time) (Record, error) {
	canonical := r.Answers.Canonical()
	blob, size, err := d.Recipients.Seal(canonical)
	if err != nil {
		return Record{}, fmt.Errorf("seal: %w", err)
	}
	out := Record{
		Form: s.Form, Opportunity: s.Opportunity, Received: DayOf(now), Expires: expires(r.Form, r.Offer, now), State: New,
		Keys: d.Recipients.Fingerprint(), Nonce: token.Hash(), Answers: d.Keys.Answers(s.Form, s.Opportunity, canonical), Size: size, Blob: blob,
	}
	signs := Signs{Honeypot: token.Honeypot || trapped(s.Honeypot), Burst: token.Burst}
	for _, f := range Flags(texts(r.Answers), signs) {
		out.Flags = append(out.Flags, string(f))
	}
	return out, nil
}

// name gives a record and its mails their ids, and the record its reference.
func (d *Desk) name(r *Record, a form.Answers) ([]Mail, error) {
	mail := Mail{Kind: ToTeam}
	for _, id := range [][]byte{r.ID[:], mail.ID[:]} {
		if _, err := io.ReadFull(d.Random, id); err != nil {
			return nil, fmt.Errorf("make id: %w", err)
		}
	}
	var err error
	if r.Reference, err = NewReference(d.Random); err != nil {
		return nil, err
	}
	r.Seal = seal.MAC(d.Keys.Seal(), r.ID, r.Blob)
	more, err := d.confirmation(*r, a)
	return append([]Mail{mail}, more...), err
}

// expires is the day on which a record is deleted: some days after the
// opportunity closes, or some months from now.
func expires(f form.Form, o Offer, now time.Time) Day {
	if o.Closes != 0 {
		return max(o.Closes, DayOf(now)) + Day(f.Keep.DaysAfterClose)
	}
	return DayOf(now.UTC().AddDate(0, f.Keep.Months, 0))
}

func texts(a form.Answers) []string {
	var out []string
	for _, x := range a.Given {
		out = append(out, x.Values...)
	}
	return out
}
