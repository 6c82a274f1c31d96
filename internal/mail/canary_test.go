package mail

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/limiter"
	"example.org/partake/internal/seal"
)

// shelf has one form and one opportunity.
type shelf struct{ form form.Form }

func (s shelf) Form(id string) (form.Form, bool) { return s.form, id == s.form.ID }

func (s shelf) Offer(id string) (intake.Offer, bool) {
	return intake.Offer{ID: id, Title: "Taste the ward food", Form: s.form.ID, Open: true}, id == "opportunities/ward-food"
}

// newDesk is a whole desk in front of the office's outbox.
func newDesk(t *testing.T, o *office) *intake.Desk {
	t.Helper()
	id, err := seal.NewX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	recipients, err := seal.ParseRecipients("recipients.txt", []byte(id.Public()+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	definition := form.Definition{FormKind: "interest", Fields: []form.Field{
		{ID: "name"}, {ID: "reply_by"}, {ID: "contact"}, {ID: "experience"}, {ID: "access_needs"}, {ID: "own", Kind: "text", Label: "Something else"},
	}}
	return &intake.Desk{
		Keys: o.keys, Recipients: recipients, Catalogue: shelf{definition.Form("interest")}, Store: o.outbox.DB, Limiter: limiter.New(o.outbox), Confirm: true,
		Random: rand.Reader, Now: func() time.Time { return noon },
	}
}

// canaries fills in every question, each with a word that stands nowhere else.
func canaries(d *intake.Desk) url.Values {
	f, _ := d.Catalogue.Form("interest")
	out := url.Values{}
	for i, in := range f.Fields {
		switch {
		case in.ID == "reply_by":
			out.Set(in.ID, "email")
		case in.ID == "contact_email":
			out.Set(in.ID, "canary-person@example.org")
		case in.Kind == "phone":
			out.Set(in.ID, "020 7946 0999")
		default:
			out.Set(in.ID, fmt.Sprintf("CANARY-%d", i))
		}
		if in.ConsentID() != "" {
			out.Set(in.ConsentID(), form.Ticked)
		}
	}
	return out
}

func found(text string) bool {
	return strings.Contains(strings.ToLower(text), "canary") || strings.Contains(text, "7946")
}

// F17: what somebody typed is in no mail, error or log, whatever goes wrong; the
// address of the confirmation is in its To, once, and nowhere else.
func TestCanary(t *testing.T) {
	o := newOffice(t)
	d := newDesk(t, o)
	s := intake.Sent{Form: "interest", Opportunity: "opportunities/ward-food", Fields: canaries(d), Client: netip.MustParseAddr("192.0.2.7")}
	s.Token = d.Take(context.Background(), s).Token
	done := d.Take(context.Background(), s)
	if done.Step != intake.Done {
		t.Fatalf("%s: %v %v", done.Step, done.Problems, done.Err)
	}
	now := noon
	told := ""
	for _, k := range []trick{{"MAIL", "451", 2}, {"RCPT", "452", 2}, {"DATA", "450", 2}, {".", "451", 2}, {"AUTH", "535", 0}, {"greet", "close", 0}, {verb: "none"}} {
		o.server.play(k)
		report, err := o.Deliver(context.Background(), now)
		told += fmt.Sprint(report, err)
		now = now.Add(time.Hour)
	}
	mails := o.server.taken()
	if len(mails) != 2 || fmt.Sprint(mails[1].to) != "[TO:<canary-person@example.org>]" {
		t.Fatalf("%d mails", len(mails))
	}
	for i, m := range mails {
		if i == 1 {
			delete(m.Header, "To")
		}
		if text := fmt.Sprint(m.Header) + m.body; found(text) || !strings.Contains(text, done.Reference) {
			t.Errorf("mail %d: %s", i, text)
		}
	}
	if told += o.log.String() + fmt.Sprint(o.outbox.classes); found(told) || !strings.Contains(told, "smtp-535") {
		t.Errorf("told: %s", told)
	}
	// A refusal for good is logged with its class only.
	d.Now = func() time.Time { return now }
	s.Token = ""
	s.Fields.Set("own", "CANARY-again")
	s.Fields.Set("contact_email", "canary-other@example.org")
	s.Token = d.Take(context.Background(), s).Token
	d.Take(context.Background(), s)
	o.server.play(trick{verb: "RCPT", does: "550"})
	o.deliver(now, Report{Failed: 2})
	if text := o.log.String(); found(text) || !strings.Contains(text, "smtp-550") || strings.Contains(text, done.Reference) {
		t.Errorf("log: %s", text)
	}
}
