package form

import (
	"maps"
	"slices"

	"example.org/partake/internal/value"
)

// knownIDs lists the fields that need no more than their id.
func knownIDs() []string { return slices.Sorted(maps.Keys(known)) }

// known are the fields that most forms have.
var known = map[string]Field{
	"name": {Kind: "text", Label: "Your name", Hint: "The name that you would like us to use.", Max: 200},
	"reply_by": {
		Kind: "choice", Label: "How would you like us to contact you?",
		Options: []string{"By email", "By phone", "By post", "By text message"},
	},
	"contact":     {Kind: "text", Label: "Your email address, phone number or postal address", Hint: "The one that goes with the way you chose.", Max: 500},
	"opportunity": {Kind: "opportunity", Label: "What you would like to take part in", Optional: true},
	"who":         {Kind: "choices", Label: "Which of these are you?", Options: whoWords(), Optional: true},
	"interests":   {Kind: "choices", Label: "What would you like to hear about?", Options: activityWords(), Optional: true},
	"experience": {
		Kind: "long-text", Label: "Your experience, in your own words", Hint: "Only what you want to tell us. Please do not name other people.",
		Max: 5000, Optional: true, Health: true,
	},
	"access_needs": {
		Kind: "long-text", Label: "Do you need information in another format, or help to take part?",
		Hint: "For example Easy Read, large print, a British Sign Language (BSL) interpreter, or someone with you.", Max: 1000, Optional: true, Health: true,
	},
	"updates_by": {
		Kind: "choice", Label: "How would you like to hear what happened?",
		Options: []string{"By email", "By phone", "By post", "At a meeting", "I will look at this website"}, Optional: true,
	},
}

// shorts are what messages call the known fields: "Enter your name".
var shorts = map[string]string{
	"name": "your name", "reply_by": "how you would like us to contact you", "opportunity": "what you would like to take part in",
	"who": "which of these you are", "interests": "what you would like to hear about", "experience": "your experience",
	"access_needs": "your access needs", "updates_by": "how you would like to hear what happened",
}

// contactInputs are what the field contact asks for: the one that fits the answer
// to reply_by has to be filled.
var contactInputs = []Input{
	{ID: "contact_email", Kind: "email", Label: "Your email address", Short: "your email address", Autocomplete: "email", Max: 254, For: []string{"email"}},
	{
		ID: "contact_phone", Kind: "phone", Label: "Your phone number", Hint: "With its area code. If it is not a UK number, start with + and the country code.",
		Short: "your phone number", Autocomplete: "tel", Max: 50, For: []string{"phone", "text"},
	},
	{ID: "contact_post", Kind: "long-text", Label: "Your postal address", Short: "your postal address", Autocomplete: "street-address", For: []string{"post"}},
}

// settled are the values of known answers, by their words. Those of other
// answers are made of their words.
var settled = map[string]map[string]string{
	"reply_by": {"By email": "email", "By phone": "phone", "By post": "post", "By text message": "text"},
	"updates_by": {
		"By email": "email", "By phone": "phone", "By post": "post", "At a meeting": "meeting", "I will look at this website": "website",
	},
	"who":       byWords(value.Who("").Allowed(), func(v string) string { return value.Who(v).Words() }),
	"interests": byWords(value.Activity("").Allowed(), func(v string) string { return value.Activity(v).Words() }),
}

func byWords(values []string, words func(string) string) map[string]string {
	out := map[string]string{}
	for _, v := range values {
		out[words(v)] = v
	}
	return out
}

func whoWords() []string {
	var out []string
	for _, v := range value.Who("").Allowed() {
		out = append(out, value.Who(v).Words())
	}
	return out
}

func activityWords() []string {
	var out []string
	for _, v := range value.Activity("").Allowed() {
		out = append(out, value.Activity(v).Words())
	}
	return out
}
