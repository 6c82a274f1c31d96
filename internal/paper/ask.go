package paper

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.org/partake/internal/form"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/value"
)

// Ask asks for what stands on a sheet, shows it for checking, and returns it when
// the user says yes. typed is true when a person types at a terminal, which cuts
// long lines.
func Ask(ctx context.Context, in io.Reader, out io.Writer, s Sheet, typed bool) (form.Answers, error) {
	a := &asker{lines: newLines(ctx, in), out: out, typed: typed, form: s.Form, sent: url.Values{}}
	for i, input := range s.Form.Fields {
		if input.Kind == "opportunity" {
			if s.Offer.ID != "" {
				a.sent.Set(input.ID, s.Offer.ID)
			}
			continue
		}
		a.group(i)
		if err := a.question(input); err != nil {
			return form.Answers{}, err
		}
	}
	for {
		answers, err := a.mend()
		if err != nil {
			return form.Answers{}, err
		}
		again, err := a.look(s, answers)
		if err != nil || again == nil {
			return answers, err
		}
		if err := a.question(*again); err != nil {
			return form.Answers{}, err
		}
	}
}

// asker is one asking.
type asker struct {
	lines *lines
	out   io.Writer
	typed bool
	form  form.Form
	sent  url.Values // as a browser would send it
}

// say writes a line. Words of a form came from elsewhere, too.
func (a *asker) say(format string, args ...any) {
	fmt.Fprintln(a.out, inbox.Printable(fmt.Sprintf(format, args...)))
}

// group says what several inputs are for, before the first of them.
func (a *asker) group(i int) {
	id := a.form.Fields[i].Group
	if id == "" || i > 0 && a.form.Fields[i-1].Group == id {
		return
	}
	for _, g := range a.form.Groups {
		if g.ID == id {
			a.say("\n%s%s", g.Label, optional(g.Optional))
			a.hint(g.Hint)
		}
	}
}

func optional(is bool) string {
	if is {
		return " (optional)"
	}
	return ""
}

func (a *asker) hint(text string) {
	if text != "" {
		a.say("  %s", text)
	}
}

// question asks until the answer is one that can be kept.
func (a *asker) question(in form.Input) error {
	a.say("\n%s%s", in.Label, optional(in.Optional))
	a.hint(in.Hint)
	if in.Kind == "long-text" {
		a.hint("As many lines as you need. A line with only a full stop ends it.")
	}
	if in.Kind == "long-text" && in.Max > 0 {
		a.hint("Up to " + value.Thousands(in.Max) + " characters.")
	}
	for i, o := range in.Options {
		a.say("  %d  %s", i+1, o.Words)
	}
	for {
		delete(a.sent, in.ID)
		delete(a.sent, in.ConsentID())
		values, err := a.answer(in)
		if err != nil {
			return err
		}
		a.sent[in.ID] = values
		if in.Health && slices.ContainsFunc(values, func(v string) bool { return v != "" }) {
			if err := a.consent(in); err != nil {
				return err
			}
		}
		p := a.problem(in)
		if p == "" {
			return nil
		}
		a.say("  %s", p)
	}
}

// problem is what form.Read says of an answer. That none of several inputs was
// filled is known only after the last of them.
func (a *asker) problem(in form.Input) string {
	_, problems := a.form.Read(a.sent)
	for _, p := range problems {
		if (p.Field == in.ID || p.Field == in.ConsentID()) && p.Rule != form.AnyContact {
			return p.Message
		}
	}
	return ""
}

// mend asks again for what is missing or no longer fits.
func (a *asker) mend() (form.Answers, error) {
	for {
		answers, problems := a.form.Read(a.sent)
		if len(problems) == 0 {
			return answers, nil
		}
		p := problems[0]
		i := slices.IndexFunc(a.form.Fields, func(in form.Input) bool { return in.ID == p.Field || in.Health && in.ConsentID() == p.Field })
		a.say("\n%s", p.Message)
		if err := a.question(a.form.Fields[i]); err != nil {
			return form.Answers{}, err
		}
	}
}

// consent asks what stands beside an answer about health on the page. Without it
// the answer is taken out.
func (a *asker) consent(in form.Input) error {
	yes, err := a.yes("  Did the person say that we may keep this? Type yes or no: ")
	if err != nil {
		return err
	}
	if yes {
		a.sent.Set(in.ConsentID(), form.Ticked)
		return nil
	}
	a.say("  Then it is not kept.")
	delete(a.sent, in.ID)
	return nil
}

