package layout_test

import (
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/view"
)

func sampleHome() view.Home {
	h := view.Home{
		Frame: frame("home", "Get involved with Northgate and Fells", "/"), Body: "<p>Someone who has waited at night for a call back knows a thing that no report can tell us.</p><p>We plan our services with you: patients, carers, families and staff, side by side. And we come back to you. You hear what happened, also when the answer is no.</p>",
		OpenCount: 9, OpenURL: "/opportunities/", BankURL: "/about/ways/", Closing: sampleCards()[:2], Open: sampleCards()[2:],
		Stories: sampleStories(), Strategy: view.Link{Text: "Together to 2030: our involvement strategy", URL: "/strategy/"},
		Ambitions: sampleLines(), Figures: sampleMeasures(), UpdatesURL: "/about/get-updates/", HomeFeeds: sampleFeeds()[:1],
	}
	h.Summary = "See what you can take part in, what we promised and what changed because someone spoke up."
	h.Breadcrumbs, h.Published, h.Reviewed, h.ReviewDue = nil, "", "", ""
	return h
}

func sampleList() view.List {
	l := view.List{
		Frame: frame("list", "Opportunities", "/opportunities/"), Intro: "Each one says what you get, how long it takes and who to ring.",
		Groups: []view.Group{
			{Heading: "Open now", ID: "open", Cards: sampleCards(), Count: 3},
			{Heading: "Opening soon", ID: "upcoming", Empty: "Nothing is planned just now. Ring us and we will tell you when something is."},
			{Heading: "Past", ID: "past", Cards: quietCards(), Count: 62},
		},
		Filters: []view.Filter{
			{Heading: "Pay", Links: []view.CountedLink{{Link: view.Link{Text: "Paid", URL: "/opportunities/paid/"}, Count: 5}, {Link: view.Link{Text: "Expenses paid", URL: "/opportunities/expenses/"}, Count: 3}}},
			{Heading: "Area", Links: []view.CountedLink{{Link: view.Link{Text: "Northgate town", URL: "/areas/northgate/"}, Count: 4}, {Link: view.Link{Text: "Kelderdale", URL: "/areas/kelderdale/"}, Count: 1}}},
		},
		Pager: view.Pager{Next: view.Link{URL: "/opportunities/2/"}, Pages: []view.Link{{Text: "1", URL: "/opportunities/", Current: true}, {Text: "2", URL: "/opportunities/2/"}}, Number: 1, Total: 2},
	}
	l.Feeds, l.Section = sampleFeeds(), "/opportunities/"
	return l
}

func sampleUpdates() view.List {
	return view.List{
		Frame:  frame("list", "You said, we did", "/updates/"),
		Groups: []view.Group{{Stories: sampleStories(), Count: 3}},
	}
}

func sampleUpdate() view.Update {
	return view.Update{
		Frame: frame("update", "Supper is later now", "/updates/supper/", view.Link{Text: "You said, we did", URL: "/updates/"}),
		State: view.Tag{Text: "Done", Tone: view.Good}, WeAsked: "What would make a day on the ward better?",
		Steps: []view.Step{
			{Heading: "You said", Text: lateFood, Large: true, Facts: []view.Fact{{Label: "When", Text: "12 November 2025"}, {Label: "Who told us", Text: "14 patients, on a ward round"}}},
			{Heading: "We did", Text: "Supper is at 6pm on all wards, and there is toast until 11pm.", Facts: []view.Fact{{Label: "When", Text: "2 March 2026"}, {Label: "Who", Text: "Head of catering"}}},
			{Heading: "The difference", Text: "9 in 10 people on Curlew ward say that they sleep better. Nurses hand out half as many biscuits."},
		},
		CheckedWith: "On 20 April 2026 we asked the people who said it. They agree.", Told: "We told people on 9 March 2026, by poster and at a meeting.",
		Opportunities: []view.Link{{Text: "Help us choose the food on our wards", URL: "/opportunities/ward-food/"}},
		Ambitions:     []view.Link{{Text: "Build services together from the start", URL: "/strategy/words/"}},
	}
}

func sampleCannot() view.Update {
	u := view.Update{
		Frame: frame("update", "A car park for visitors", "/updates/cannot/", view.Link{Text: "You said, we did", URL: "/updates/"}),
		State: view.Tag{Text: "Cannot", Tone: view.No}, Agree: "The people who said this do not agree with our answer", Disagreed: "Some people wanted more.",
		Steps: []view.Step{
			{Heading: "You said", Text: "There is nowhere to park when I visit my mother after work.", Large: true, Facts: []view.Fact{{Label: "When", Text: "2 February 2026"}}},
			{Heading: "We cannot do this because", Text: "The land belongs to the council. We asked for it twice and were refused.", Facts: []view.Fact{{Label: "When", Text: "14 June 2026"}}},
			{Heading: "What we can do instead", Text: "Bus 7 now runs until 9pm, and we pay for it."},
		},
		CheckedWith: "On 1 July 2026 we asked 6 people who said it. 2 of them agree in part.",
	}
	u.Sensitive, u.UrgentHelp = "This page speaks of a death on a ward.", sampleHelp()
	return u
}

