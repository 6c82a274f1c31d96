package reply

import (
	"maps"
	"slices"
	"strings"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/fill"
	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/view"
)

// form is the form again, as the press shows it, with what was typed.
func (p *Pages) form(r intake.Reply) view.Form {
	o := p.offers[r.Offer.ID]
	intro := p.file.Intros[r.Form.ID]
	v := view.Form{
		Heading: r.Form.Title, Body: p.intro(r.Form.ID), Keep: p.keep(r), Help: p.file.Help,
		Sheet: fill.Sheet(r.Form, r.Answers, r.Problems, r.Offer.ID),
	}
	v.Frame = p.frame("form", r.Form.Title, intro.Summary)
	p.about(&v.Frame, o)
	v.Sheet.Preview, v.Sheet.Trial = p.file.Preview(), p.file.Trial()
	if o.ID != "" {
		v.About = view.Link{Text: o.Title, URL: o.URL}
		v.HeadTitle = r.Form.Title + ": " + o.Title + " – " + p.file.Shell.ShortName
	}
	if o.Closes.Date != 0 {
		v.Closes = o.Closes.Long()
	}
	if len(r.Problems) > 0 {
		v.HeadTitle = "Error: " + v.HeadTitle
	}
	return v
}

// check is the page on which people look over their answers.
func (p *Pages) check(r intake.Reply) view.CheckAnswers {
	o := p.offers[r.Offer.ID]
	v := view.CheckAnswers{
		Help: p.file.Help, Preview: p.file.Preview(), Trial: p.file.Trial(), Form: again(r, "Send"), Change: intake.ChangeName, Keep: p.keep(r),
		About: view.Link{Text: o.Title, URL: o.URL},
	}
	v.Frame = p.frame("check-answers", "Check your answers before sending", "Nothing has been sent yet. You can still change everything.")
	p.about(&v.Frame, o)
	for _, row := range r.Form.Summary(r.Answers) {
		v.Rows = append(v.Rows, view.Answer{Name: row.ID, Label: row.Label, URL: "#" + fill.ID(row.ID), Paragraphs: row.Paragraphs, Consent: row.Consent})
	}
	return v
}

// again is a form that sends the same answers once more: to be stored when there
// is a token, else to be looked over. What stood in the field that people do not
// see is left out: the token knows of it.
func again(r intake.Reply, button string) view.Again {
	out := view.Again{Action: form.SendURL, Button: button, Hidden: []view.Hidden{{Name: form.FormName, Value: r.Form.ID}}}
	if r.Offer.ID != "" {
		out.Hidden = append(out.Hidden, view.Hidden{Name: form.OpportunityName, Value: r.Offer.ID})
	}
	if r.Token != "" {
		out.Hidden = append(out.Hidden, view.Hidden{Name: intake.TokenName, Value: r.Token})
	}
	fields := r.Answers.Fields()
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for _, v := range fields[name] {
			out.Hidden = append(out.Hidden, view.Hidden{Name: name, Value: v})
		}
	}
	return out
}

// typed is what was typed, whether or not it is as it has to be. Without a form
// it goes by the names of the inputs.
func typed(r intake.Reply) []view.Answer {
	var out []view.Answer
	if r.Form.ID == "" {
		for _, name := range slices.Sorted(maps.Keys(r.Answers.Raw)) {
			out = appendTyped(out, name, r.Answers.Raw[name])
		}
		return out
	}
	for _, in := range r.Form.Fields {
		out = appendTyped(out, in.Label, words(in, r.Answers.Raw[in.ID]))
	}
	return out
}

func appendTyped(out []view.Answer, label string, values []string) []view.Answer {
	var lines []string
	for _, v := range values {
		for line := range strings.Lines(strings.ToValidUTF8(v, "\ufffd")) {
			if strings.TrimSpace(line) != "" {
				lines = append(lines, strings.TrimRight(line, "\r\n"))
			}
		}
	}
	if lines == nil {
		return out
	}
	return append(out, view.Answer{Label: strings.ToValidUTF8(label, "\ufffd"), Paragraphs: lines})
}

// words are answers to choose from as people read them.
func words(in form.Input, values []string) []string {
	out := slices.Clone(values)
	for i, v := range out {
		for _, o := range in.Options {
			if o.Value == v {
				out[i] = o.Words
			}
		}
	}
	return out
}

// intro is what the site says before the questions of a form.
func (p *Pages) intro(id string) markdown.HTML { return markdown.HTML(p.file.Intros[id].HTML) }

// keep says how long answers are kept.
func (p *Pages) keep(r intake.Reply) string {
	return fill.Keep(r.Form, p.offers[r.Offer.ID].Closes.Date)
}

// page is where a form stands on the site.
func (p *Pages) page(r intake.Reply) view.Link {
	o := p.offers[r.Offer.ID]
	switch intro := p.file.Intros[r.Form.ID]; {
	case o.ID != "" && o.Closed(p.now()) != "":
		return view.Link{Text: "Read about " + quoted(o), URL: o.URL}
	case o.ID != "":
		return view.Link{Text: "Go to the form", URL: o.URL + "interest/"}
	case intro.URL != "":
		return view.Link{Text: "Go to the form", URL: intro.URL}
	}
	return view.Link{}
}

func quoted(o deskfile.Offer) string { return "“" + o.Title + "”" }