// yes asks until it hears yes or no.
func (a *asker) yes(question string) (bool, error) {
	for {
		switch said, err := a.line(question); {
		case err != nil:
			return false, err
		case said == "yes", said == "no":
			return said == "yes", nil
		}
	}
}

// line asks for a short answer of the user's own.
func (a *asker) line(question string) (string, error) {
	fmt.Fprint(a.out, question)
	said, err := a.lines.read()
	return strings.ToLower(strings.TrimSpace(said)), err
}

// longLine is how many bytes every terminal takes in a line.
const longLine = 1000

// answer reads what is said to a question, as a browser would send it.
func (a *asker) answer(in form.Input) ([]string, error) {
	switch in.Kind {
	case "choice", "choices":
		return a.numbers(in)
	case "consent":
		said, err := a.line("Type yes for a tick, or only Enter for none: ")
		if said == "yes" {
			return []string{form.Ticked}, err
		}
		return nil, err
	}
	var text []string
	for {
		fmt.Fprint(a.out, "> ")
		said, err := a.lines.read()
		if err != nil {
			return nil, err
		}
		if a.typed && len(said) > longLine {
			a.say("  A terminal cuts lines as long as this one: type it again, in several lines, or use --from.")
			continue
		}
		if in.Kind != "long-text" {
			return []string{said}, nil
		}
		if said == "." || said == "" && len(text) == 0 {
			return []string{strings.Join(text, "\n")}, nil
		}
		text = append(text, said)
	}
}

// numbers reads which of the options were chosen.
func (a *asker) numbers(in form.Input) ([]string, error) {
	ask := "Type its number, or only Enter for none: "
	if in.Kind == "choices" {
		ask = "Type the numbers with spaces between them, or only Enter for none: "
	}
	for {
		said, err := a.line(ask)
		if err != nil {
			return nil, err
		}
		chosen := strings.FieldsFunc(said, func(r rune) bool { return r == ' ' || r == ',' })
		values, ok := picked(in.Options, chosen)
		if ok && (in.Kind == "choices" || len(values) <= 1) {
			return values, nil
		}
		a.say("  Choose from 1 to %d.", len(in.Options))
	}
}

func picked(options []form.Option, numbers []string) ([]string, bool) {
	var out []string
	for _, text := range numbers {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > len(options) {
			return nil, false
		}
		out = append(out, options[n-1].Value)
	}
	return out, true
}

// look shows what would be stored. It returns an input that is to be asked again,
// or nil when all is right.
func (a *asker) look(s Sheet, answers form.Answers) (*form.Input, error) {
	a.say("\nCheck what you typed\n")
	about(a.out, s)
	rows := s.Form.Summary(answers)
	for i, row := range rows {
		a.say("%3d  %s", i+1, row.Label)
		for _, p := range row.Paragraphs {
			a.say("       %s", p)
		}
		if len(row.Paragraphs) == 0 {
			a.say("       (no answer)")
		}
		if row.Consent {
			a.say("       (the person said that we may keep this)")
		}
	}
	for {
		said, err := a.line("\nType yes to store it, a number to change that answer, or no to store nothing: ")
		n, notNumber := strconv.Atoi(said)
		switch {
		case err != nil:
			return nil, err
		case said == "yes":
			return nil, nil
		case said == "no":
			return nil, ErrNo
		case notNumber == nil && n >= 1 && n <= len(rows):
			i := slices.IndexFunc(a.form.Fields, func(in form.Input) bool { return in.ID == rows[n-1].ID })
			return &a.form.Fields[i], nil
		}
	}
}

// about says what belongs to a sheet beside its answers.
func about(out io.Writer, s Sheet) {
	title := s.Offer.Title
	if title == "" {
		title = "none in particular"
	}
	for _, x := range [][2]string{{"Form", s.Form.Title}, {"Opportunity", title}, {"Received", s.Received.Format("2 January 2006")}, {"It came", s.CameBy}} {
		fmt.Fprintf(out, "%-13s%s\n", x[0]+":", inbox.Printable(x[1]))
	}
}
