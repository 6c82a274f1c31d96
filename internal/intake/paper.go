package intake

import (
	"time"

	"example.org/partake/internal/form"
)

// Paper is what came by post, on the phone or in a mail. The team typed it in.
type Paper struct {
	Form     form.Form
	Offer    Offer // nothing for a form of its own
	Answers  form.Answers
	Received time.Time // on the day on which it came
}

// Expires is the day on which it is deleted.
func (p Paper) Expires() Day { return expires(p.Form, p.Offer, p.Received) }

// Enter makes a record of what the team typed in, sealed and named, for it to be
// saved. It is kept for as long as what was sent on the web that day. It has no
// flags, which are for what machines send, and calls for no mail: the team knows.
func (d *Desk) Enter(p Paper) (Record, error) {
	token, err := NewToken(d.Random, p.Received)
	if err != nil {
		return Record{}, err
	}
	r, err := d.record(Sent{Form: p.Form.ID, Opportunity: p.Offer.ID}, Reply{Form: p.Form, Offer: p.Offer, Answers: p.Answers}, token, p.Received)
	if err != nil {
		return Record{}, err
	}
	r.Flags = nil
	_, err = d.name(&r, p.Answers)
	return r, err
}
