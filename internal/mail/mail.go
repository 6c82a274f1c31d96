// Package mail drains the outbox: it writes the mails about what people sent,
// and hands them to the server of the team's mail provider.
//
// # At least once
//
// A mail is marked as sent after the server said 250, and not before. When the
// program ends between the two, the mail goes out once more; it is never lost.
// Its Message-ID is made of its id, so a mailbox can tell the second one. A mail
// to the team is tried for five days and a confirmation for one, after 1, 5, 15
// and 60 minutes and then every hour. What a server refuses for good (5xx) is
// kept and marked with a word such as smtp-550, never with the server's own
// words, which may repeat an address; "partake inbox deliver" tries it again.
// Trouble before a mail is named, such as a wrong password, is never taken as
// the refusal of a mail. (TestTricks plays what a server may do at each verb,
// TestLost250 a 250 that gets lost, TestKill ends the program before it can mark
// a mail, TestPatience goes through the five days.)
//
// # What a mail says
//
// To the team: which form, which opportunity, the reference and how to read it.
// Nothing that somebody typed; that stays sealed. To the person, where the site
// turns it on: fixed words and the reference, from one text, at most once a day
// to one address, with the team as Reply-To. Nobody can make the desk send words
// of theirs to somebody else. (TestCanary, TestInjection, TestNames, TestCannon)
//
// # Not flooded
//
// What may be spam waits for the next full hour and comes in a digest, a mail
// that lists references. So does whatever comes after the first 20 mails to the
// team in an hour, and more than 5 that are due at once come in one. Nothing is
// dropped. (TestDigest, TestFlood)
//
// # Where to
//
//	PARTAKE_SMTP                smtps://user@host or smtp://user@host (STARTTLS)
//	PARTAKE_SMTP_PASSWORD       or PARTAKE_SMTP_PASSWORD_FILE
//	PARTAKE_MAIL_FROM           the sender's address
//
// The connection is encrypted or there is none; only a server on this computer
// may go without ("?tls=none"). Certificates are checked against the system's;
// SSL_CERT_FILE names others. Without PARTAKE_SMTP the mails wait in the outbox,
// which is said once, and the inbox still has everything. While a site is
// written, mails are files in a folder.
package mail

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"example.org/partake/internal/intake"
)

// Outbox is where mails wait. store.DB is one.
type Outbox interface {
	Due(ctx context.Context, now time.Time, n int) ([]intake.Letter, error)
	Sent(ctx context.Context, id [16]byte) error
	Failed(ctx context.Context, id [16]byte, class string, next time.Time) error
	Count(ctx context.Context, who []byte, span, forget time.Time) (int, error)
}

// Sender sends what is in an outbox.
type Sender struct {
	config Config
	outbox Outbox
	keys   intake.Keys
	log    *slog.Logger
}

// New makes a sender. keys open the addresses of confirmations. log gets classes
// and numbers, never an address or a reference.
func New(c Config, o Outbox, keys intake.Keys, log *slog.Logger) *Sender {
	if c.Off() {
		log.Warn("no mail is sent: PARTAKE_SMTP is not set. Mails wait in the outbox; the inbox has everything")
	}
	return &Sender{config: c, outbox: o, keys: keys, log: log}
}

// Report is what became of the letters of a round.
type Report struct {
	Sent    int // accepted
	Failed  int // given up
	Waiting int // to be tried again, or for a digest
}

// Limits of a round. It has to end well before the outbox hands its letters out
// again (store.Lease). A server may think for long after the end of a mail: who
// hangs up too soon sends it twice.
const (
	round = 2 * time.Minute
	step  = time.Minute
	most  = 200 // letters
)

// marking is how long the outbox may take to note what became of a letter. That
// does not end with the round: a mail that went out has to be marked.
const marking = 10 * time.Second

// Deliver sends what is due, and returns when that is done or ctx ends. Letters
// that it did not come to are handed out again later. An error is about the
// server or the outbox; it holds nothing of a letter.
func (s *Sender) Deliver(ctx context.Context, now time.Time) (Report, error) {
	if s.config.Off() {
		return Report{}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, round)
	defer cancel()
	letters, err := s.outbox.Due(ctx, now, most)
	if err != nil {
		return Report{}, fmt.Errorf("deliver: %w", err)
	}
	r := turn{Sender: s, now: now}
	parcels := r.pack(ctx, letters)
	c := s.carrier()
	defer c.close()
	for _, p := range parcels {
		r.send(ctx, c, p)
	}
	return r.report, errors.Join(r.errs...)
}

// turn is one round of deliveries.
type turn struct {
	*Sender
	now    time.Time
	report Report
	down   *fault // why no more mail is tried
	errs   []error
}

// parcel is what goes out as one mail.
type parcel struct {
	letters []intake.Letter
	digest  bool
}

func (t *turn) send(ctx context.Context, c carrier, p parcel) {
	if ctx.Err() != nil {
		t.report.Waiting += len(p.letters)
		return
	}
	f := t.down
	if f == nil {
		f = t.carry(ctx, c, p)
	}
	if f != nil && f.down && t.down == nil {
		t.down = f
		t.errs = append(t.errs, fmt.Errorf("send mail: %w", f))
	}
	for _, l := range p.letters {
		t.note(ctx, l, f)
	}
}

func (t *turn) carry(ctx context.Context, c carrier, p parcel) *fault {
	m, f := t.write(ctx, p)
	if f != nil {
		return f
	}
	return c.carry(ctx, m)
}

// note tells the outbox what became of a letter.
func (t *turn) note(ctx context.Context, l intake.Letter, f *fault) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), marking)
	defer cancel()
	var err error
	switch {
	case f == nil:
		t.report.Sent++
		err = t.outbox.Sent(ctx, l.ID)
	case f.final:
		t.report.Failed++
		t.log.Warn("a mail was given up", "kind", string(l.Kind), "class", f.class)
		err = t.outbox.Failed(ctx, l.ID, f.class, time.Time{})
	default:
		t.report.Waiting++
		err = t.outbox.Failed(ctx, l.ID, f.class, t.next(l, f))
	}
	if err != nil {
		t.errs = append(t.errs, fmt.Errorf("deliver: %w", err))
	}
}

// pauses are how long to wait after the first tries; the last is for all others.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour}

func (t *turn) next(l intake.Letter, f *fault) time.Time {
	if !f.until.IsZero() {
		return f.until
	}
	return t.now.Add(pauses[min(max(l.Attempts, 1), len(pauses))-1])
}
