package layout_test

import (
	"example.org/partake/internal/view"
)

// replySamples are the pages with which the desk answers.
func replySamples() []sample {
	return []sample{
		{"api/check/index.html", "check-answers", sampleCheck()},
		{"api/receipt/index.html", "receipt", sampleReceipt("7KM4-2PXR")},
		{"api/expired/index.html", "receipt", sampleReceipt("")},
		{"api/closed/index.html", "refusal", sampleNotOpen()},
		{"api/down/index.html", "refusal", sampleDown()},
	}
}

func sampleAgain(button string) view.Again {
	return view.Again{Action: "/api/interest", Button: button, Hidden: []view.Hidden{
		{Name: "_form", Value: "forms/interest"}, {Name: "opportunity", Value: "opportunities/ward-food"}, {Name: "name", Value: "Amina Khan"},
	}}
}

func sampleAnswers() []view.Answer {
	return []view.Answer{
		{Name: "name", Label: "Your name", URL: "#answer_name", Paragraphs: []string{"Amina Khan"}},
		{Name: "experience", Label: "Your experience, in your own words", URL: "#answer_experience", Paragraphs: []string{"I stayed on Curlew ward.", "The toast was cold."}, Consent: true},
		{Name: "access_needs", Label: "Do you need information in another format, or help to take part?", URL: "#answer_access_needs"},
	}
}

func sampleCheck() view.CheckAnswers {
	v := view.CheckAnswers{
		Frame: frame("check-answers", "Check your answers before sending", ""), Help: sampleHelp(), About: view.Link{Text: "Help us choose the food on our wards", URL: "/opportunities/ward-food/"},
		Preview: true, Form: sampleAgain("Send"), Change: "_change", Rows: sampleAnswers(), Keep: "We delete your answers by 25 February 2027.",
	}
	v.NoIndex = true
	return v
}

func sampleReceipt(reference string) view.Receipt {
	v := view.Receipt{Frame: frame("receipt", "Thank you: we have what you sent", ""), Help: sampleHelp(), Reference: reference, Next: []string{"We read it within 3 working days."}}
	if reference == "" {
		v.Title = "This page has run out"
	}
	v.NoIndex = true
	return v
}

func sampleNotOpen() view.Refusal {
	v := view.Refusal{
		Frame: frame("refusal", "This is not open now", ""), Help: sampleHelp(), Says: []string{"Nothing was sent. What you typed stands below."}, Typed: sampleAnswers()[:2],
		Back:    view.Link{Text: "Read about “Choose the new nurses”", URL: "/opportunities/nurses/"},
		Choices: "What is open now", Offers: []view.Link{{Text: "Help us choose the food on our wards", URL: "/opportunities/ward-food/"}},
		Forms: []view.Link{{Text: "Join our involvement bank", URL: "/get-involved/bank/"}},
	}
	v.NoIndex = true
	return v
}

func sampleDown() view.Refusal {
	v := view.Refusal{
		Frame: frame("refusal", "You have sent this form before", ""), Help: sampleHelp(), Says: []string{"If the new answers are right, send them as an update."},
		Reference: "7KM4-2PXR", Again: sampleAgain("Check it and send it as an update"), Typed: sampleAnswers()[:2],
	}
	v.NoIndex = true
	return v
}
