package wording

import (
	"fmt"
	"strings"

	"example.org/partake/internal/site"
	"example.org/partake/internal/value"
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
func Thousands(n int) string { return value.Thousands(n) }

// Amount is what somebody is paid: "£25 a session", "" when nothing is said.
func Amount(x site.Pay) string {
	p := x.Payment
	switch {
	case x.Rate != nil:
		return Pounds(x.Rate.Amount) + " " + x.Rate.Per.Words()
	case p != nil && p.Amount > 0:
		return Pounds(p.Amount) + " " + p.Per.Words()
	}
	return ""
}

// TimePaid says whether people are paid for their time.
func TimePaid(x site.Pay) bool { return x.Model == "time" || x.Model == "travel-and-time" }

// TravelPaid says whether people get their travel back.
func TravelPaid(x site.Pay) bool { return x.Model == "travel" || x.Model == "travel-and-time" }

// PayTag is the first tag of a card: "Paid £25 a session", "Expenses paid", "Unpaid".
func PayTag(x site.Pay) string {
	switch {
	case x.Job:
		return "Paid job"
	case TimePaid(x):
		return strings.TrimSpace("Paid " + Amount(x))
	case TravelPaid(x):
		return "Expenses paid"
	}
	return "Unpaid"
}

// WhatYouGet is the same in words, for the top of the page.
func WhatYouGet(x site.Pay) string {
	a := Amount(x)
	switch {
	case x.Model == "travel-and-time" && a != "":
		return a + ", and your travel"
	case x.Model == "travel-and-time":
		return "Payment for your time, and your travel"
	case x.Model == "time" && a != "":
		return a
	case x.Model == "time":
		return "Payment for your time"
	case x.Model == "travel":
		return "Your travel costs"
	}
	return "This is unpaid"
}

// Payment says in sentences what people are paid.
func Payment(x site.Pay) []string {
	var out []string
	p := x.Payment
	switch a := Amount(x); {
	case x.Model == "travel":
		return []string{"You are not paid for your time."}
	case !TimePaid(x):
		return nil
	case a != "" && p.Method != "":
		out = append(out, "We pay you "+a+" "+p.Method.Words()+".")
	case a != "":
		out = append(out, "We pay you "+a+".")
	default:
		out = append(out, "We pay you for your time. Ask us how much.")
	}
	if p != nil && p.IncludesPreparation {
		out = append(out, "We also pay for the time that you need to prepare.")
	}
	return out
}

// Expenses says in sentences which costs people get back.
func Expenses(x site.Pay) []string {
	t := x.Travel
	switch {
	case t == nil && TravelPaid(x):
		return []string{"We pay your travel costs."}
	case t == nil && len(x.Other) == 0:
		return []string{"We do not pay expenses for this."}
	case t == nil:
		return nil
	}
	var out []string
	if len(t.Covers) > 0 {
		out = append(out, "We pay for "+Join(All(t.Covers), "and")+".")
	}
	if t.BookedForYou {
		out = append(out, "We can book and pay for your journey, so that you do not have to wait for the money.")
	}
	return out
}
