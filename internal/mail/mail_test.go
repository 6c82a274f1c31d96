package mail

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// A mail to the team goes to the team and nowhere else, over TLS, with a name
// and a password, and says nothing but what it may (F14).
func TestTeam(t *testing.T) {
	for way, safe := range map[string]Safety{"smtp": StartTLS, "smtps": TLS} {
		o := newOffice(t)
		o.server.be(safe, rightLogin)
		o.set(way+"://desk@"+o.server.Addr().String(), nil)
		ref := o.put(noon, "")
		if err := o.deliver(noon, Report{Sent: 1}); err != nil {
			t.Error(err)
		}
		mails := o.server.taken()
		if len(mails) != 1 || o.server.logins != 1 || len(o.server.bad) > 0 {
			t.Fatalf("%s: %d mails, %d logins, %v", way, len(mails), o.server.logins, o.server.bad)
		}
		m := mails[0]
		if fmt.Sprint(m.to) != "[TO:<team@example.org>]" || !strings.HasPrefix(m.from, "FROM:<desk@example.org>") {
			t.Errorf("%s: from %s to %s", way, m.from, m.to)
		}
		for header, want := range map[string]string{
			"Subject": "New form: " + ref, "To": "<team@example.org>", "From": `"Riverside Hospitals" <desk@example.org>`, "Reply-To": "<involve@example.org>",
			"Content-Type": "text/plain; charset=UTF-8", "Auto-Submitted": "auto-generated", "Date": "Sun, 22 Nov 2026 12:00:00 +0000",
		} {
			if got := m.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", way, header, got, want)
			}
		}
		if id := m.Header.Get("Message-ID"); len(id) != 1+32+len("@involve.example.org>") || !strings.HasSuffix(id, "@involve.example.org>") {
			t.Errorf("Message-ID %q", id)
		}
		for _, want := range []string{"partake inbox show " + ref, "Tell us that you are interested", "Taste the ward food"} {
			if !strings.Contains(m.body, want) {
				t.Errorf("%q is not in\n%s", want, m.body)
			}
		}
		o.deliver(noon.Add(time.Hour), Report{}) // sent is sent
	}
}

// Whatever a server does, at whatever verb: nobody's mail is lost, none comes
// twice, and what is noted is a word (input 68). A server that hangs holds up
// nobody who sends a form meanwhile.
func TestTricks(t *testing.T) {
	early := []string{"greet", "EHLO", "STARTTLS", "AUTH"}
	for _, verb := range append(early, "MAIL", "RCPT", "DATA", ".", "RSET", "QUIT") {
		for _, does := range []string{"450", "550", "close", "hang"} {
			t.Run(verb+" "+does, func(t *testing.T) {
				t.Parallel()
				o := newOffice(t)
				refs := []string{o.put(noon, ""), o.put(noon, "")}
				o.server.play(trick{verb: verb, does: does})
				limit := 20 * time.Second
				if does == "hang" {
					limit = time.Second
				}
				report, err := o.hurried(t, limit)
				is := func(verbs ...string) bool { return slices.Contains(verbs, verb) }
				switch {
				case verb == "RSET" && does == "hang": // after the first mail
					want(t, o, report, Report{Sent: 1, Waiting: 1}, err, false)
				case is("RSET", "QUIT"):
					want(t, o, report, Report{Sent: 2}, err, false)
				case does == "450" || does == "550":
					class := "smtp-" + does
					if is(early...) {
						want(t, o, report, Report{Waiting: 2}, err, true, class, class)
					} else if does == "450" {
						want(t, o, report, Report{Waiting: 2}, err, false, class, class)
					} else {
						want(t, o, report, Report{Failed: 2}, err, false, class, class)
					}
				case does == "hang": // the round ends; the other letter comes back by itself
					want(t, o, report, Report{Waiting: 2}, err, true, "time")
				default:
					want(t, o, report, Report{Waiting: 2}, err, is(early...), "connection", "connection")
				}
				o.healed(t, refs, 0)
			})
		}
	}
}

// hurried delivers with little time, as a function does, and saves meanwhile.
func (o *office) hurried(t *testing.T, limit time.Duration) (Report, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	saved := make(chan time.Duration)
	go func() {
		start := time.Now()
		time.Sleep(100 * time.Millisecond)
		o.put(noon, "")
		saved <- time.Since(start)
	}()
	start := time.Now()
	report, err := o.Deliver(ctx, noon)
	if took := time.Since(start); took > 8*time.Second {
		t.Errorf("the round took %s", took)
	}
	<-saved
	return report, err
}