func sampleHelp() []view.Help {
	return []view.Help{
		{Name: "NHS 111, mental health option", Phone: "111", PhoneURL: "tel:111", When: "You need help now with your mental health, day or night"},
		{Name: "Samaritans", Phone: "116 123", PhoneURL: "tel:116123", When: "You want to talk to someone who listens"},
	}
}

func sampleStrategy() view.Strategy {
	return view.Strategy{
		Frame: frame("strategy", "Together to 2030: our involvement strategy", "/strategy/"), State: view.Tag{Text: "Current", Tone: view.Good},
		Statement: "People who need our care, people who look after someone and people who work here decide side by side what good care is.",
		Period:    "April 2025 to March 2030", YearOf: "We are in year 2 of 5.", Supersedes: view.Link{Text: "Together to 2025", URL: "/strategy/words/"},
		Sponsor: view.Link{Text: "Chief nurse", URL: "/people/nurse/"}, OwnerGroup: view.Link{Text: "Together group: 9 patients and carers, and 6 staff"}, Approved: "By the board of directors on 27 March 2025",
		Body: prose, Ambitions: sampleLines(), Written: []string{"Workshop on 14 May 2024: 87 patients, carers and staff", "Survey on 1 October 2024: 512 members, on paper, by phone and online"},
		Definition: []view.Link{{Text: "Being there when a service is first thought of.", URL: "/strategy/words/"}, {Text: "Talking until we understand each other."}},
		Is:         []string{"Sharing the choice, not only the work"}, IsNot: []string{"One person on a panel of twelve"}, Signs: []string{"People come back, and bring someone"},
		Measures: sampleMeasures(), Progress: "9 of 21 promises kept, 3 late.",
	}
}

func sampleAmbition() view.Ambition {
	a := view.Ambition{
		Frame: frame("ambition", "Talk and write so that everyone can follow", "/strategy/words/", view.Link{Text: "Our strategy", URL: "/strategy/"}),
		Order: 3, Total: 7, Strategy: view.Link{Text: "Together to 2030", URL: "/strategy/"}, Statement: "Together, we find words and ways that reach each of us.",
		Ideal:     []string{"A letter about you is written to you.", "You reach a person who can help, on the first call."},
		Worked:    []string{"The reading group, which has sent back 61 leaflets with red pencil on them."},
		NotWorked: []string{"Good letters in one clinic and bad ones in the next.", "5 phone numbers on one page, and none for after 5pm."},
		How:       []string{"Let people who get the letters rewrite the letters."}, Prompts: []string{"Which of our letters have you read twice, and why?"},
		Owner: view.Link{Text: "Head of communications"}, Disagreed: "Some doctors want to keep letters to the GP as they are.", Body: prose,
		Actions: []view.Action{
			{What: "Offer every strategy page as Easy Read.", Owner: view.Link{Text: "Involvement Team"}, Due: "30 June 2026", State: view.Tag{Text: "Late", Tone: view.Soon}, StateDate: "12 October 2026", Overdue: true, Reason: "The group that checks Easy Read meets once a month and has checked 3 of 8 pages. We did not plan enough time for it."},
			{What: "Answer every person who takes part within 6 weeks.", Owner: view.Link{Text: "All service managers"}, With: []string{"Reading group", "Carers’ forum"}, Due: "31 March 2027", State: view.Tag{Text: "Started", Tone: view.Busy}, StateDate: "12 October 2026"},
			{What: "Write letters to the person.", Owner: view.Link{Text: "Memory clinic"}, Due: "1 May 2026", State: view.Tag{Text: "Done", Tone: view.Good}, StateDate: "1 April 2026", Learned: "Ask about names first.", Evidence: []view.Link{{Text: "Letters with names", URL: "/updates/supper/"}}, Note: "Carried on from the strategy of 2019"},
		},
		Measures: sampleMeasures()[:2], Opportunities: sampleCards()[:2], Updates: sampleStories()[:1],
		Previous: view.Link{Text: "Build services together from the start", URL: "/strategy/words/"}, Next: view.Link{Text: "Find out what works", URL: "/strategy/words/"},
	}
	a.Quotes = []view.Quote{{Text: "The letter said I had failed to attend. I was in your own hospital at the time.", By: "Former patient, Northgate town"}}
	a.Changes = []view.Change{{Date: "12 October 2026", Text: "We moved the date for Easy Read."}}
	a.Credits = []string{"the reading group", "the carers’ forum"}
	return a
}

