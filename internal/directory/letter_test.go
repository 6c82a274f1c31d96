package directory

import (
	"testing"

	"example.org/partake/internal/value"
)

// Each title has a letter, and each letter an anchor that no term can have.
func TestLetter(t *testing.T) {
	for title, want := range map[string][2]string{
		"early": {"E", "letter-e"}, "Évening": {"E", "letter-e"}, "“Quoted”": {"Q", "letter-q"}, "Ørsted": {"Ø", "letter-ø"}, "شرکت": {"ش", "letter-ش"},
		"4Pi": {"0 to 9", "letter-0"}, "…": {"Other", "letter-other"}, "": {"Other", "letter-other"}, "🌻👩🏽‍🦽": {"Other", "letter-other"}, "🌻 Sunny": {"S", "letter-s"}, "Ŵyn": {"W", "letter-w"}, "王小明": {"王", "letter-王"}, "İstanbul": {"I", "letter-i"}, "한국어": {"ᄒ", "letter-ᄒ"},
	} {
		if letter, id := Letter(value.Order(title)); letter != want[0] || id != want[1] {
			t.Errorf("%q stands under %q (%s), want %q", title, letter, id, want)
		}
	}
}
