package wording

import (
	"fmt"
	"strconv"
	"strings"

	"example.org/partake/internal/site"
)

// Pounds is "£25" or "£12.60".
func Pounds(amount float64) string {
	pence := int(amount*100 + 0.5)
	if pence%100 == 0 {
		return "£" + Thousands(pence/100)
	}
	return fmt.Sprintf("£%s.%02d", Thousands(pence/100), pence%100)
}

// Thousands puts a comma into numbers over 999.
func Thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Amount is what somebody is paid: "£25 a session", "" when nothing is said.
func Amount(o *site.Opportunity) string {
	p := o.Reimbursement.Payment
	switch {
	case o.Rate != nil:
		return Pounds(o.Rate.Amount) + " " + o.Rate.Per.Words()
	case p != nil && p.Amount > 0:
		return Pounds(p.Amount) + " " + p.Per.Words()
	}
	return ""
}

// TimePaid says whether people are paid for their time.
func TimePaid(o *site.Opportunity) bool {
	return o.Reimbursement.Model == "time" || o.Reimbursement.Model == "travel-and-time"
}

// TravelPaid says whether people get their travel back.
func TravelPaid(o *site.Opportunity) bool {
	return o.Reimbursement.Model == "travel" || o.Reimbursement.Model == "travel-and-time"
}

// PayTag is the first tag of a card: "Paid £25 a session", "Expenses paid", "Unpaid".
func PayTag(o *site.Opportunity) string {
	switch {
	case o.Activity == "paid-job":
		return "Paid job"
	case TimePaid(o):
		return strings.TrimSpace("Paid " + Amount(o))
	case TravelPaid(o):
		return "Expenses paid"
	}
	return "Unpaid"
}

// WhatYouGet is the same in words, for the top of the page.
func WhatYouGet(o *site.Opportunity) string {
	a := Amount(o)
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

// PaymentWords says in sentences what people are paid.
func PaymentWords(o *site.Opportunity) []string {
	var out []string
	p := o.Reimbursement.Payment
	if a := Amount(o); a != "" {
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
