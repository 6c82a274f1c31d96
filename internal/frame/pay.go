package frame

import (
	"fmt"
	"strings"

	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
	"example.org/partake/internal/wording"
)

// Pay makes what a page says about payment and expenses.
func (m *Maker) Pay(x site.Pay) view.Pay {
	v := view.Pay{
		Payment: wording.Payment(x), Expenses: wording.Expenses(x), OtherCosts: wording.All(x.Other), Unpaid: x.Why,
		Caution: wording.TimePaid(x) && !x.Job,
	}
	if x.PaidWithinDays > 0 {
		v.Within = fmt.Sprintf("We pay you within %s of your claim.", wording.Days(x.PaidWithinDays))
	}
	for _, ref := range []struct{ id, text string }{{x.Claim, "How to claim"}, {x.Policy, "Our rules on payment and expenses"}} {
		if title, url, ok := m.Site.Ref(ref.id); ok && ref.id != "" {
			if strings.HasPrefix(url, "/") {
				ref.text = title
			}
			v.Links = append(v.Links, view.Link{Text: ref.text, URL: url})
		}
	}
	return v
}
