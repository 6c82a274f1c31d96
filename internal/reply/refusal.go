package reply

import (
	"fmt"
	"net/http"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/view"
)

// say is the heading of a refusal, the line below it, and what to do now.
type say struct {
	title, summary string
	says           []string
}

// mostOffers is how many open opportunities a refusal names.
const mostOffers = 5

// answer is the page for a sending that was read and not stored.
func (p *Pages) answer(r intake.Reply) view.Refusal {
	x := p.say(r)
	v := view.Refusal{Help: p.file.Help, Says: x.says, Reference: r.Reference}
	v.Frame = p.frame("refusal", x.title, x.summary)
	p.about(&v.Frame, p.offers[r.Offer.ID])
	v.Typed = typed(r)
	switch r.Step {
	case intake.Slower:
		v.Again = again(r, "Show my answers again")
	case intake.Down:
		v.Again = again(r, "Try again")
	case intake.Different:
		v.Again = again(r, "Check it and send it as an update")
	case intake.NotOpen, intake.NotFound:
		v.Back = p.page(r)
		p.choices(&v)
	default:
		v.Back = p.page(r)
	}
	return v
}

// say is what a refusal says.
func (p *Pages) say(r intake.Reply) say {
	switch r.Step {
	case intake.NotOpen:
		return say{"This is not open now", r.Offer.Note, []string{
			"Nothing was sent. What you typed stands below. It may fit something else that is open, or you can tell us by phone.",
		}}
	case intake.NotFound:
		return say{"We do not have this form any more", "Nothing was sent.", []string{
			"The page that you used may be old. Choose the form again, or tell us by phone.",
		}}
	case intake.Different:
		return say{"You have sent this form before", "We have what you sent first. We have not stored what you changed since.", []string{
			"You may have gone back in your browser, changed an answer and sent the page again. If the new answers are right, send them as an update. We keep both.",
		}}
	case intake.Slower:
		return say{"Please wait a little", "Very many forms came from where you are. Nothing was sent yet.", []string{
			"Try again in " + wait(r.After) + ". What you typed is kept on this page, so leave it open. If you would rather not wait, tell us by phone.",
		}}
	case intake.Broken:
		return say{"We could not read what was sent", "Nothing was sent.", []string{
			"The form came to us in a way that no browser sends it. Fill it in again, or tell us by phone.",
		}}
	case intake.Preview:
		return say{"This is a preview of the website", "You tried the form and it works. Nothing was sent and we do not keep it.", []string{
			"On the website itself you would now see a reference, and the team would hear from you.",
		}}
	}
	return say{"We cannot take your answers just now", "Nothing was sent. It is our fault and not yours.", []string{
		"Try again in " + wait(r.After) + ". What you typed is kept on this page, so leave it open. We keep your answers once, however often you try. If it fails again, tell us by phone.",
	}}
}

// wait is a time to wait, in whole minutes.
func wait(d time.Duration) string {
	if n := int((d + time.Minute - 1) / time.Minute); n > 1 {
		return fmt.Sprintf("%d minutes", n)
	}
	return "1 minute"
}

// refusals are the pages for requests that were not read, by their status.
var refusals = map[int]say{
	http.StatusOK: {"Send us a form", "This address takes forms. Choose the one that you want to fill in.", nil},
	http.StatusBadRequest: {"We could not read what was sent", "Nothing was sent.", []string{
		"The form came to us in a way that no browser sends it. Go back, fill it in again, or tell us by phone.",
	}},
	http.StatusForbidden: {"Please send the form from this website", "Nothing was sent.", []string{
		"Your browser says that the form came from another website, so we did not take it. Go back to the page with the form, load it again and send it from there. If that does not help, tell us by phone.",
	}},
	http.StatusMethodNotAllowed: {"This address only takes forms", "Nothing was sent.", []string{
		"Choose the form that you want to fill in.",
	}},
	http.StatusRequestEntityTooLarge: {"What you wrote is too long to send", "Nothing was sent.", []string{
		"We could not take it in, so we cannot show it to you here. Go back in your browser: what you typed is most likely still there. Make it shorter, or send it by email or by post.",
	}},
	http.StatusUnsupportedMediaType: {"We could not read what was sent", "Nothing was sent.", []string{
		"The form came to us in a way that we do not know. Send it from the page on this website, or tell us by phone.",
	}},
}

// failed is the page for everything that should not happen.
var failed = say{"Something went wrong", "Your answers were not sent. It is our fault and not yours.", []string{
	"Go back in your browser: what you typed is most likely still there. Try again in a few minutes, or tell us by phone.",
}}

// refuse is the page for a request that was not read.
func (p *Pages) refuse(status int) view.Refusal {
	x, ok := refusals[status]
	if !ok {
		x = failed
	}
	v := view.Refusal{Help: p.file.Help, Says: x.says}
	v.Frame = p.frame("refusal", x.title, x.summary)
	if status == http.StatusOK || status == http.StatusForbidden || status == http.StatusMethodNotAllowed {
		p.choices(&v)
	}
	return v
}

// choices are what people can take part in now, and the forms that are always
// there, such as that of the bank.
func (p *Pages) choices(v *view.Refusal) {
	v.Choices = "What is open now"
	for _, o := range p.file.Open(p.now(), mostOffers) {
		text := o.Title
		if o.Closes.Date != 0 {
			text += " (closes " + o.Closes.Long() + ")"
		}
		v.Offers = append(v.Offers, view.Link{Text: text, URL: o.URL})
	}
	for _, f := range p.file.Forms {
		if url := p.file.Intros[f.ID].URL; url != "" {
			v.Forms = append(v.Forms, view.Link{Text: f.Title, URL: url})
		}
	}
}
