package mail

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/intake"
)

// A confirmation is fixed words to one address, from the site, with the team as
// Reply-To (F14, F15).
func TestConfirmation(t *testing.T) {
	o := newOffice(t)
	ref := o.put(noon, "amina@bücher.example") // as servers know it
	if err := o.deliver(noon, Report{Sent: 2}); err != nil {
		t.Error(err)
	}
	mails := o.about(ref)
	if len(mails) != 2 {
		t.Fatalf("%d mails", len(mails))
	}
	m := mails[1]
	if fmt.Sprint(m.to) != "[TO:<amina@xn--bcher-kva.example>]" || m.Header.Get("To") != "<amina@xn--bcher-kva.example>" || m.Header.Get("Reply-To") != "<involve@example.org>" {
		t.Errorf("to %s, %s, reply to %s", m.to, m.Header.Get("To"), m.Header.Get("Reply-To"))
	}
	if got, want := m.Header.Get("Subject"), "We have got your answers: "+ref; got != want {
		t.Errorf("subject %q, want %q", got, want)
	}
	fixed, err := words.ReadFile("words/confirmation.txt")
	if err != nil {
		t.Fatal(err)
	}
	told := strings.NewReplacer("{{.Site}}", "Riverside Hospitals", "{{.Reference}}", ref, "{{.Base}}", "https://involve.example.org/panel").Replace(string(fixed))
	if m.body != told {
		t.Errorf("%s\nwant\n%s", m.body, told)
	}
}

// F15: one address gets one confirmation a day, however it is written; a second
// try of the same one is no second one.
func TestCannon(t *testing.T) {
	o := newOffice(t)
	for _, to := range []string{"amina@example.org", "Amina@example.org", "amina+2@example.org", "a.mina@example.org"} {
		o.put(noon, to)
	}
	o.put(noon, "bola@example.org")
	o.server.play(trick{verb: "RCPT", does: "", times: 5}, trick{verb: "RCPT", does: "451", times: 2})
	o.deliver(noon, Report{Sent: 5, Failed: 3, Waiting: 2})
	if want := []string{"smtp-451", "once-a-day", "once-a-day", "once-a-day", "smtp-451"}; !slices.Equal(o.outbox.classes, want) {
		t.Errorf("noted %v", o.outbox.classes)
	}
	o.deliver(noon.Add(time.Minute), Report{Sent: 2})
	o.put(noon.Add(2*time.Minute), "amina@example.org")
	o.deliver(noon.Add(2*time.Minute), Report{Sent: 1, Failed: 1})
	o.put(noon.Add(24*time.Hour), "amina@example.org")
	o.deliver(noon.Add(24*time.Hour), Report{Sent: 2})
	people := 0
	for _, m := range o.server.taken() {
		if m.Header.Get("To") == "<amina@example.org>" {
			people++
		}
	}
	if people != 2 {
		t.Errorf("%d mails in two days", people)
	}
}

// F14: addresses that hold more than an address are never written to, even if
// they should come out of the store.
func TestInjection(t *testing.T) {
	for _, to := range []string{
		"amina@example.org\r\nBcc: eve@example.org", "amina@example.org, eve@example.org", "team: amina@example.org, eve@example.org;", `"a b"@example.org`,
		"Amina <amina@example.org>", "amina@example.org\r\n\r\nBuy now", "amina@example.org>\r\nRCPT TO:<eve@example.org", "ámina@example.org",
	} {
		o := newOffice(t)
		o.put(noon, to)
		o.deliver(noon, Report{Sent: 1, Failed: 1})
		if !slices.Equal(o.outbox.classes, []string{"address"}) || len(o.server.taken()) != 1 {
			t.Errorf("%q: %v, %d mails", to, o.outbox.classes, len(o.server.taken()))
		}
	}
}

// An address that another desk hid can't be read: the letter is given up, and
// the others go out.
func TestOtherDesk(t *testing.T) {
	o := newOffice(t)
	o.put(noon, "amina@example.org")
	o.Sender.keys = intake.Keys{}
	o.deliver(noon, Report{Sent: 1, Failed: 1})
}

// F14: whatever a title or a name holds, it makes no header, no second line and
// no other text; letters of all languages arrive.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"Ward food\r\nBcc: eve@example.org\r\n\r\nBuy now": "Ward food Bcc: eve@example.org Buy now",
		"Ysbyty Glan-yr-afon – bwyd":                       "Ysbyty Glan-yr-afon – bwyd",
		"病院の食事":                                            "病院の食事",
		"a\u202eb\u2028c\x00d\x1b[31me":                    "ab c d [31me",
		`"Food", <eve@example.org>; x`:                     `"Food", <eve@example.org>; x`,
		"=?utf-8?q?eve?=":                                  "=?utf-8?q?eve?=",
		".\r\n.\r\nQUIT":                                   ". . QUIT",
		strings.Repeat("長", 300):                           strings.Repeat("長", longest),
		"bad\xff bytes":                                    "bad bytes",
	} {
		o := newOffice(t)
		o.set("smtp://desk@"+o.server.Addr().String(), func(c *Config) {
			c.Name, c.Titles = name, map[string]string{"interest": name, "opportunities/ward-food": name}
		})
		o.put(noon, "amina@example.org")
		o.put(noon, "", "links")
		o.deliver(noon, Report{Sent: 2, Waiting: 1})
		o.deliver(noon.Add(time.Hour), Report{Sent: 1})
		mails := o.server.taken()
		if len(mails) != 3 || len(o.server.bad) > 0 {
			t.Fatalf("%q: %d mails, %v", name, len(mails), o.server.bad)
		}
		for _, m := range mails {
			from, err := mail.ParseAddress(m.Header.Get("From"))
			if err != nil || from.Name != want || from.Address != "desk@example.org" {
				t.Errorf("%q: from %q: %v", name, m.Header.Get("From"), err)
			}
			if m.Header.Get("Bcc") != "" || len(m.Header) != 11 || len(m.to) != 1 {
				t.Errorf("%q: headers %v to %v", name, m.Header, m.to)
			}
			if !strings.Contains(m.body, want) || strings.Contains(m.body, "\nBcc") || strings.Contains(m.body, "\nBuy") {
				t.Errorf("%q: %s", name, m.body)
			}
		}
	}
}

