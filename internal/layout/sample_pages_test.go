package layout_test

import (
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/view"
)

const (
	lateFood = "Supper comes at half past four. By nine we are hungry, and the kitchen is shut until breakfast."
	prose    = markdown.HTML(`<p>Food is the part of the day that people look forward to. Ours could be better, and the people who eat it know how.</p>
<p>You will taste dishes with the cook, talk to people on the ward and choose what goes on the menu. <a href="/about/payment/">How we pay you</a> is on its own page.</p>
<ul><li>one visit to the kitchen</li><li>three meetings with tea</li></ul>`)
)

func team() view.Contact {
	return view.Contact{
		Name: "Involvement Team", Role: "The people to talk to about taking part",
		Phone: "01632 960200", PhoneURL: "tel:01632960200", Email: "involvement@northgate-fells.example",
		Post:  "Involvement Team, Hollin Bank Hospital, Fell Lane, Northgate NG00 1AA",
		Hours: "Monday to Friday, 9am to 5pm, and until 7pm on Thursday", TextRelay: "18001 01632 960200", Team: true,
	}
}

func sampleShell() view.Shell {
	return view.Shell{
		Organisation: "Northgate and Fells NHS Foundation Trust", ShortName: "Northgate and Fells",
		SiteName: "Get involved", Example: true, Team: team(),
		Navigation: []view.Link{
			{Text: "Opportunities", URL: "/opportunities/"},
			{Text: "You said, we did", URL: "/updates/"},
			{Text: "Our strategy", URL: "/strategy/"},
			{Text: "Ways to get involved", URL: "/about/ways/"},
			{Text: "About us", URL: "/about/vision/"},
		},
		FooterLinks: []view.Link{
			{Text: "Contact us", URL: "/about/contact/"},
			{Text: "Get updates", URL: "/about/get-updates/"},
			{Text: "Accessibility statement", URL: "/about/accessibility/"},
			{Text: "Privacy notice", URL: "/about/privacy/"},
		},
		CSS: "/site.css", JS: "/site.js",
	}
}

func frame(kind, title, url string, crumbs ...view.Link) view.Frame {
	return view.Frame{
		Kind: kind, Lang: "en-GB", Dir: "ltr", Title: title, HeadTitle: title + " – Get involved",
		Summary: "A sentence or two that say what this page is for.", Canonical: "https://involvement.example" + url, URL: url,
		Breadcrumbs: append([]view.Link{{Text: "Home", URL: "/"}}, crumbs...), Contact: team(),
		Published: "4 May 2026", Reviewed: "12 October 2026", ReviewDue: "12 April 2027",
	}
}

func sampleFeeds() []view.Feed {
	return []view.Feed{
		{Title: "Opportunities (RSS)", Type: "application/rss+xml", URL: "/opportunities/feed.xml"},
		{Title: "Opportunities (Atom)", Type: "application/atom+xml", URL: "/opportunities/feed.atom"},
	}
}

func sampleOpportunity() view.Opportunity {
	o := view.Opportunity{
		Frame: frame("opportunity", "Help us choose the food on our wards", "/opportunities/ward-food/", view.Link{Text: "Opportunities", URL: "/opportunities/"}),
		State: view.Tag{Text: "Closing soon", Tone: view.Soon}, Open: true,
		Purpose:    "Taste, talk and decide with the cook what people on our wards eat from spring.",
		WhatYouGet: "£25 a session and your travel", Paid: true,
		Closes: "Friday 27 November 2026 at 5pm", ClosesIn: "closes in 5 days",
		Time: "2 hours a month for 4 months", Where: "Hollin Bank Hospital, Northgate, or by phone",
		Activity: "Service redesign", Who: []string{"patients", "carers", "family"},
		Level: "You and staff work it out as equals.", Stage: "We are still designing it.",
		Decides: "People and staff decide together.", Setting: "On our wards",
		CanChange:    []string{"What is on the menu", "When meals are served", "What snacks there are at night"},
		CannotChange: []string{"The kitchen, which is shared with another hospital", "How much we can spend for each meal"},
		Body:         prose,
	}
	fillInvolved(&o)
	fillTerms(&o)
	return o
}

