package intake

import (
	"context"
	"crypto/rand"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// Only one bare address is written to, whatever somebody typed (F14; inputs 12,
// 13, 14, 16, 17, 18).
func TestMailbox(t *testing.T) {
	for text, want := range map[string]string{
		"amina@example.org":        "amina@example.org",
		"amina+panel@example.org":  "amina+panel@example.org",
		"o'neill@mail.example.org": "o'neill@mail.example.org",
		"amina@bücher.example":     "amina@xn--bcher-kva.example",
		"":                         "",
		"amina":                    "",
		"amina@localhost":          "",
		"@example.org":             "",
		"amina@":                   "",
		"amina@example..org":       "",
		".amina@example.org":       "",
		"amina@example.org\r\nBcc: eve@example.org":      "",
		"amina\r\n@example.org":                          "",
		"amina@example.org\n":                            "",
		"amina@example.org, eve@example.org":             "",
		"amina@example.org;eve@example.org":              "",
		"amina@example.org eve@example.org":              "",
		"amina@eve@example.org":                          "",
		"team: amina@example.org, eve@example.org;":      "",
		"Amina <amina@example.org>":                      "",
		"<amina@example.org>":                            "",
		`"a"@example.org`:                                "",
		`"a b"@example.org`:                              "",
		`a\b@example.org`:                                "",
		"amina(work)@example.org":                        "",
		"amina@[192.0.2.1]":                              "",
		"amina＠example.org":                              "",
		"ámina@example.org":                              "",
		"amina@example.org\x00":                          "",
		"amina@exa mple.org":                             "",
		"amina@-example.org":                             "",
		strings.Repeat("a", 65) + "@example.org":         "",
		"a@" + strings.Repeat("long.", 60) + "example":   "",
		"amina@example.org?bcc=eve@example.org":          "",
		"amina@example.org%0d%0aBcc:eve@example.org":     "",
		"=?utf-8?q?amina=40example.org=3e?=@example.org": "=?utf-8?q?amina=40example.org=3e?=@example.org",
	} {
		if got, ok := Mailbox(text); got != want && ok || ok != (want != "") {
			t.Errorf("%q: %q, %t; want %q", text, got, ok, want)
		}
	}
}

// A hidden address opens with its desk and its mail only, and its length says
// nothing.
func TestHideAddress(t *testing.T) {
	k, id := testKeys(t, 1), [16]byte{1}
	hidden, err := k.HideAddress(rand.Reader, id, "amina@example.org")
	if err != nil || strings.Contains(string(hidden), "amina") {
		t.Fatalf("%q, %v", hidden, err)
	}
	if got, err := k.OpenAddress(id, hidden); err != nil || got != "amina@example.org" {
		t.Errorf("%q, %v", got, err)
	}
	longer, err := k.HideAddress(rand.Reader, id, strings.Repeat("a", 242)+"@example.org")
	if err != nil || len(longer) != len(hidden) {
		t.Errorf("%d bytes and %d bytes, %v", len(hidden), len(longer), err)
	}
	changed := append([]byte{}, hidden...)
	changed[len(changed)-1] ^= 1
	for name, open := range map[string]func() (string, error){
		"another mail": func() (string, error) { return k.OpenAddress([16]byte{2}, hidden) },
		"another desk": func() (string, error) { return testKeys(t, 2).OpenAddress(id, hidden) },
		"changed":      func() (string, error) { return k.OpenAddress(id, changed) },
		"cut":          func() (string, error) { return k.OpenAddress(id, hidden[:5]) },
		"none":         func() (string, error) { return k.OpenAddress(id, nil) },
	} {
		if got, err := open(); err == nil || got != "" || strings.Contains(err.Error(), "amina") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if _, err := k.HideAddress(strings.NewReader(""), id, "amina@example.org"); err == nil {
		t.Error("a source of chance that ends goes unnoticed")
	}
}

// Ways to write one mailbox count as one; days and desks share no name (F15).
func TestLimitAddress(t *testing.T) {
	k := testKeys(t, 1)
	name := func(address string) string { return string(k.LimitAddress(address, noon)) }
	for _, same := range []string{"Amina.Q@Example.org", "aminaq+1@example.org", "a.m.i.n.a.q@example.org"} {
		if name(same) != name("aminaq@example.org") {
			t.Errorf("%s counts as another", same)
		}
	}
	for _, other := range []string{"amina@example.org", "aminaq@example.com", "aminaqexample@org"} {
		if name(other) == name("aminaq@example.org") {
			t.Errorf("%s counts as the same", other)
		}
	}
	if string(k.LimitAddress("aminaq@example.org", noon.Add(24*time.Hour))) == name("aminaq@example.org") ||
		string(testKeys(t, 2).LimitAddress("aminaq@example.org", noon)) == name("aminaq@example.org") {
		t.Error("days or desks share a name")
	}
}

// A confirmation goes to people who chose email, where it is turned on, and
// never because of what may be spam (F14, F15).
func TestConfirm(t *testing.T) {
	for name, test := range map[string]struct {
		on       bool
		by       string
		address  string
		honeypot string
		mails    int
	}{
		"off":           {false, "email", "amina@example.org", "", 1},
		"by email":      {true, "email", "amina@example.org", "", 2},
		"by post":       {true, "post", "amina@example.org", "", 1},
		"odd address":   {true, "email", "ámina@example.org", "", 1},
		"may be spam":   {true, "email", "amina@example.org", "buy now", 1},
		"other letters": {true, "email", "amina@bücher.example", "", 2},
	} {
		b := newBench(t)
		kept := &keeper{box: b.box}
		b.Confirm, b.Store = test.on, kept
		fields := b.fields(t, "Amina")
		fields.Set("contact_email", test.address)
		fields.Set("reply_by", test.by)
		fields.Set("contact_post", "1 High Street")
		s := Sent{Form: "interest", Opportunity: food, Fields: fields, Client: netip.MustParseAddr("192.0.2.7"), Honeypot: test.honeypot}
		look := b.Take(context.Background(), s)
		s.Token = look.Token
		if done := b.Take(context.Background(), s); done.Step != Done {
			t.Errorf("%s: %s %v %v", name, done.Step, done.Problems, done.Err)
			continue
		}
		if len(kept.mails) != test.mails || kept.mails[0].Kind != ToTeam || kept.mails[0].Address != nil {
			t.Errorf("%s: %d mails: %+v", name, len(kept.mails), kept.mails)
			continue
		}
		if err := Unsealed(b.box.records[0], kept.mails); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if test.mails == 2 {
			m := kept.mails[1]
			to, err := b.Keys.OpenAddress(m.ID, m.Address)
			if want, _ := Mailbox(test.address); m.Kind != Confirmation || err != nil || to != want {
				t.Errorf("%s: %s to %q, %v", name, m.Kind, to, err)
			}
		}
	}
}

// keeper also keeps the mails.
type keeper struct {
	*box
	mails []Mail
}

func (k *keeper) Save(ctx context.Context, r Record, mails []Mail, now time.Time) (Saved, error) {
	k.mails = mails
	return k.box.Save(ctx, r, mails, now)
}
