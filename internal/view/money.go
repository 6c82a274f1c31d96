package view

import (
	"fmt"
	"strconv"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/site"
)

// pounds is "£25" or "£12.60".
func pounds(amount float64) string {
	if amount == float64(int(amount)) {
		return "£" + thousands(int(amount))
	}
	pence := int(amount*100 + 0.5)
	return fmt.Sprintf("£%s.%02d", thousands(pence/100), pence%100)
}

// thousands puts a comma into numbers over 999.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// amount is what somebody is paid: "£25 a session", "" when nothing is said.
func amount(o *site.Opportunity) string {
	p := o.Reimbursement.Payment
	switch {
	case o.Rate != nil:
		return pounds(o.Rate.Amount) + " " + o.Rate.Per.Words()
	case p != nil && p.Amount > 0:
		return pounds(p.Amount) + " " + p.Per.Words()
	}
	return ""
}

func paid(o *site.Opportunity) bool {
	return o.Reimbursement.Model == "time" || o.Reimbursement.Model == "travel-and-time"
}

func travelPaid(o *site.Opportunity) bool {
	return o.Reimbursement.Model == "travel" || o.Reimbursement.Model == "travel-and-time"
}

// payTag is the first tag of a card: "Paid £25 a session", "Expenses paid", "Unpaid".
func payTag(o *site.Opportunity) string {
	switch {
	case o.Activity == "paid-job":
		return "Paid job"
	case paid(o):
		return strings.TrimSpace("Paid " + amount(o))
	case travelPaid(o):
		return "Expenses paid"
	}
	return "Unpaid"
}

// whatYouGet is the same in words, for the top of the page.
func whatYouGet(o *site.Opportunity) string {
	a := amount(o)
	switch {
	case o.Reimbursement.Model == "travel-and-time" && a != "":
		return a + ", and your travel"
	case o.Reimbursement.Model == "travel-and-time":
		return "Payment for your time, and your travel"
	case o.Reimbursement.Model == "time" && a != "":
		return a
	case o.Reimbursement.Model == "time":
		return "Payment for your time"
	case o.Reimbursement.Model == "travel":
		return "Your travel costs"
	}
	return "This is unpaid"
}

// payment fills the two last questions: payment for time, and expenses.
func (m *Maker) payment(v *Opportunity, o *site.Opportunity) {
	r := o.Reimbursement
	v.Unpaid = r.Why
	if paid(o) {
		v.PaymentCaution = o.Activity != "paid-job"
		v.Payment = paymentWords(o)
	}
	if r.PaidWithinDays > 0 {
		v.PaidWithin = fmt.Sprintf("We pay you within %s of your claim.", days(r.PaidWithinDays))
	}
	if t := r.Travel; t != nil {
		if len(t.Covers) > 0 {
			v.Expenses = append(v.Expenses, "We pay for "+join(words(t.Covers), "and")+".")
		}
		if t.BookedForYou {
			v.Expenses = append(v.Expenses, "We can book and pay for your journey, so that you do not have to wait for the money.")
		}
	} else if travelPaid(o) {
		v.Expenses = append(v.Expenses, "We pay your travel costs.")
	} else if len(r.Other) == 0 {
		v.Expenses = append(v.Expenses, "We do not pay expenses for this.")
	}
	if r.Model == "travel" {
		v.Payment = append(v.Payment, "You are not paid for your time.")
	}
	v.OtherCosts = words(r.Other)
	for _, ref := range []struct{ id, text string }{{r.Claim, "How to claim"}, {r.Policy, "Our rules on payment and expenses"}} {
		if title, url, ok := m.site.Ref(ref.id); ok && ref.id != "" {
			if strings.HasPrefix(url, "/") {
				ref.text = title
			}
			v.PaymentLinks = append(v.PaymentLinks, Link{Text: ref.text, URL: url})
		}
	}
}

func paymentWords(o *site.Opportunity) []string {
	var out []string
	p := o.Reimbursement.Payment
	if a := amount(o); a != "" {
		how := ""
		if p.Method != "" {
			how = " " + p.Method.Words()
		}
		out = append(out, "We pay you "+a+how+".")
	} else {
		out = append(out, "We pay you for your time. Ask us how much.")
	}
	if p != nil && p.IncludesPreparation {
		out = append(out, "We also pay for the time that you need to prepare.")
	}
	return out
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return thousands(n) + " days"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// place is the second tag of a card: where, or how.
func place(o *site.Opportunity) string {
	l := o.Location
	switch {
	case l.Mode == "in-person" && len(o.Areas) > 0:
		return areas(o.Areas)
	case l.Mode == "in-person" && l.Venue != "":
		return l.Venue
	case l.Mode == "hybrid" && len(o.Areas) > 0:
		return "Online or " + areas(o.Areas)
	}
	return l.Mode.Words()
}

// areas names one or two places, and counts more.
func areas(list []*site.Topic) string {
	switch len(list) {
	case 1:
		return list[0].Name
	case 2:
		return list[0].Name + " or " + list[1].Name
	}
	return thousands(len(list)) + " areas"
}

// where is the line of the panel: how, and the venue with its address.
func where(l content.Location) string {
	out := l.Mode.Words()
	if l.Venue != "" {
		out += ": " + l.Venue
	}
	if l.Address != "" {
		out += ", " + l.Address
	}
	return out
}