func fillInvolved(o *view.Opportunity) {
	o.Commitment = []view.Fact{{Label: "Sessions", Text: "4, of 2 hours each"}, {Label: "Preparation", Text: "About half an hour"}, {Label: "How often", Text: "Once a month"}}
	o.Sessions = []view.Session{{When: "Monday 7 December 2026, 2pm to 4pm", What: "Tasting with the cook", Where: "Kitchen, Hollin Bank Hospital"}, {When: "Monday 11 January 2027, 2pm to 4pm", What: "Choosing the menu", Note: "Moved from Monday 4 January 2027."}, {When: "Monday 1 February 2027, 2pm to 4pm", What: "Second tasting", Cancelled: true, Note: "The cook is away. We will find another day."}}
	o.Calendar = view.Link{Text: "Put these dates into your calendar", URL: "/opportunities/ward-food/calendar.ics"}
	o.Training = []view.Training{{Link: view.Link{Text: "Food safety in an hour", URL: "/learning/food/"}, Required: true}, {Link: view.Link{Text: "Speaking up in a meeting", URL: "/learning/speaking/"}}}
	o.Partners = []view.Link{{Text: "Northgate Carers", URL: "/organisations/carers/"}, {Text: "The town’s cooking school"}}
	o.FormURL = "/opportunities/ward-food/interest/"
	o.Formats = sampleFormats()
	o.Venue = []view.Fact{{Label: "Address", Text: "Hollin Bank Hospital, Fell Lane, Northgate NG00 1AA"}, {Label: "Getting there", Text: "Bus 7 stops at the door."}}
	o.Access = []view.Fact{{Label: "Step-free access", Text: "Yes"}, {Label: "Hearing loop", Text: "Ask us"}, {Label: "Quiet space", Text: "Yes"}}
	o.Provided = []string{"Large print papers", "Breaks whenever you want one", "You can bring someone"}
	o.Papers = "We send papers 7 days before."
	o.Checks = []string{"You do not need a DBS check."}
	o.Difference = "The menu you choose starts on 1 April 2027 on 6 wards."
	o.Feedback = "We will tell you what happened by 3 May 2027, by phone, email or post, as you like."
	o.Support = "Sam Ibbotson meets you before the first session and rings you after each one."
	o.Quotes = []view.Quote{{Text: "I went in thinking they would not listen. In March I ate the soup I had asked for.", By: "Carer, Eden ward"}}
	o.Ambitions = []view.Link{{Text: "Build services together from the start", URL: "/strategy/words/"}}
	o.Contact = view.Contact{Name: "Sam Ibbotson", Role: "Involvement lead", Phone: "01632 960201", PhoneURL: "tel:01632960201", Email: "sam.ibbotson@northgate-fells.example", Hours: "Monday to Thursday, 9am to 4pm"}
}

func fillTerms(o *view.Opportunity) {
	o.Needed = []string{"You have eaten on one of our wards, or have visited someone who did"}
	o.Helpful = []string{"You like to cook"}
	o.SkillsGained = []string{"Speaking up in a meeting"}
	o.ApplyHow = []view.Fact{{Label: "By phone", Text: "01632 960201", Link: "tel:01632960201"}, {Label: "By email", Text: "sam.ibbotson@northgate-fells.example", Link: "mailto:sam.ibbotson@northgate-fells.example"}, {Label: "By post", Text: "Involvement Team, Hollin Bank Hospital, Fell Lane, Northgate NG00 1AA"}}
	o.ApplySteps = "Tell us in a few words why you would like to do this. You can also say it on the phone."
	o.Places, o.Selection = "There are 8 places.", "Two people who were on the ward and the cook choose together. We tell everyone by 2 December 2026."
	o.Pay = view.Pay{
		Payment: []string{"We pay £25 for each session of up to 2 hours, by bank transfer."}, Within: "We pay you within 10 days.", Caution: true,
		Expenses:   []string{"We pay for the bus, for your car at 45p a mile, and for parking. We can book a taxi for you."},
		OtherCosts: []string{"Someone to look after the person you care for"},
		Links:      []view.Link{{Text: "How to claim", URL: "/about/how-to-claim/"}},
	}
	o.FourPi = []view.FourPi{
		{Name: "Principles", Question: "How do we relate to each other?", Answer: "Our ways of working together", URL: "#support", Met: true},
		{Name: "Purpose", Question: "Why are we involving people?", Answer: "What you can and cannot change", URL: "#what-it-is", Met: true},
		{Name: "Presence", Question: "Who is involved?", Answer: "Patients, carers and family", URL: "#experience", Met: true},
		{Name: "Process", Question: "How are people involved?", Answer: "Time, access and support", URL: "#what-is-involved", Met: true},
		{Name: "Impact", Question: "What difference does it make?"},
	}
	o.Standards = []string{"Inclusive opportunities", "Working together"}
}

