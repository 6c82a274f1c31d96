package layout_test

import (
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/view"
)

func directorySamples() []sample {
	ended := sampleOrganisation()
	ended.Frame = frame("organisation", "Fells Clinical Commissioning Group", "/organisations/ended/")
	ended.Ended, ended.Successor, ended.Website = "It ended on 30 June 2022.", view.Link{Text: "Northgate Carers", URL: "/organisations/carers/"}, view.Link{}
	patient := samplePerson()
	patient.Frame = frame("person", "Amina Yusuf", "/people/amina/", view.Link{Text: "People", URL: "/people/"})
	patient.Image, patient.Staff = view.Image{URL: "/images/two-chairs.png", Alt: "Amina in her garden, laughing", Width: 480, Height: 320}, false
	short := sampleRoute()
	short.Frame, short.Form = frame("route", "Volunteer with us", "/get-involved/volunteer/"), nil
	short.Free, short.Cost = false, "£5 a year"
	return []sample{
		{"glossary/index.html", "glossary", sampleGlossary()},
		{"guide/advert/index.html", "guide", sampleGuide()},
		{"news/index.html", "index", sampleNewsList()},
		{"news/soup/index.html", "news", sampleNews()},
		{"learning/index.html", "index", sampleLearningList()},
		{"learning/speaking/index.html", "learning", sampleLearning()},
		{"people/index.html", "people", samplePeople()},
		{"people/nurse/index.html", "person", samplePerson()},
		{"people/amina/index.html", "person", patient},
		{"groups/forum/index.html", "group", sampleGroup()},
		{"organisations/carers/index.html", "organisation", sampleOrganisation()},
		{"organisations/ended/index.html", "organisation", ended},
		{"get-involved/bank/index.html", "route", sampleRoute()},
		{"get-involved/volunteer/index.html", "route", short},
		{"a-to-z/index.html", "a-to-z", sampleAToZ()},
		{"about/payment-easy-read/index.html", "plain", sampleEasyRead()},
		{"about/urdu/index.html", "plain", sampleUrdu()},
	}
}

func sampleFormats() []view.Format {
	return []view.Format{
		{Text: "Easy Read", URL: "/about/payment-easy-read/"},
		{Text: "Large print", Detail: "PDF only, 545KB", URL: "/files/large-print.pdf", Download: true},
		{Text: "British Sign Language (BSL) video", URL: "/about/bsl/"},
		{Text: "اردو (Urdu)", URL: "/about/urdu/", Lang: "ur", Dir: "rtl"},
		{Text: "Cymraeg (Welsh)", URL: "/about/welsh/", Lang: "cy"},
		{Text: "Braille"},
	}
}

func sampleMedia() []view.Media {
	return []view.Media{
		{Title: "Amina talks about the forum", Length: "3 minutes", URL: "/media/amina.mp3", Type: "audio/mpeg", Transcript: []string{"Amina: I went to my first meeting in May.", "I did not say a word, and nobody minded."}},
		{Title: "A day in the kitchen", Length: "5 minutes", Video: true, URL: "/media/kitchen.mp4", Type: "video/mp4", Captions: "/media/kitchen.vtt", TranscriptURL: "/about/vision/"},
		{Title: "How the panel works", Length: "12 minutes", Video: true, Link: view.Link{Text: "How the panel works (film on another website)", URL: "https://film.example/panel"}, Transcript: []string{"Words."}},
	}
}

func sampleGlossary() view.Glossary {
	return view.Glossary{Frame: frame("glossary", "What our words mean", "/glossary/"), Letters: []view.GlossaryLetter{
		{Letter: "A", ID: "letter-a", Terms: []view.Term{
			{ID: "assurance", Term: "Assurance", Definition: "Checking that something is as good as we say it is.", Plain: "Somebody looks, and tells us the truth.", AskedFor: true, See: []view.Link{{Text: "Board", URL: "#board"}, {Text: "Co-production", URL: "#co-production"}}},
		}},
		{Letter: "B", ID: "letter-b", Terms: []view.Term{{ID: "board", Term: "Board", Definition: "The people who answer for all that the trust does."}}},
		{Letter: "C", ID: "letter-c", Terms: []view.Term{
			{ID: "co-production", Term: "Co-production", Definition: "People who use a service and people who work in it plan, do and check things together, as equals.", Plain: "We do it together, from the first day to the last.", Aka: []string{"coproduction", "co-producing"}, Source: "Together to 2030, our involvement strategy"},
			{ID: "cynefin", Term: "Cynefin", Lang: "cy", Definition: "The place where you belong, and the people there."},
		}},
	}}
}

