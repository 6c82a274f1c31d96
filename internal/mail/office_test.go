package mail

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"mime/quotedprintable"
	"net/mail"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// watched is a real store that tells which classes and times were noted.
type watched struct {
	*store.DB
	mu      sync.Mutex
	classes []string
	next    []time.Time
	sent    int
}

func (w *watched) Failed(ctx context.Context, id [16]byte, class string, next time.Time) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.classes, w.next = append(w.classes, class), append(w.next, next)
	return w.DB.Failed(ctx, id, class, next)
}

func (w *watched) Sent(ctx context.Context, id [16]byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent++
	return w.DB.Sent(ctx, id)
}

// office is an outbox, a mail server and what carries from one to the other.
type office struct {
	t      *testing.T
	server *server
	outbox *watched
	keys   intake.Keys
	config Config
	log    bytes.Buffer
	*Sender
	n int
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, server: newServer(t), outbox: &watched{DB: openStore(t, filepath.Join(t.TempDir(), "desk.db"))}, keys: testKeys(t)}
	o.set("smtp://desk@"+o.server.Addr().String(), nil)
	return o
}

func openStore(t *testing.T, file string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), "sqlite:"+file, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

var secret = bytes.Repeat([]byte{1}, 32)

func testKeys(t *testing.T) intake.Keys {
	t.Helper()
	k, err := intake.NewKeys(secret)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

var site = Site{
	Name: "Riverside Hospitals", Base: "https://involve.example.org/panel", To: "team@example.org", Reply: "involve@example.org",
	Titles: map[string]string{"interest": "Tell us that you are interested", "opportunities/ward-food": "Taste the ward food"},
}

// set makes the sender anew. With change, the configuration is changed before.
func (o *office) set(smtp string, change func(*Config)) {
	o.t.Helper()
	env := map[string]string{"PARTAKE_SMTP": smtp, "PARTAKE_MAIL_FROM": "desk@example.org"}
	if strings.Contains(smtp, "@") {
		env["PARTAKE_SMTP_PASSWORD"] = "CANARY-password"
	}
	c, err := ConfigFrom(func(name string) string { return env[name] }, site)
	if err != nil {
		o.t.Fatal(err)
	}
	c.Roots = o.server.roots
	if change != nil {
		change(&c)
	}
	o.config = c
	o.Sender = New(c, o.outbox, o.keys, slog.New(slog.NewTextHandler(&o.log, nil)))
}

// put saves a record with its mail to the team, and one to a person if there is
// an address. It returns the reference.
func (o *office) put(now time.Time, to string, flags ...string) string {
	o.t.Helper()
	o.n++
	r := intake.Record{
		Reference: fmt.Sprintf("7KM4-%04d", o.n), Form: "interest", Opportunity: "opportunities/ward-food", Received: intake.DayOf(now), Expires: intake.DayOf(now) + 90,
		State: intake.New, Flags: flags, Keys: "3f2a", Size: 512, Blob: make([]byte, 600),
	}
	mails := []intake.Mail{{Kind: intake.ToTeam}}
	if to != "" {
		mails = append(mails, intake.Mail{Kind: intake.Confirmation})
	}
	r.Blob[0] = 0xff // looks sealed
	for _, b := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:], r.Seal[:]} {
		rand.Read(b)
	}
	for i := range mails {
		mails[i].ID = r.ID
		binary.BigEndian.PutUint16(mails[i].ID[14:], uint16(i))
	}
	if to != "" {
		var err error
		if mails[1].Address, err = o.keys.HideAddress(rand.Reader, mails[1].ID, to); err != nil {
			o.t.Fatal(err)
		}
	}
	if _, err := o.outbox.Save(context.Background(), r, mails, now); err != nil {
		o.t.Fatal(err)
	}
	return r.Reference
}

func (o *office) deliver(now time.Time, want Report) error {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	got, err := o.Deliver(ctx, now)
	if got != want {
		o.t.Errorf("%+v, want %+v (%v)", got, want, err)
	}
	return err
}

// once finds the one mail that the server took, or more, about a reference.
func (o *office) about(reference string) []got {
	var out []got
	for _, m := range o.server.taken() {
		if strings.Contains(m.Header.Get("Subject")+m.body, reference) {
			out = append(out, m)
		}
	}
	return out
}

// ids are the Message-IDs of all mails that the server took, and how often.
func (o *office) ids() map[string]int {
	out := map[string]int{}
	for _, m := range o.server.taken() {
		out[m.Header.Get("Message-ID")]++
	}
	return out
}

func decoded(m *mail.Message) string {
	var r io.Reader = m.Body
	switch m.Header.Get("Content-Transfer-Encoding") {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return err.Error()
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}
