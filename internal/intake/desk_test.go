package intake

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/form"
	"example.org/partake/internal/seal"
)

// shelf is a catalogue with a form, and opportunities that are open and closed.
type shelf struct{ form form.Form }

func (s shelf) Form(id string) (form.Form, bool) { return s.form, id == s.form.ID }

func (s shelf) Offer(id string) (Offer, bool) {
	switch id {
	case "opportunities/ward-food":
		return Offer{ID: id, Title: "Ward food", Form: "interest", Open: true, Closes: DayOf(noon) + 10}, true
	case "opportunities/rolling":
		return Offer{ID: id, Title: "Any time", Form: "interest", Open: true}, true
	case "opportunities/closed":
		return Offer{ID: id, Title: "Over", Form: "interest", Note: "It closed on 1 May 2026.", Closes: DayOf(noon) - 200}, true
	case "opportunities/other-form":
		return Offer{ID: id, Form: "bank", Open: true}, true
	}
	return Offer{}, false
}

// box is a store in memory that keeps the rules of a store.
type box struct {
	records []Record
	mails   int
	fail    []error // what the next saves come to
}

func (b *box) Save(_ context.Context, r Record, mails []Mail, _ time.Time) (Saved, error) {
	if len(b.fail) > 0 {
		err := b.fail[0]
		if b.fail = b.fail[1:]; err != nil {
			return Saved{}, err
		}
	}
	for _, x := range b.records {
		switch {
		case x.Nonce == r.Nonce && x.Answers != r.Answers:
			return Saved{Reference: x.Reference}, ErrConflict
		case x.Nonce == r.Nonce || x.Answers == r.Answers:
			return Saved{Reference: x.Reference, Again: true}, nil
		}
	}
	b.records, b.mails = append(b.records, r), b.mails+len(mails)
	return Saved{Reference: r.Reference}, nil
}

type gate struct {
	closed, burst bool
	wait          time.Duration // when closed; 0 for a minute
	err           error
	seen          [][8]byte
}

func (g *gate) Allow(_ context.Context, client [8]byte, _ time.Time) (Verdict, error) {
	g.seen = append(g.seen, client)
	return Verdict{OK: !g.closed, After: cmp.Or(g.wait, time.Minute), Burst: g.burst}, g.err
}

// bench is a desk with all that it needs, and the key to what it seals.
type bench struct {
	*Desk
	box  *box
	gate *gate
	key  seal.Identity
	now  time.Time
}