func sampleGuide() view.Guide {
	g := view.Guide{
		Frame: frame("guide", "How to ask people to take part", "/guide/advert/", view.Link{Text: "Guides", URL: "/guide/"}), Audience: "For staff",
		Body: "<p>Read this before you write an advert. It takes 10 minutes.</p>",
		Points: []view.GuidePoint{
			{ID: "point-1", Number: 1, Title: "Start before you have a plan", Paragraphs: []string{"People can only change what is not yet decided.", "It is fine not to be sure. Say so."}, Do: []string{"Ring the team", "Ask two people who use the service what matters to them"}},
			{ID: "point-2", Number: 2, Title: "Say what you can pay", Paragraphs: []string{"Say it in the advert, before anybody has to ask."}, See: []view.Link{{Text: "How we pay you", URL: "/about/vision/"}, {Text: "Our rates", URL: "/about/vision/"}}},
		},
		Checklist: []string{"We know what people can change, and what they cannot", "We have the money for travel and for someone to look after a relative", "Somebody answers the phone"},
		Templates: []view.Resource{{Title: "A blank advert", URL: "/files/advert.docx", Detail: "Word, 24KB", Note: "Fill in one page and you have an advert."}},
		Resources: []view.Resource{{Title: "4Pi national involvement standards", URL: "https://www.nsun.example/"}},
	}
	g.Quotes = []view.Quote{{Text: "They rang before there was a plan. I nearly dropped the phone.", By: "Patient, Northgate town"}}
	return g
}

func sampleNewsList() view.Index {
	return view.Index{Frame: frame("index", "News and stories", "/news/"), Entries: []view.IndexEntry{
		{Title: "The soup is back", URL: "/news/soup/", Note: "12 November 2026. News"},
		{Title: "“I chair the meeting now”: how Amina found her voice in the carers’ forum", URL: "/news/soup/", Note: "2 October 2026. A story"},
		{Title: "Nine people chose a ward manager", URL: "/news/soup/", Note: "14 September 2026. News"},
	}}
}

func sampleNews() view.News {
	n := view.News{
		Frame: frame("news", "“I chair the meeting now”", "/news/soup/", view.Link{Text: "News", URL: "/news/"}), Story: true, Setting: "On our wards",
		Body: prose + `<p>Now <a class="partake-term" href="/glossary/#co-production">co-production</a> is a word that she uses herself.</p>`, Opportunities: []view.Link{{Text: "Help us choose the food on our wards", URL: "/opportunities/ward-food/"}},
	}
	n.Media, n.Quotes = sampleMedia(), []view.Quote{{Text: "I went in thinking they would not listen.", By: "Amina Yusuf"}}
	n.Image = view.Image{URL: "/images/two-chairs.png", Alt: "Two chairs at a window", Width: 960, Height: 540}
	return n
}

func sampleLearningList() view.Index {
	return view.Index{Frame: frame("index", "Learning", "/learning/"), Intro: "All of it is free for patients and carers.", Entries: []view.IndexEntry{
		{Title: "Speaking up in a meeting", URL: "/learning/speaking/", Note: "Course, free, 4 mornings"},
		{Title: "Food safety in an hour", URL: "/learning/food/", Note: "Online, free, 1 hour"},
	}}
}