func sampleCards() []view.Card {
	return []view.Card{
		{Title: "Help us choose the food on our wards", URL: "/opportunities/ward-food/", Line: "Taste, talk and decide with the cook what people eat from spring.", State: view.Tag{Text: "Closing soon", Tone: view.Soon}, Pay: "Paid £25", Place: "Northgate", Time: "2 hours a month", Closes: "Closes Friday 27 November 2026", ClosesIn: "closes in 5 days"},
		{Title: "Read our letters with a red pencil", URL: "/opportunities/bare/", Line: "Tell us which letters make no sense, from your kitchen table.", State: view.Tag{Text: "Open", Tone: view.Good}, Pay: "Expenses paid", Place: "At home", Time: "1 hour, when you like", Closes: "Open all year round"},
		{Title: "Sit on the panel that chooses our ward managers", URL: "/opportunities/ward-food/", Line: "Ask your own questions and have an equal vote.", State: view.Tag{Text: "Upcoming", Tone: view.Still}, Pay: "Paid £75", Place: "Online", Time: "1 day", Closes: "Closes Monday 18 January 2027"},
	}
}

func quietCards() []view.Card {
	return []view.Card{
		{Title: "Choose the colours of the new clinic", URL: "/opportunities/closed/", Line: "Pick paint and chairs with the builders.", State: view.Tag{Text: "Closed", Tone: view.Past}, Closes: "Closed on 3 October 2026", Outcome: "9 people took part. The clinic opens in green.", Quiet: true},
		{Title: "Test the new phone system", URL: "/opportunities/cancelled/", Line: "Ring us and tell us how long you waited.", State: view.Tag{Text: "Cancelled", Tone: view.No}, Outcome: "We did not buy the system.", Quiet: true},
	}
}

func sampleStories() []view.Story {
	return []view.Story{
		{Title: "Supper is later now", URL: "/updates/supper/", Said: lateFood, Heading: "We did this", Answer: "Supper is at 6pm on all wards, and there is toast until 11pm.", State: view.Tag{Text: "Done", Tone: view.Good}, Date: "2 March 2026"},
		{Title: "A car park for visitors", URL: "/updates/cannot/", Said: "There is nowhere to park when I visit my mother after work.", Heading: "We cannot do this because", Answer: "The land belongs to the council. We asked for it twice and were refused.", State: view.Tag{Text: "Cannot", Tone: view.No}, Date: "14 June 2026"},
		{Title: "One number for every team", URL: "/updates/supper/", Said: "I have five phone numbers on one page, and none of them is right.", Heading: "We have started", Answer: "4 of 11 teams have one number. The rest follow by March 2027.", State: view.Tag{Text: "Started", Tone: view.Busy}, Date: "1 September 2026"},
	}
}

func sampleLines() []view.AmbitionLine {
	return []view.AmbitionLine{
		{Order: 1, Title: "Build services together from the start", URL: "/strategy/words/", Statement: "Together, we begin with an empty page.", Progress: "2 of 4 promises kept"},
		{Order: 2, Title: "Talk and write so that everyone can follow", URL: "/strategy/words/", Statement: "Together, we find words and ways that reach each of us.", Progress: "0 of 3 promises kept, 1 late"},
		{Order: 3, Title: "Find out what works", URL: "/strategy/words/", Statement: "Together, we look at what went well and what did not.", Progress: "1 of 3 promises kept"},
	}
}

func sampleMeasures() []view.Measure {
	const drawn = `<svg class="partake-chart" role="img" aria-label="Picture of 3 figures" width="100%" height="40"><line class="partake-chart__line" x1="10%" y1="30" x2="90%" y2="10"/><text class="partake-chart__value" x="10%" y="30">52%</text></svg>`
	return []view.Measure{
		{
			Question: "Was our last letter to you easy to understand?", Sentence: "68 in 100 people (68%) said yes in June 2026.", Value: "68%", Percent: 68, AsOf: "30 June 2026",
			Asked: "We asked patients, carers and family members, and 389 people answered.", Change: "That is 7 more in 100 than in June 2025. Higher is better.", Method: "Survey on paper, by phone and online", Source: "Together survey, summer 2026", Target: "We aim for 85% by 30 June 2029. We are 17 in 100 away from it.",
			Chart: drawn, Rows: []view.Point{{When: "30 June 2024", Value: "52%", Note: "where we began"}, {When: "30 June 2025", Value: "61%"}, {When: "30 June 2026", Value: "68%"}, {When: "30 June 2029", Value: "85%", Note: "what we aim for"}}, URL: "/strategy/words/",
		},
		{
			Question: "How many days did people wait for an answer?", Sentence: "It was 34 days on 30 September 2026.", Value: "34 days", Percent: -1, AsOf: "30 September 2026",
			Source: "Register of you said, we did", Target: "We aim for 28 days by 30 September 2027. We are 6 days away from it.", Note: "We counted Sundays too.",
			Chart: drawn, Rows: []view.Point{{When: "31 March 2025", Value: "71 days"}, {When: "30 September 2026", Value: "34 days"}},
		},
		{Question: "Did taking part do you good?", Sentence: "88 in 100 people (88%) said yes in June 2026.", Value: "88%", Percent: 88, AsOf: "30 June 2026", Asked: "We asked volunteers, and 141 people answered."},
	}
}
