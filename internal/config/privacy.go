package config

import (
	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
)

// CheckPrivacy says what the privacy notice lacks before a form may ask anybody
// for anything. What people have to be told then is, by the checklist of the
// Information Commissioner's Office:
//
//  1. who we are and how to reach us: controller, controller_address
//  2. the data protection officer: dpo
//  3. what for: purposes
//  4. the lawful basis: lawful_basis, and for health condition
//  5. who sees it: shared_with
//  6. whether it leaves the UK: transfers
//  7. how long it is kept: retention
//  8. whether a computer decides: automated_decisions
//  9. their rights
//  10. that they can take their consent back
//  11. that they can complain to the Information Commissioner
//  12. whether they have to tell us
//
// The last four are the same for every site, and layouts/privacy.html says them.
func (cfg *Config) CheckPrivacy() diag.List {
	p := cfg.Privacy
	if p == nil {
		p = &Privacy{}
	}
	c := &frontmatter.Check{Keys: cfg.Keys}
	for _, need := range []struct {
		missing              bool
		key, example, toldOf string
	}{
		{p.Controller == "", "controller", `"Northgate NHS Trust"`, "who decides what happens to their information"},
		{p.ControllerAddress == "", "controller_address", `"1 Market Cross, Northgate"`, "where to write to"},
		{p.DPO == nil, "dpo", `{name: "Data protection officer", email: dpo@example.org}`, "who answers questions about their information"},
		{len(p.Purposes) == 0, "purposes", `["To answer you"]`, "what their information is used for"},
		{p.LawfulBasis == "", "lawful_basis", `"Public task: Article 6(1)(e) of the UK GDPR"`, "which law allows it"},
		{p.Condition == "", "condition", `"Your explicit consent: Article 9(2)(a) of the UK GDPR"`, "which law allows us to keep what they say about their health"},
		{len(p.SharedWith) == 0, "shared_with", `["The staff who run the activity you join"]`, "who sees it"},
		{p.Transfers == "", "transfers", `"It stays in the UK."`, "whether it leaves the UK"},
		{p.Retention == "", "retention", `"We delete it 90 days after the opportunity closes."`, "how long it is kept"},
		{p.AutomatedDecisions == "", "automated_decisions", `"People make every decision."`, "whether a computer decides anything about them"},
	} {
		c.Need(need.missing, "privacy."+need.key, "a form is on, and people who fill it in have to be told "+need.toldOf, need.example)
	}
	if o := p.DPO; o != nil && o.Phone == "" && o.Email == "" && o.Post == "" {
		c.Errorf("privacy.dpo", "add a line such as email: dpo@example.org", "a form is on, and people who fill it in can't reach the data protection officer: there is no phone, email or post")
	}
	return c.List
}