func sampleLearning() view.Learning {
	l := view.Learning{
		Frame: frame("learning", "Speaking up in a meeting", "/learning/speaking/", view.Link{Text: "Learning", URL: "/learning/"}), What: "Course", Body: prose,
		OpenTo: []string{"patients", "carers", "staff"}, Audience: []string{"people who sit on a panel"}, Provider: view.Link{Text: "Our recovery college", URL: "/organisations/college/"},
		Cost: "Free", Length: "4 mornings", Where: "Mill House, Northgate, or online", Venue: []view.Fact{{Label: "Address", Text: "Mill House, Beck Street, Northgate NG00 2BB"}, {Label: "Step-free access", Text: "Yes"}},
		Sessions: []view.Session{{When: "Tuesday 1 December 2026, 10am to midday", What: "Finding your first sentence"}, {When: "Tuesday 8 December 2026, 10am to midday", What: "When they talk over you", Cancelled: true, Note: "The room is flooded."}},
		Pay:      &view.Pay{Unpaid: "We do not pay people to learn.", Expenses: []string{"We pay for your travel."}, Caution: true, Links: []view.Link{{Text: "How to claim", URL: "/about/vision/"}}},
		Skills:   []string{"Speaking in public", "Asking a question that gets an answer"}, Accredits: "Afterwards you can call yourself a mentor for 24 months.", SoFar: "41 people have done this since 1 April 2025.",
		Book: view.Link{Text: "Book a place", URL: "tel:01632960200"},
	}
	l.Calendar = view.Link{URL: "/learning/speaking/calendar.ics"}
	return l
}

func samplePerson() view.Person {
	return view.Person{
		Frame: frame("person", "Sam Ibbotson", "/people/nurse/", view.Link{Text: "People", URL: "/people/"}), Kinds: []string{"Staff", "Mentor"}, Role: "Involvement lead",
		Bio: []string{"I was a nurse for 20 years. Then my father was ill, and I saw it all from the other chair.", "Ring me. I would rather talk than write."}, Skills: []string{"Listening", "Speaking in public"},
		AvailableFor: []string{"Talks to students", "A chat before your first meeting"}, Accredited: []string{"Mentor, by our recovery college, until 31 December 2027"}, Staff: true,
	}
}

func samplePeople() view.People {
	photo := view.Image{URL: "/images/two-chairs.png", Alt: "Amina in her garden", Width: 480, Height: 320}
	return view.People{
		Frame: frame("people", "People", "/people/"), Intro: "All of them said yes to being here.",
		Groups: []view.PeopleGroup{
			{Heading: "Patient leaders", ID: "patient-leaders", People: []view.PersonCard{{Name: "Amina Yusuf", URL: "/people/amina/", Role: "Chair of the carers’ forum", Line: "Talks to students, mentoring", Image: photo}, {Name: "Óscar Pérez-Llewellyn", URL: "/people/amina/", Role: "Governor"}, {Name: "Kath", URL: "/people/amina/"}}},
			{Heading: "Our team", ID: "our-team", People: []view.PersonCard{{Name: "Sam Ibbotson", URL: "/people/nurse/", Role: "Involvement lead"}}},
		},
		Filters: []view.Filter{{Heading: "Skill", Links: []view.CountedLink{{Link: view.Link{Text: "Speaking in public", URL: "/people/skills/speaking/"}, Count: 2}, {Link: view.Link{Text: "Listening", URL: "/people/skills/listening/"}, Count: 1}}}},
	}
}

func sampleGroup() view.Forum {
	g := view.Forum{
		Frame: frame("group", "Carers’ forum", "/groups/forum/", view.Link{Text: "Groups", URL: "/groups/"}), Purpose: "Carers tell the trust what would help them, and hear what came of it.",
		Joining: "Anyone who looks after someone can join.", Meets: "First Tuesday of the month, 2pm to 4pm, at Mill House", Checks: []string{"You do not need a DBS check."},
		Terms: view.Link{Text: "Terms of reference", URL: "/about/vision/"}, Sessions: []view.Session{{When: "Tuesday 1 December 2026, 2pm to 4pm", What: "Letters", Where: "Mill House"}}, Body: prose,
	}
	g.Calendar = view.Link{Text: "Put these dates into your calendar", URL: "/groups/forum/calendar.ics"}
	return g
}

func sampleOrganisation() view.Organisation {
	return view.Organisation{
		Frame: frame("organisation", "Northgate Carers", "/organisations/carers/", view.Link{Text: "Organisations", URL: "/organisations/"}), What: "Charity", Reach: "Works here", For: "Anyone who looks after a relative or friend",
		Website: view.Link{Text: "northgate-carers.example", URL: "https://northgate-carers.example"}, Phone: view.Link{Text: "01632 960777", URL: "tel:01632960777"},
		Body: prose, Together: []view.Link{{Text: "Help us choose the food on our wards", URL: "/opportunities/ward-food/"}},
	}
}

