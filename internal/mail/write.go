package mail

import (
	"cmp"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/mail"
	"strings"
	"text/template"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"example.org/partake/internal/intake"
)

// words are the texts of our mails: one for each kind.
//
//go:embed words/*.txt
var words embed.FS

var texts = template.Must(template.ParseFS(words, "words/*.txt"))

// said is what a text may say. All of it is ours or an editor's: nothing that
// was typed into a form.
type said struct {
	Site, Base                   string
	Reference, Form, Opportunity string
	Flags                        []string
	Letters                      []said
}

// write makes the mail of a parcel.
func (t *turn) write(ctx context.Context, p parcel) (*gomail.Msg, *fault) {
	first := p.letters[0]
	switch {
	case p.digest:
		return t.message(t.config.To, fmt.Sprintf("New forms: %d", len(p.letters)), "digest.txt", t.list(p.letters), digestID(p.letters))
	case first.Kind == intake.Confirmation:
		to, f := t.person(ctx, first)
		if f != nil {
			return nil, f
		}
		return t.message(to, "We have got your answers: "+line(first.Reference), "confirmation.txt", t.say(first), first.ID)
	}
	return t.message(t.config.To, "New form: "+line(first.Reference), "team.txt", t.say(first), first.ID)
}

// message is a mail in plain text. Programs that answer mails leave it alone.
func (t *turn) message(to, subject, text string, s said, id [16]byte) (*gomail.Msg, *fault) {
	var body strings.Builder
	if err := texts.ExecuteTemplate(&body, text, s); err != nil {
		return nil, &fault{class: classWords, down: true, cause: err}
	}
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	m.FromMailAddress(&mail.Address{Name: line(t.config.Name), Address: t.config.From})
	m.ToMailAddress(&mail.Address{Address: to})
	m.ReplyToMailAddress(&mail.Address{Address: t.config.Reply})
	m.Subject(subject)
	m.SetDateWithValue(t.now.UTC())
	m.SetMessageIDWithValue(hex.EncodeToString(id[:]) + "@" + t.config.host())
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("X-Auto-Response-Suppress", "All")
	m.SetBodyString(gomail.TypeTextPlain, body.String())
	return m, nil
}

// digestID is the same for the same letters only: a mailbox that drops what it
// has seen must not drop a digest with a letter more.
func digestID(letters []intake.Letter) [16]byte {
	h := sha256.New()
	for _, l := range letters {
		h.Write(l.ID[:])
	}
	return [16]byte(h.Sum(nil)[:16])
}

// person is where a confirmation goes. The day of its name (intake.LimitAddress)
// and of the count are the same, so both end at midnight.
func (t *turn) person(ctx context.Context, l intake.Letter) (string, *fault) {
	address, err := t.keys.OpenAddress(l.ID, l.Address)
	if err != nil {
		return "", &fault{class: classAddress, final: true}
	}
	to, ok := intake.Mailbox(address)
	if !ok {
		return "", &fault{class: classAddress, final: true}
	}
	// A letter that was counted before is on its second try.
	if n, err := t.count(ctx, l.ID[:]); err != nil || n > 1 {
		return to, t.unsure(err)
	}
	switch n, err := t.count(ctx, t.keys.LimitAddress(to, t.now)); {
	case err != nil:
		return "", t.unsure(err)
	case n > 1:
		return "", &fault{class: classDaily, final: true}
	}
	return to, nil
}

const day = 24 * time.Hour

func (t *turn) count(ctx context.Context, who []byte) (int, error) {
	start := t.now.Truncate(day)
	return t.outbox.Count(ctx, append([]byte("mail "), who...), start, start.Add(day))
}

func (t *turn) unsure(err error) *fault {
	if err == nil {
		return nil
	}
	t.errs = append(t.errs, fmt.Errorf("deliver: %w", err))
	return &fault{class: "store"}
}

// list says what a digest says.
func (t *turn) list(letters []intake.Letter) said {
	s := said{Site: line(t.config.Name), Base: line(t.config.Base)}
	for _, l := range letters {
		s.Letters = append(s.Letters, t.say(l))
	}
	return s
}

func (t *turn) say(l intake.Letter) said {
	s := said{Site: line(t.config.Name), Base: line(t.config.Base), Reference: line(l.Reference), Form: t.title(l.Form), Opportunity: t.title(l.Opportunity)}
	for _, f := range l.Flags {
		s.Flags = append(s.Flags, cmp.Or(flags[intake.Flag(f)], line(f)))
	}
	return s
}

// flags are the words for why something may be spam.
var flags = map[intake.Flag]string{
	intake.Honeypot:  "A field that people do not see was filled in.",
	intake.Links:     "It has many links.",
	intake.Markup:    "It has code for links.",
	intake.Repeats:   "It says the same again and again.",
	intake.OtherText: "It has words such as programs make up.",
	intake.Burst:     "It came while very many were sent.",
}

// title is how a page is called, else its id.
func (t *turn) title(id string) string { return line(cmp.Or(t.config.Titles[id], id)) }

// longest is how much of a title a mail shows, in letters.
const longest = 120

// line makes one short line of a text, whatever is in it.
func line(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case r == unicode.ReplacementChar, unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text)
	letters := []rune(strings.Join(strings.Fields(text), " "))
	return string(letters[:min(len(letters), longest)])
}