func newBench(t *testing.T) *bench {
	t.Helper()
	id, err := seal.NewX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	recipients, err := seal.ParseRecipients("recipients.txt", []byte("# team\n"+id.Public()+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	definition := form.Definition{FormKind: "interest", Fields: []form.Field{{ID: "name"}, {ID: "reply_by"}, {ID: "contact"}, {ID: "experience"}}}
	b := &bench{box: &box{}, gate: &gate{}, key: id, now: noon}
	b.Desk = &Desk{
		Keys: testKeys(t, 1), Recipients: recipients, Catalogue: shelf{definition.Form("interest")}, Store: b.box, Limiter: b.gate,
		Random: rand.Reader, Now: func() time.Time { return b.now },
	}
	return b
}

// fields are the answers that the form takes.
func (b *bench) fields(t *testing.T, name string) url.Values {
	t.Helper()
	f, _ := b.Catalogue.Form("interest")
	out := url.Values{"name": {name}}
	for _, in := range f.Fields {
		switch {
		case in.ID == "reply_by":
			out.Set(in.ID, in.Options[0].Value) // by email
		case in.Kind == "email":
			out.Set(in.ID, "amina@example.org")
		}
	}
	return out
}

func (b *bench) send(t *testing.T, opportunity, name, token string) Reply {
	t.Helper()
	return b.Take(context.Background(), Sent{
		Form: "interest", Opportunity: opportunity, Fields: b.fields(t, name), Token: token, Client: netip.MustParseAddr("192.0.2.7"),
	})
}

const food = "opportunities/ward-food"

// The way of most people: the form, a look at the answers, sent, once. What is
// stored opens with the team's key only, and says what was typed.
func TestJourney(t *testing.T) {
	b := newBench(t)
	look := b.send(t, food, "Amina", "")
	if look.Step != Check || look.Status != 200 || look.Token == "" || len(b.box.records) != 0 {
		t.Fatalf("%s %d, %d stored: %v %v", look.Step, look.Status, len(b.box.records), look.Problems, look.Err)
	}
	done := b.send(t, food, "Amina", look.Token)
	if done.Step != Done || done.Status != 303 || len(b.box.records) != 1 || b.box.mails != 1 {
		t.Fatalf("%s %d, %d stored: %v", done.Step, done.Status, len(b.box.records), done.Err)
	}
	r := b.box.records[0]
	if _, ok := ParseReference(done.Reference); !ok || r.Reference != done.Reference {
		t.Errorf("reference %q", done.Reference)
	}
	if strings.Contains(fmt.Sprint(r), "Amina") || strings.Contains(string(r.Blob), "Amina") {
		t.Error("the record tells a name")
	}
	plain, err := seal.Open(r.Blob, b.key)
	if err != nil {
		t.Fatal(err)
	}
	if a, err := form.Decode(plain); err != nil || a.Value("name") != "Amina" {
		t.Errorf("it holds %q: %v", plain, err)
	}
	if err := seal.CheckMAC(b.Keys.Seal(), r.ID, r.Blob, r.Seal); err != nil {
		t.Error(err)
	}
	if r.Received != DayOf(noon) || r.Expires != DayOf(noon)+10+90 || r.State != New || r.Keys != b.Recipients.Fingerprint() {
		t.Errorf("%+v", r)
	}
}

// Pressing twice, going back, a new look at the same answers: one record and
// one reference.
func TestOnce(t *testing.T) {
	b := newBench(t)
	token := b.send(t, food, "Amina", "").Token
	first := b.send(t, food, "Amina", token)
	again := b.send(t, food, "Amina", token)
	fresh := b.send(t, food, "Amina", b.send(t, food, "Amina", "").Token)
	if again.Reference != first.Reference || fresh.Reference != first.Reference || again.Step != Done || len(b.box.records) != 1 || b.box.mails != 1 {
		t.Errorf("%s, %s and %s; %d stored", first.Reference, again.Reference, fresh.Reference, len(b.box.records))
	}
	other := b.send(t, food, "Someone else", token)
	if other.Step != Different || other.Status != 409 || other.Reference != first.Reference || other.Answers.Typed("name") != "Someone else" {
		t.Errorf("other answers: %s %d %q", other.Step, other.Status, other.Reference)
	}
}

// Whatever is refused keeps what was typed, and stores nothing.
func TestRefusals(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*bench, *Sent)
		step   Step
		status int
	}{
		"a missing answer":    {func(_ *bench, s *Sent) { s.Fields.Del("reply_by") }, Ask, 422},
		"two names":           {func(_ *bench, s *Sent) { s.Fields["reply_by"] = []string{"by-email", "by-post"} }, Broken, 400},
		"no such form":        {func(_ *bench, s *Sent) { s.Form = "nothing" }, NotFound, 404},
		"no such opportunity": {func(_ *bench, s *Sent) { s.Opportunity = "../x" }, NotFound, 404},
		"another form's":      {func(_ *bench, s *Sent) { s.Opportunity = "opportunities/other-form" }, NotFound, 404},
		"closed":              {func(_ *bench, s *Sent) { s.Opportunity = "opportunities/closed" }, NotOpen, 409},
		"too often":           {func(b *bench, _ *Sent) { b.gate.closed = true }, Slower, 429},
		"limiter gone":        {func(b *bench, _ *Sent) { b.gate.err = errors.New("gone") }, Down, 503},
		"no chance left":      {func(b *bench, _ *Sent) { b.Random = strings.NewReader("") }, Down, 503},
		"an old token":        {func(b *bench, s *Sent) { s.Token = b.token(t); b.now = noon.Add(25 * time.Hour) }, Check, 200},
		"a forged token":      {func(_ *bench, s *Sent) { s.Token = "forged" }, Check, 200},
		"store gone":          {func(b *bench, s *Sent) { s.Token = b.token(t); b.box.fail = []error{errors.New("disk full")} }, Down, 503},
		"names all taken":     {func(b *bench, s *Sent) { s.Token = b.token(t); b.box.fail = slices.Repeat([]error{ErrTaken}, tries) }, Down, 503},
	} {
		b := newBench(t)
		s := Sent{Form: "interest", Opportunity: food, Fields: b.fields(t, "CANARY name"), Client: netip.MustParseAddr("192.0.2.7")}
		test.change(b, &s)
		r := b.Take(context.Background(), s)
		if r.Step != test.step || r.Status != test.status {
			t.Errorf("%s: %s %d, want %s %d: %v %v", name, r.Step, r.Status, test.step, test.status, r.Problems, r.Err)
		}
		if len(b.box.records) != 0 || r.Answers.Typed("name") != "CANARY name" {
			t.Errorf("%s: %d stored, %q kept", name, len(b.box.records), r.Answers.Typed("name"))
		}
		if (r.Step == Down) != (r.Err != nil && r.After > 0) && r.Step != Broken {
			t.Errorf("%s: error %v, after %s", name, r.Err, r.After)
		}
		if r.Err != nil && strings.Contains(r.Err.Error(), "CANARY") {
			t.Errorf("%s: the operator reads what was typed: %v", name, r.Err)
		}
	}
}