func sampleRoute() view.Route {
	form := sampleForm()
	form.Heading, form.About, form.Closes = "Join our bank", view.Link{}, ""
	return view.Route{
		Frame: frame("route", "Join our involvement bank", "/get-involved/bank/", view.Link{Text: "Ways to get involved", URL: "/get-involved/"}), Free: true,
		CanDo: []string{"Hear of everything that opens, before others do", "Choose what you take part in"}, Body: "<p>The bank is a list of people who said: ask me.</p>",
		Ways: []view.Fact{{Label: "On the web", Text: "Join on another website", Link: "https://join.example"}, {Label: "By phone", Text: "01632 960200", Link: "tel:01632960200"}, {Label: "By email", Text: "involvement@northgate-fells.example", Link: "mailto:involvement@northgate-fells.example"}, {Label: "By post", Text: "Freepost MEMBERS"}},
		Form: &form,
	}
}

func sampleAToZ() view.AToZ {
	return view.AToZ{
		Frame:   frame("a-to-z", "A to Z", "/a-to-z/"),
		Letters: []view.Link{{Text: "A", URL: "#letter-a"}, {Text: "C", URL: "#letter-c"}, {Text: "N to Z", URL: "/a-to-z/2/"}},
		Groups: []view.LetterGroup{
			{Letter: "A", ID: "letter-a", Entries: []view.IndexEntry{{Title: "Accessibility statement", URL: "/about/accessibility/"}, {Title: "Assurance", URL: "/glossary/#assurance", Note: "What our words mean"}}},
			{Letter: "C", ID: "letter-c", Entries: []view.IndexEntry{{Title: "Carers’ forum", URL: "/groups/forum/", Note: "Group"}}},
		},
		Pager: view.Pager{Next: view.Link{URL: "/a-to-z/2/"}, Pages: []view.Link{{Text: "1", URL: "/a-to-z/", Current: true}, {Text: "2", URL: "/a-to-z/2/"}}, Number: 1, Total: 2},
	}
}

func sampleEasyRead() view.Plain {
	p := view.Plain{Frame: frame("plain", "How we pay you: Easy Read", "/about/payment-easy-read/"), Body: markdown.HTML(`<p><img src="/images/plate.png" alt="" width="480" height="320"></p>
<p>We pay you when you help us.</p>
<p><img src="/images/letter.png" alt="" width="480" height="320"></p>
<p>We send you a letter.</p>
<ul><li>It says how much.</li><li>It says when.</li></ul>
<h2 id="benefits">Benefits</h2>
<p><img src="/images/clock.png" alt="" width="480" height="320"></p>
<p>Ask for advice first.</p>`)}
	p.VersionOf = view.Version{Kind: "Easy Read version", Of: view.Link{Text: "How we pay you", URL: "/about/vision/"}}
	return p
}

func sampleUrdu() view.Plain {
	p := view.Plain{Frame: frame("plain", "ہم آپ کو کیسے ادائیگی کرتے ہیں", "/about/urdu/"), Body: `<p>ہم اپنی خدمات آپ کے ساتھ مل کر بناتے ہیں: مریض، دیکھ بھال کرنے والے، خاندان اور عملہ، ساتھ ساتھ۔</p><h2 id="a">فون کریں</h2><ul><li>ہمیں فون کریں</li><li>ہمیں لکھیں</li></ul><blockquote><p>ہم سنتے ہیں۔</p></blockquote>`}
	p.Lang, p.Dir, p.Foreign, p.Summary = "ur", "rtl", true, "ہمیں بتائیں کہ آپ کیا کرنا چاہتے ہیں۔"
	p.VersionOf = view.Version{Kind: "Urdu", Of: view.Link{Text: "How we pay you", URL: "/about/vision/"}}
	p.Alternates = []view.Alternate{{Lang: "en-GB", URL: "https://involvement.example/about/vision/"}, {Lang: "ur", URL: "https://involvement.example/about/urdu/"}}
	p.Contents = []view.Link{{Text: "فون کریں", URL: "#a"}}
	return p
}