func want(t *testing.T, o *office, report, wanted Report, err error, trouble bool, classes ...string) {
	t.Helper()
	if report != wanted || (err != nil) != trouble {
		t.Errorf("%+v, want %+v; error %v", report, wanted, err)
	}
	if fmt.Sprint(o.outbox.classes) != fmt.Sprint(classes) {
		t.Errorf("noted %v, want %v", o.outbox.classes, classes)
	}
	if text := fmt.Sprint(err) + o.log.String() + fmt.Sprint(o.outbox.classes); strings.Contains(text, "CANARY") || strings.Contains(text, "canary") {
		t.Errorf("the server's words are in %s", text)
	}
}

// healed sends what waits when the server is well again, and looks that each
// letter came, and how often one came twice.
func (o *office) healed(t *testing.T, refs []string, twice int) {
	t.Helper()
	o.server.play()
	later := noon.Add(6 * time.Minute)
	if _, err := o.outbox.Requeue(context.Background(), later); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Deliver(context.Background(), later); err != nil {
		t.Error(err)
	}
	for _, ref := range refs {
		if len(o.about(ref)) == 0 {
			t.Errorf("the mail about %s is lost", ref)
		}
	}
	repeated := 0
	for _, n := range o.ids() {
		repeated += n - 1
	}
	if s, err := o.outbox.Stats(context.Background()); err != nil || s.Waiting+s.Failed != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if repeated != twice || len(o.server.bad) > 0 {
		t.Errorf("%d mails came twice, want %d; %v", repeated, twice, o.server.bad)
	}
}

// A server that takes a mail and hangs up before it says so gets it twice: once
// for each crash, with the same Message-ID, and the others are unharmed.
func TestLost250(t *testing.T) {
	o := newOffice(t)
	refs := []string{o.put(noon, ""), o.put(noon, ""), o.put(noon, "")}
	o.server.play(trick{verb: ".", does: "lose", times: 1})
	if err := o.deliver(noon, Report{Sent: 2, Waiting: 1}); err != nil {
		t.Error(err)
	}
	o.healed(t, refs, 1)
}

// A server that is not there, has no TLS, a certificate of somebody else, or
// does not like the password: the operator reads why, and no mail counts as refused.
func TestNoServer(t *testing.T) {
	for name, test := range map[string]struct {
		change func(o *office)
		class  string
		says   string
	}{
		"gone":        {func(o *office) { o.server.Close() }, "connection", "can't be reached"},
		"no STARTTLS": {func(o *office) { o.server.be(NoTLS, rightLogin) }, "tls", "STARTTLS"},
		"strange":     {func(o *office) { o.set("smtp://desk@"+o.server.Addr().String(), func(c *Config) { c.Roots = nil }) }, "tls", "certificate"},
		"strange from TLS": {func(o *office) {
			o.server.be(TLS, rightLogin)
			o.set("smtps://desk@"+o.server.Addr().String(), func(c *Config) { c.Roots = nil })
		}, "tls", "certificate"},
		"no TLS for smtps": {func(o *office) { o.set("smtps://desk@"+o.server.Addr().String(), nil) }, "tls", "safe"},
		"wrong password":   {func(o *office) { o.server.be(StartTLS, "another") }, "smtp-535", "password"},
		"password wanted": {func(o *office) {
			o.set("smtp://"+o.server.Addr().String(), nil)
			o.server.play(trick{verb: "EHLO", does: "530"})
		}, "smtp-530", "PARTAKE_SMTP_PASSWORD"},
		"in maintenance":    {func(o *office) { o.server.play(trick{verb: "greet", does: "554"}) }, "smtp-554", "smtp-554"},
		"going down":        {func(o *office) { o.server.play(trick{verb: "MAIL", does: "421"}) }, "smtp-421", "smtp-421"},
		"always hanging up": {func(o *office) { o.server.play(trick{verb: "DATA", does: "close"}) }, "connection", "hung up"},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			for range 4 {
				o.put(noon, "")
			}
			test.change(o)
			err := o.deliver(noon, Report{Waiting: 4})
			want(t, o, Report{}, Report{}, err, true, test.class, test.class, test.class, test.class)
			if err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("%v does not say %q", err, test.says)
			}
		})
	}
}

// A server on this computer may go without TLS, and without a password.
func TestPlain(t *testing.T) {
	o := newOffice(t)
	o.server.be(NoTLS, rightLogin)
	o.set("smtp://"+o.server.Addr().String()+"?tls=none", nil)
	o.put(noon, "")
	if err := o.deliver(noon, Report{Sent: 1}); err != nil || o.server.logins != 0 {
		t.Error(err, o.server.logins)
	}
	o.set("smtp://desk@"+o.server.Addr().String()+"?tls=none", nil)
	o.put(noon, "")
	if err := o.deliver(noon, Report{Sent: 1}); err != nil || o.server.logins != 1 {
		t.Error(err, o.server.logins)
	}
}

