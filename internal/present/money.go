package present

import (
	"fmt"
	"strings"

	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// payment fills the two last questions: payment for time, and expenses.
func (m *Maker) payment(v *view.Opportunity, o *site.Opportunity) {
	r := o.Reimbursement
	v.Unpaid = r.Why
	if wording.TimePaid(o) {
		v.PaymentCaution = o.Activity != "paid-job"
		v.Payment = wording.PaymentWords(o)
	}
	if r.PaidWithinDays > 0 {
		v.PaidWithin = fmt.Sprintf("We pay you within %s of your claim.", wording.Days(r.PaidWithinDays))
	}
	if t := r.Travel; t != nil {
		if len(t.Covers) > 0 {
			v.Expenses = append(v.Expenses, "We pay for "+wording.Join(wording.All(t.Covers), "and")+".")
		}
		if t.BookedForYou {
			v.Expenses = append(v.Expenses, "We can book and pay for your journey, so that you do not have to wait for the money.")
		}
	} else if wording.TravelPaid(o) {
		v.Expenses = append(v.Expenses, "We pay your travel costs.")
	} else if len(r.Other) == 0 {
		v.Expenses = append(v.Expenses, "We do not pay expenses for this.")
	}
	if r.Model == "travel" {
		v.Payment = append(v.Payment, "You are not paid for your time.")
	}
	v.OtherCosts = wording.All(r.Other)
	for _, ref := range []struct{ id, text string }{{r.Claim, "How to claim"}, {r.Policy, "Our rules on payment and expenses"}} {
		if title, url, ok := m.Site.Ref(ref.id); ok && ref.id != "" {
			if strings.HasPrefix(url, "/") {
				ref.text = title
			}
			v.PaymentLinks = append(v.PaymentLinks, view.Link{Text: ref.text, URL: url})
		}
	}
}
