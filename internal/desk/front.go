package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"time"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/headers"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/limiter"
	"example.org/partake/internal/mail"
	"example.org/partake/internal/reply"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

// front is what answers, made of one desk file. Nothing in it changes; another
// file or another store makes another front.
type front struct {
	file   deskfile.File
	keys   string // fingerprint of the recipients
	canary []byte // a sealed test record
	people http.Handler
	team   http.Handler
	header http.Header // of every answer
	post   *post       // nil while there is no store
}

// post sends mail, made of what a site says about it.
type post struct {
	site   mail.Site
	sender *mail.Sender
}

var errAway = errors.New("the store is away")

// arrange makes a front. db may be nil: then nothing is taken.
func (d *Desk) arrange(f deskfile.File, db *store.DB) (*front, error) {
	recipients, err := d.opts.recipients(f)
	if err != nil {
		return nil, err
	}
	pages, err := reply.New(f, d.opts.Now)
	if err != nil {
		return nil, fmt.Errorf("the pages that answer: %w", err)
	}
	next := &front{file: f, keys: recipients.Fingerprint(), header: headersOf(f)}
	if old := d.front.Load(); old != nil && old.keys == next.keys {
		next.canary = old.canary
	} else if next.canary, err = seal.NewCanary(recipients, d.opts.Now()); err != nil {
		return nil, fmt.Errorf("make a test record: %w", err)
	}
	if next.post, err = d.mail(f, db); err != nil {
		return nil, err
	}
	next.team = d.forTeam(f, db, next.canary)
	next.people = &intake.Handler{
		Desk: &intake.Desk{
			Keys: d.keys, Recipients: recipients, Catalogue: f.Catalogue(d.opts.Now), Store: desktop{d, db}, Limiter: d.limiter(db, f.Preview()),
			Preview: f.Preview(), Confirm: f.Confirm, Random: rand.Reader, Now: d.opts.Now,
		},
		Pages: counted{pages, &d.counts}, Log: d.opts.Log, Trusted: d.opts.Trusted, Header: next.header,
	}
	return next, nil
}

func headersOf(f deskfile.File) http.Header {
	h := http.Header{}
	for _, x := range headers.Match(headers.For(f.Base, f.Preview()), intake.SendURL) {
		h.Set(x.Name, x.Value)
	}
	return h
}

// mail makes the sender, or keeps the one before when nothing of it changed: a
// new one reads the environment again, and says when there is nowhere to send
// mail to.
func (d *Desk) mail(f deskfile.File, db *store.DB) (*post, error) {
	if f.Preview() {
		return nil, nil
	}
	site := MailSite(f)
	site.Folder = d.opts.Mails
	if old := d.front.Load(); old != nil && old.post != nil && reflect.DeepEqual(old.post.site, site) {
		return old.post, nil
	}
	config, err := mail.ConfigFrom(d.opts.Env, site)
	if err != nil || db == nil {
		return nil, err
	}
	return &post{site, mail.New(config, db, d.keys, d.opts.Log)}, nil
}

// MailSite is what a site says about its mails.
func MailSite(f deskfile.File) mail.Site {
	site := mail.Site{Name: f.Shell.Organisation, Base: f.Base, To: f.MailTo, Reply: f.Shell.Team.Email, Titles: map[string]string{}}
	for _, x := range f.Forms {
		site.Titles[x.ID] = x.Title
	}
	for _, x := range f.Offers {
		site.Titles[x.ID] = x.Title
	}
	return site
}

// forTeam is where the team fetches records.
func (d *Desk) forTeam(f deskfile.File, db *store.DB, canary []byte) http.Handler {
	h := &exchange.Handler{
		Token: d.token, Key: d.keys.Seal(), Forms: f.Forms, Titles: map[string]string{}, Closes: map[string]intake.Day{}, Canary: func() []byte { return canary }, Log: d.opts.Log,
	}
	for _, o := range f.Offers {
		h.Titles[o.ID], h.Closes[o.ID] = o.Title, o.LastDay()
	}
	if db == nil && d.token != "" && !f.Preview() {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "The store is away: try again soon.", http.StatusServiceUnavailable)
		})
	}
	if f.Preview() {
		h.Token = ""
	}
	h.Store = db
	return h
}

// desktop is the store as people's answers reach it.
type desktop struct {
	desk *Desk
	db   *store.DB
}

// Save implements intake.Store. When the disk is full it makes room, once.
func (s desktop) Save(ctx context.Context, r intake.Record, mails []intake.Mail, now time.Time) (intake.Saved, error) {
	if s.db == nil {
		return intake.Saved{}, errAway
	}
	if early {
		go func() {
			defer func() { _ = recover() }() // the store may be closed by then
			time.Sleep(20 * time.Millisecond)
			_, _ = s.db.Save(context.WithoutCancel(ctx), r, mails, now) // that is the fault
		}()
		return intake.Saved{Reference: r.Reference}, nil
	}
	saved, err := s.db.Save(ctx, r, mails, now)
	if errors.Is(err, store.ErrFull) && s.desk.room.give() {
		saved, err = s.db.Save(ctx, r, mails, now)
	}
	switch {
	case err != nil:
		return saved, err
	case saved.Again:
		s.desk.counts.add("again")
	default:
		s.desk.counts.add("stored")
	}
	select {
	case s.desk.nudge <- struct{}{}:
	default: // one is waiting already
	}
	return saved, nil
}

// limiter counts looks, and refuses them all while nothing could be stored.
func (d *Desk) limiter(db *store.DB, preview bool) intake.Limiter {
	switch {
	case preview:
		return open{}
	case db == nil:
		return closed{errAway}
	}
	var counter limiter.Counter = db
	if strings.HasPrefix(d.opts.DSN, "sqlite:") { // one process takes what is sent
		counter = &d.looks
	}
	return roomy{limiter.New(counter), d}
}

// open lets everybody have a look: nothing is stored.
type open struct{}

// Allow implements intake.Limiter.
func (open) Allow(context.Context, [8]byte, time.Time) (intake.Verdict, error) {
	return intake.Verdict{OK: true}, nil
}

// closed lets nobody check answers that can't be sent afterwards.
type closed struct{ why error }

// Allow implements intake.Limiter.
func (c closed) Allow(context.Context, [8]byte, time.Time) (intake.Verdict, error) {
	return intake.Verdict{}, c.why
}

// roomy does so while the disk is nearly full, or could not be written lately.
type roomy struct {
	intake.Limiter
	desk *Desk
}

// Allow implements intake.Limiter.
func (l roomy) Allow(ctx context.Context, client [8]byte, now time.Time) (intake.Verdict, error) {
	if err := l.desk.room.enough(); err != nil {
		return intake.Verdict{}, err
	}
	if l.desk.isDown() {
		return intake.Verdict{}, errAway
	}
	return l.Limiter.Allow(ctx, client, now)
}

// counted counts the pages that answer, by their step.
type counted struct {
	*reply.Pages
	counts *counter
}

// Reply implements intake.Pages.
func (p counted) Reply(w io.Writer, r intake.Reply) error {
	p.counts.add(string(r.Step))
	return p.Pages.Reply(w, r)
}