func sampleIndex() view.Index {
	return view.Index{Frame: frame("index", "Services", "/services/"), Entries: []view.IndexEntry{
		{Title: "Memory clinic", URL: "/services/memory/", Note: "2 open, 5 replies"},
		{Title: "Wards for older people", URL: "/services/wards/", Note: "1 open, 12 replies"},
		{Title: "Young people’s mental health", URL: "/services/young/", Note: "3 replies"},
	}}
}

func samplePlain() view.Plain {
	p := view.Plain{Frame: frame("plain", "How we pay you", "/about/vision/", view.Link{Text: "About us", URL: "/about/"}), Body: prose + markdown.HTML(`<h2 id="rates">What we pay</h2><p>These are the rates from <code>April 2026</code>.</p>
<div class="partake-table" tabindex="0" role="region" aria-label="Table: what we pay"><table class="nhsuk-table"><thead><tr><th scope="col">What you do</th><th scope="col">How long</th><th scope="col" class="partake-align-right">We pay</th></tr></thead>
<tbody><tr><td>A short task</td><td>Up to half an hour</td><td class="partake-align-right">£12.50</td></tr><tr><td>A meeting</td><td>Up to 2 hours</td><td class="partake-align-right">£25</td></tr></tbody></table></div>
<h3 id="tax">Tax and benefits</h3><blockquote><p>Ask before you say yes.</p></blockquote><ol><li>Ring the advice line.</li><li>Tell us what they said.</li></ol><h2 id="more">When we pay</h2><p>Within 10 days.</p>`)}
	p.Contents = []view.Link{{Text: "What we pay", URL: "#rates"}, {Text: "When we pay", URL: "#more"}}
	p.Section = "/about/vision/"
	return p
}

func sampleArabic() view.Plain {
	p := view.Plain{Frame: frame("plain", "شارك معنا", "/about/arabic/", view.Link{Text: "About us", URL: "/about/"}), Body: `<p>نخطط خدماتنا معك: المرضى ومقدمو الرعاية والعائلات والموظفون، جنبا إلى جنب.</p><ul><li>اتصل بنا</li><li>اكتب إلينا</li></ul>`}
	p.Lang, p.Dir, p.Summary = "ar", "rtl", "اتصل بنا وسنخبرك بما يمكنك المشاركة فيه."
	return p
}

func sampleContact() view.Contacts {
	return view.Contacts{Frame: frame("contact", "Contact us", "/about/contact/"), Help: sampleHelp(), Website: "https://www.northgate-fells.example", Body: "<p>You can also come in. The desk is to the left of the main door.</p>"}
}

func samplePrivacy() view.Privacy {
	return view.Privacy{
		Frame: frame("privacy", "Privacy notice", "/about/privacy/"), Organisation: "Northgate and Fells NHS Foundation Trust", ControllerAddress: "Trust Offices, Fell Lane, Northgate NG00 1AA", ICO: "Z0000000",
		Officer: team(), Purposes: []string{"To answer you when you ring, write or email us about taking part"}, SharedWith: []string{"The staff who run the activity you join"},
		LawfulBasis: "We use your contact details to carry out a public task. This is Article 6(1)(e) of the UK GDPR.", Condition: "We keep what you tell us about your health only with your explicit consent.",
		Transfers: "We keep what you tell us in the UK.", Retention: "We keep your details for 12 months after you last took part.", AutomatedChoices: "People make every decision about who takes part.", ReviewedOn: "14 September 2026",
	}
}

func sampleAccessibility() view.Accessibility {
	issue := view.Issue{Problem: "Notes of the carers’ forum from before April 2025 are scanned files.", Affects: "People who use a screen reader hear nothing.", Criterion: "1.1.1 Non-text content", FixBy: "31 March 2027"}
	return view.Accessibility{
		Frame: frame("accessibility", "Accessibility statement", "/about/accessibility/"), Organisation: "Northgate and Fells NHS Foundation Trust", Address: "https://involvement.northgate-fells.example",
		Status: "partially", WCAG: "2.2", NonCompliance: []view.Issue{issue}, Burden: []view.Issue{issue}, ResponseDays: 10,
		PreparedOn: "1 September 2026", ReviewedOn: "14 September 2026", TestedOn: "27 August 2026", TestedBy: "our web team",
	}
}