func (b *bench) token(t *testing.T) string { return b.send(t, food, "CANARY name", "").Token }

// Who looked at their answers may change them: the form comes back as it was
// filled in, without a word of what is wrong, and no try is counted. What is
// closed meanwhile stays closed.
func TestChange(t *testing.T) {
	b := newBench(t)
	for name, test := range map[string]struct {
		change func(*Sent)
		step   Step
		status int
	}{
		"after the look":        {func(*Sent) {}, Ask, 200},
		"with a missing answer": {func(s *Sent) { s.Fields.Del("reply_by") }, Ask, 200},
		"with a forged token":   {func(s *Sent) { s.Token = "forged" }, Ask, 200},
		"of what has closed":    {func(s *Sent) { s.Opportunity = "opportunities/closed" }, NotOpen, 409},
		"by a program":          {func(s *Sent) { s.Fields["name"] = []string{"a", "b"} }, Broken, 400},
	} {
		s := Sent{Form: "interest", Opportunity: food, Fields: b.fields(t, "Amina"), Token: b.token(t), Change: true, Client: netip.MustParseAddr("192.0.2.7")}
		looks := len(b.gate.seen)
		test.change(&s)
		r := b.Take(context.Background(), s)
		if r.Step != test.step || r.Status != test.status || r.Problems != nil || len(b.gate.seen) != looks || len(b.box.records) != 0 {
			t.Errorf("%s: %s %d, problems %v, %d looks, %d stored", name, r.Step, r.Status, r.Problems, len(b.gate.seen)-looks, len(b.box.records))
		}
		if test.step == Ask && r.Answers.Typed("name") != "Amina" {
			t.Errorf("%s: the form shows %q", name, r.Answers.Typed("name"))
		}
	}
}

// Who looked over their answers while it was open may send them for an hour more,
// and get the same reference when they send again. Nobody else can (F13).
func TestGrace(t *testing.T) {
	b := newBench(t)
	token, err := NewToken(b.Random, noon)
	if err != nil {
		t.Fatal(err)
	}
	const closed = "opportunities/closed"
	text := b.Keys.Sign(token, "interest", closed)
	for _, test := range []struct {
		name, token string
		after       time.Duration
		step        Step
	}{
		{"no look", "", 0, NotOpen},
		{"a forged look", "forged", 0, NotOpen},
		{"a look at another", b.token(t), 0, NotOpen},
		{"a look long ago", text, time.Hour + time.Minute, NotOpen},
		{"a look just now", text, time.Hour, Done},
		{"once more", text, time.Hour, Done},
	} {
		b.now = noon.Add(test.after)
		if r := b.send(t, closed, "Amina", test.token); r.Step != test.step {
			t.Errorf("%s: %s", test.name, r.Step)
		}
	}
	if len(b.box.records) != 1 {
		t.Errorf("%d stored", len(b.box.records))
	}
	b.now = noon
	change := Sent{Form: "interest", Opportunity: closed, Fields: b.fields(t, "Amina"), Token: text, Change: true, Client: netip.MustParseAddr("192.0.2.7")}
	if r := b.Take(context.Background(), change); r.Step != NotOpen {
		t.Errorf("to change it: %s", r.Step)
	}
}

