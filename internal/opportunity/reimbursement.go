package opportunity

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// Reimbursement is what people get back.
type Reimbursement struct {
	// Model is what people get back: nothing, travel, time, or both.
	Model value.PayModel `yaml:"model" must:"true" eg:"travel-and-time"`
	// Why says why nothing is paid. It is needed with the model none, and stands with no other.
	Why string `yaml:"why" eg:"\"You do this at home in your own time.\""`
	// Travel says which journeys are paid for. The HRA asks for it when travel is paid.
	Travel *TravelCosts `yaml:"travel" eg:"{covers: [public-transport, mileage]}"`
	// Other lists other costs that are paid for.
	Other []value.Cost `yaml:"other" eg:"[childcare, meals]"`
	// Payment says what people are paid for their time: a rate, or an amount and what it is for. The HRA asks for it when time is paid.
	Payment *Payment `yaml:"payment" eg:"{rate: involvement-hour}"`
	// Claim is the page with the claim form: an id or an address. The HRA asks for it when anything is paid.
	Claim string `yaml:"claim" line:"true" eg:"about/how-to-claim"`
	// Policy is the page with the rules: an id or an address. The HRA asks for it when anything is paid.
	Policy string `yaml:"policy" line:"true" eg:"about/payment-and-expenses"`
	// PaidWithinDays is how many days payment takes. The HRA asks for it when anything is paid.
	PaidWithinDays int `yaml:"paid_within_days" eg:"20"`
}

// TravelCosts says which journeys are paid for.
type TravelCosts struct {
	// Covers lists them.
	Covers []value.Travel `yaml:"covers" asked:"HRA I" eg:"[public-transport, mileage]"`
	// BookedForYou means that we book and pay, so that nobody has to wait for money.
	BookedForYou bool `yaml:"booked_for_you" eg:"true"`
}

// Payment is money for time.
type Payment struct {
	// Rate is an id from data/rates.yaml.
	Rate string `yaml:"rate" line:"true" eg:"involvement-hour"`
	// Amount is pounds, when there is no rate for it.
	Amount float64 `yaml:"amount" eg:"25"`
	// Per is what the amount is for.
	Per value.Per `yaml:"per" eg:"session"`
	// Method is how it is paid.
	Method value.PayMethod `yaml:"method" eg:"bank-transfer"`
	// IncludesPreparation means that preparing is paid too.
	IncludesPreparation bool `yaml:"includes_preparation" eg:"true"`
}

// Check looks at what the fields say together.
func (r *Reimbursement) Check(c *frontmatter.Check) {
	unpaid, timePaid := r.Model == "none", r.Model == "time" || r.Model == "travel-and-time"
	travelPaid := r.Model == "travel" || r.Model == "travel-and-time"
	c.Need(unpaid && r.Why == "", "reimbursement.why", "people ask why nothing is paid", `"You do this at home in your own time."`)
	if r.Why != "" && !unpaid {
		c.Errorf("reimbursement.why", "take it out, or choose model: none", "%q says why nothing is paid, and the model is %q", "why", r.Model)
	}
	if r.Payment != nil && !timePaid {
		c.Errorf("reimbursement.payment", "choose model: time or model: travel-and-time", "there is a payment, and the model is %q", r.Model)
	}
	if r.Travel != nil && !travelPaid {
		c.Errorf("reimbursement.travel", "choose model: travel or model: travel-and-time", "travel is paid for, and the model is %q", r.Model)
	}
	c.Ask(timePaid && r.Payment == nil, "reimbursement.payment", "HRA H", "say how much", "{rate: involvement-hour}")
	c.Ask(travelPaid && r.Travel == nil, "reimbursement.travel", "HRA I", "say which journeys", "{covers: [public-transport]}")
	c.Ask(!unpaid && r.Claim == "", "reimbursement.claim", "HRA I", "say how to claim", "about/how-to-claim")
	c.Ask(!unpaid && r.Policy == "", "reimbursement.policy", "HRA H", "say where the rules are", "about/payment-and-expenses")
	c.Ask(!unpaid && r.PaidWithinDays == 0, "reimbursement.paid_within_days", "HRA H", "say how long it takes", "20")
	r.Payment.check(c)
}

func (p *Payment) check(c *frontmatter.Check) {
	switch {
	case p == nil:
	case p.Rate == "" && p.Amount == 0:
		c.Errorf("reimbursement.payment", "add rate: involvement-hour, or amount: 25 and per: session", "the payment has no amount")
	case p.Rate != "" && (p.Amount != 0 || p.Per != ""):
		c.Errorf("reimbursement.payment", "keep rate, or amount and per", "the rate says the amount already")
	case p.Amount < 0:
		c.Errorf("reimbursement.payment.amount", "write it without the minus: amount: 25", "a payment can't be less than nothing")
	case p.Amount != 0 && p.Per == "":
		c.Errorf("reimbursement.payment", "add per: session", "the payment does not say what the amount is for")
	}
}
