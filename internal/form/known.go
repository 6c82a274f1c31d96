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