// A preview of the site goes the whole way, stores nothing and says so.
func TestPreview(t *testing.T) {
	b := newBench(t)
	b.Desk.Preview, b.Desk.Store = true, nil
	look := b.send(t, food, "Amina", "")
	done := b.send(t, food, "Amina", look.Token)
	if look.Step != Check || done.Step != Preview || done.Status != 200 || done.Reference != "" || done.Answers.Typed("name") != "Amina" {
		t.Errorf("%s, then %s %d %q", look.Step, done.Step, done.Status, done.Reference)
	}
}

// F5: in a burst from everywhere nobody is refused; what comes of it is flagged.
// The flag, and that of the hidden field, goes from the look to the record, in
// the token, where nobody can take it off.
func TestSigns(t *testing.T) {
	for name, test := range map[string]struct {
		burst      bool
		look, send string // the hidden field
		want       []string
	}{
		"calm":                    {},
		"a burst":                 {burst: true, want: []string{"burst"}},
		"trapped at the look":     {look: "x", want: []string{"honeypot"}},
		"trapped when it is sent": {send: "x", want: []string{"honeypot"}},
		"both":                    {burst: true, look: "x", send: "y", want: []string{"burst", "honeypot"}},
	} {
		b := newBench(t)
		b.gate.burst = test.burst
		s := Sent{Form: "interest", Opportunity: food, Fields: b.fields(t, "Amina"), Honeypot: test.look, Client: netip.MustParseAddr("192.0.2.7")}
		look := b.Take(context.Background(), s)
		b.gate.burst = false
		s.Token, s.Honeypot = look.Token, test.send
		done := b.Take(context.Background(), s)
		if look.Step != Check || done.Step != Done || len(b.box.records) != 1 {
			t.Fatalf("%s: %s, then %s", name, look.Step, done.Step)
		}
		if got := b.box.records[0].Flags; !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// Input 67, 69: after a failed save the person sends the same with the same
// token, so that what did get through is not stored twice. A failed look has
// none to keep, and neither has a page with other answers.
func TestRetry(t *testing.T) {
	b := newBench(t)
	token := b.token(t)
	b.box.fail = []error{errors.New("the connection broke during the commit")}
	down := b.send(t, food, "Amina", token)
	if down.Step != Down || down.Token != token || down.After == 0 {
		t.Fatalf("%s with %q, after %s", down.Step, down.Token, down.After)
	}
	done := b.send(t, food, "Amina", down.Token)
	again := b.send(t, food, "Amina", down.Token)
	if done.Step != Done || again.Reference != done.Reference || len(b.box.records) != 1 {
		t.Errorf("%s, %q and %q, %d stored", done.Step, done.Reference, again.Reference, len(b.box.records))
	}
	if other := b.send(t, food, "Bashir", down.Token); other.Step != Different || other.Token != "" {
		t.Errorf("%s with %q", other.Step, other.Token)
	}
	b.gate.err = errors.New("gone")
	if look := b.send(t, food, "Amina", ""); look.Step != Down || look.Token != "" {
		t.Errorf("%s with %q", look.Step, look.Token)
	}
}

// A reference that is taken is made anew. Spam is stored with its flag. A rolling
// opportunity keeps answers for months.
func TestStored(t *testing.T) {
	b := newBench(t)
	token := b.send(t, "opportunities/rolling", "https://a.example https://b.example https://c.example", "").Token
	b.box.fail = []error{ErrTaken, ErrTaken}
	r := b.send(t, "opportunities/rolling", "https://a.example https://b.example https://c.example", token)
	if r.Step != Done || len(b.box.records) != 1 {
		t.Fatalf("%s: %v", r.Step, r.Err)
	}
	got := b.box.records[0]
	if !slices.Equal(got.Flags, []string{"links"}) || got.Expires != DayOf(noon.AddDate(0, 12, 0)) {
		t.Errorf("flags %v, expires %d", got.Flags, got.Expires)
	}
	if sent := len(b.gate.seen); sent != 1 {
		t.Errorf("%d tries were counted: only looks count, not sending", sent)
	}
}