// The pauses are 1, 5, 15, 60 minutes and then an hour each, for five days and
// for one. Then a mail to the team shows as failed, and the address of a
// confirmation is gone.
func TestPatience(t *testing.T) {
	for to, want := range map[string]struct {
		days int
		kind intake.MailKind
	}{"": {5, intake.ToTeam}, "amina@example.org": {1, intake.Confirmation}} {
		o := newOffice(t)
		o.put(noon, to)
		if to != "" { // the team's goes out
			o.server.play(trick{verb: "RCPT", does: "", times: 1}, trick{verb: "RCPT", does: "451"})
		} else {
			o.server.play(trick{verb: "RCPT", does: "451"})
		}
		var pauses []time.Duration
		now := noon
		for n := 1; n <= len(o.outbox.next)+1; n++ {
			if _, err := o.Deliver(context.Background(), now); err != nil {
				t.Fatal(err)
			}
			if len(o.outbox.next) == n {
				next := o.outbox.next[n-1]
				pauses, now = append(pauses, next.Sub(now)), next
			}
		}
		m := time.Minute
		if got := fmt.Sprint(pauses[:6]); got != fmt.Sprint([]time.Duration{m, 5 * m, 15 * m, 60 * m, 60 * m, 60 * m}) {
			t.Errorf("%s: pauses %s", want.kind, got)
		}
		if got := now.Sub(noon); got < time.Duration(want.days)*24*time.Hour || got > time.Duration(want.days)*24*time.Hour+time.Hour {
			t.Errorf("%s: tried until %s", want.kind, got)
		}
		if err := o.outbox.Forget(context.Background(), now); err != nil {
			t.Fatal(err)
		}
		failed := 0 // a confirmation is nobody's task any more
		if want.kind == intake.ToTeam {
			failed = 1
		}
		if s, err := o.outbox.Stats(context.Background()); err != nil || s.Waiting != 0 || s.Failed != failed {
			t.Errorf("%s: %+v, %v", want.kind, s, err)
		}
	}
}

// Two senders at once, as two copies of a function are, send nothing twice.
func TestTogether(t *testing.T) {
	o := newOffice(t)
	for range atOnce {
		o.put(noon, "amina@example.org")
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := New(o.config, o.outbox, o.keys, slog.New(slog.DiscardHandler)).Deliver(context.Background(), noon); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	o.outbox.mu.Lock()
	defer o.outbox.mu.Unlock()
	if n := len(o.server.taken()); n != atOnce+1 || o.outbox.sent != n {
		t.Errorf("%d mails, %d noted", n, o.outbox.sent)
	}
}

// Where there is no server mails wait untouched, and the operator is told once.
func TestOff(t *testing.T) {
	o := newOffice(t)
	o.put(noon, "")
	o.set("", nil)
	for range 3 {
		o.deliver(noon, Report{})
	}
	if n := strings.Count(o.log.String(), "PARTAKE_SMTP is not set"); n != 1 {
		t.Errorf("told %d times", n)
	}
	o.set("smtp://desk@"+o.server.Addr().String(), nil)
	o.deliver(noon, Report{Sent: 1})
}

// torn is an outbox that can't be used.
type torn struct{ *watched }

var errTorn = errors.New("torn")

func (torn) Due(context.Context, time.Time, int) ([]intake.Letter, error) { return nil, errTorn }

type unmarked struct{ *watched }

func (unmarked) Sent(context.Context, [16]byte) error { return errTorn }

// Trouble with the outbox reaches the operator; a mail that could not be marked
// comes again.
func TestTorn(t *testing.T) {
	o := newOffice(t)
	o.put(noon, "")
	o.Sender.outbox = torn{o.outbox}
	if err := o.deliver(noon, Report{}); !errors.Is(err, errTorn) {
		t.Error(err)
	}
	o.Sender.outbox = unmarked{o.outbox}
	if err := o.deliver(noon, Report{Sent: 1}); !errors.Is(err, errTorn) {
		t.Error(err)
	}
	o.Sender.outbox = o.outbox
	o.deliver(noon.Add(store.Lease+time.Second), Report{Sent: 1})
	if ids := o.ids(); len(ids) != 1 {
		t.Errorf("%v", ids)
	}
}
