package layout_test

import "example.org/partake/internal/view"

// samplePapers are pages that are paper first, and the report on what is over.
func samplePapers() []sample {
	said, did := view.PosterPart{Heading: "You said", Text: "The last bus leaves before visiting ends."}, view.PosterPart{Heading: "We did this", Text: "Visiting now ends at 7pm."}
	answer := []view.ReportAnswer{{Link: view.Link{Text: "Hot soup", URL: "/updates/soup/"}, State: "We did this", Words: "It has a lid now."}}
	return []sample{
		{"updates/bus/poster/index.html", "poster", view.Poster{
			Frame: frame("poster", "The last bus", "/updates/bus/poster/"), Back: view.Link{Text: "The last bus", URL: "/updates/bus/"}, Step: 3, Said: said, Heard: "Carers told us on 3 May 2026.",
			Answer: did, Date: "3 June 2026", More: []view.PosterPart{{Heading: "The difference", Text: "Twice as many people visit."}}, Address: "involve.example.org/updates/bus",
			Code: "https://involve.example.org/updates/bus/", Talk: "the team", Phone: "01632 960000",
		}},
		{"services/wards/posters/index.html", "sheet", view.AnswerSheet{
			Frame: frame("sheet", "You said, we did: Our wards", "/services/wards/posters/"), Back: view.Link{Text: "Our wards", URL: "/services/wards/"}, Lead: "1 answer, of 3 June 2026",
			Cards: []view.SheetCard{{Title: "The last bus", URL: "/updates/bus/", Poster: "/updates/bus/poster/", Said: said, Answer: did, Date: "3 June 2026", Address: "involve.example.org/updates/bus", Cut: true}},
			Rest:  "3 older answers are at involve.example.org/services/wards.", Talk: "the team", Phone: "01632 960000",
		}},
		{"services/wards/agenda/index.html", "agenda", view.Agenda{
			Frame: frame("agenda", "For our next meeting: Our wards", "/services/wards/agenda/"), Back: view.Link{Text: "Our wards", URL: "/services/wards/"},
			Items: []view.AgendaItem{
				{Heading: "What we owe people", Ask: "Who sees to it?", Lines: []view.AgendaLine{{State: "Late", Link: view.Link{Text: "Mend the clock", URL: "/updates/clock/"}, Note: "by 3 May 2026"}}, Left: 2, All: "/services/wards/"},
				{Heading: "What people said", Ask: "Who tells them?", Empty: "Nobody has told us anything yet."},
			},
		}},
		{"opportunities/food/report/index.html", "end-report", view.EndReport{
			Frame: frame("end-report", "How it went: Choose the menu", "/opportunities/food/report/"), Back: view.Link{Text: "Choose the menu", URL: "/opportunities/food/"}, Purpose: "To choose.",
			Methods: []view.Fact{{Label: "People who took part", Text: "7"}}, Outcome: "The soup is hot.", Changed: answer, Heard: answer, Differences: answer,
			CanChange: []string{"The menu"}, Decides: "You decide.", WentWell: "The cook came.",
		}},
	}
}