// What may be spam comes in one mail at the next full hour, which names each and
// why; what is not comes at once. Nothing is dropped.
func TestDigest(t *testing.T) {
	o := newOffice(t)
	spam := []string{o.put(noon, "", "honeypot", "links"), o.put(noon, "", "burst"), o.put(noon, "", "unheard-of")}
	clean := o.put(noon, "")
	o.deliver(noon.Add(time.Minute), Report{Sent: 1, Waiting: 3})
	o.deliver(noon.Add(59*time.Minute), Report{})
	if len(o.about(clean)) != 1 || len(o.server.taken()) != 1 {
		t.Errorf("%d mails", len(o.server.taken()))
	}
	o.server.play(trick{verb: ".", does: "lose", times: 1})
	o.deliver(noon.Add(time.Hour), Report{Waiting: 3}) // it is lost on its way back
	late := noon.Add(time.Hour + 10*time.Minute)
	o.deliver(late, Report{Sent: 3})
	mails := o.about(spam[0])
	if len(mails) != 2 || len(o.ids()) != 2 {
		t.Fatalf("%d mails, %v", len(mails), o.ids())
	}
	m := mails[0]
	if m.Header.Get("Subject") != "New forms: 3" || fmt.Sprint(m.to) != "[TO:<team@example.org>]" {
		t.Errorf("%s to %s", m.Header.Get("Subject"), m.to)
	}
	for _, want := range append(spam, "Taste the ward food", "A field that people do not see", "many links", "very many were sent", "unheard-of") {
		if !strings.Contains(m.body, want) {
			t.Errorf("%q is not in\n%s", want, m.body)
		}
	}
}

// A digest with a letter more is another mail: a mailbox that drops what it has
// seen must not drop it.
func TestDigestID(t *testing.T) {
	id := func(first ...byte) [16]byte {
		var letters []intake.Letter
		for _, b := range first {
			letters = append(letters, intake.Letter{Mail: intake.Mail{ID: [16]byte{b}}})
		}
		return digestID(letters)
	}
	if one, again := id(1, 2), id(1, 2); one != again || one == id(1) || one == id(1, 3) || one == id(1, 2, 3) {
		t.Error("ids of digests")
	}
}

// However many are sent, the team gets 20 mails in an hour and digests: at most
// one in a round, and one for 200 letters at the full hour.
func TestFlood(t *testing.T) {
	o := newOffice(t)
	var refs []string
	for range atOnce + 1 { // at once: one mail
		refs = append(refs, o.put(noon, ""))
	}
	o.deliver(noon, Report{Sent: atOnce + 1})
	if n := len(o.server.taken()); n != 1 {
		t.Errorf("%d mails for what came at once", n)
	}
	for i := range 40 { // one after the other: single mails, then no more
		refs = append(refs, o.put(noon, ""))
		if _, err := o.Deliver(context.Background(), noon.Add(time.Duration(i+1)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(o.server.taken()); n != 1+singles-atOnce-1 {
		t.Errorf("%d mails in the first hour", n)
	}
	o.deliver(noon.Add(time.Hour), Report{Sent: 40 - singles + atOnce + 1})
	if n := len(o.server.taken()); n != 2+singles-atOnce-1 {
		t.Errorf("%d mails in all", n)
	}
	for _, ref := range refs {
		if len(o.about(ref)) != 1 {
			t.Errorf("%s came %d times", ref, len(o.about(ref)))
		}
	}
}

// While a site is written, a mail is a file that only its owner reads. The same
// mail is the same file.
func TestFolder(t *testing.T) {
	o := newOffice(t)
	dir := filepath.Join(t.TempDir(), "mail")
	o.set("", func(c *Config) { c.Folder = dir })
	ref := o.put(noon, "amina@example.org")
	if err := o.deliver(noon, Report{Sent: 2}); err != nil {
		t.Error(err)
	}
	files, err := filepath.Glob(dir + "/*.eml")
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil || info.Mode() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		m, err := mail.ReadMessage(f)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".eml")
		if raw, err := hex.DecodeString(name); err != nil || len(raw) != 16 || m.Header.Get("Message-ID") != "<"+name+"@involve.example.org>" || !strings.Contains(decoded(m), ref) {
			t.Errorf("%s: %s", file, m.Header)
		}
		f.Close()
	}
	if len(o.server.taken()) != 0 {
		t.Error("a mail was sent")
	}
	o.set("", func(c *Config) { c.Folder = "/dev/null/mail" })
	o.put(noon, "")
	if err := o.deliver(noon, Report{Waiting: 1}); err == nil || !strings.Contains(err.Error(), "folder") {
		t.Error(err)
	}
}
