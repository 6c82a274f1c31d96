package intake

import (
	"slices"
	"strings"
	"testing"
)

// What machines send is flagged. What people send is not, in any language, short
// or long, with a link of their own.
func TestFlags(t *testing.T) {
	for _, test := range []struct {
		name, text, honeypot string
		want                 []Flag
	}{
		{name: "a sentence", text: "I stayed on Curlew ward in March and would like to help."},
		{name: "one word", text: "Yes"},
		{name: "nothing", text: ""},
		{name: "two links", text: "My blog is https://example.org/me and www.example.org has my talk."},
		{name: "Welsh", text: "Rwy’n byw yn Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ac mae gen i brofiad."},
		{name: "Polish", text: "Bezwzględny, chrząszcz brzmi w trzcinie w Szczebrzeszynie, wstrząs."},
		{name: "Urdu", text: "میں آپ کے ساتھ شامل ہونا چاہتی ہوں۔"},
		{name: "a cry", text: strings.Repeat("please ", 8) + "ring me"},
		{name: "code of a number plate", text: "My reference is BCDFGHJKL."},
		{name: "three links", text: "https://a.example https://b.example http://c.example", want: []Flag{Links}},
		{name: "forum code", text: "[url=https://a.example]cheap[/url]", want: []Flag{Markup}},
		{name: "links in capitals", text: "HTTPS://A.EXAMPLE Http://b.example WWW.C.EXAMPLE", want: []Flag{Links}},
		{name: "a long awww", text: "Awww.yes, awww.no, awww.maybe"},
		{name: "forum code in capitals", text: "[URL]cheap[/URL]", want: []Flag{Markup}},
		{name: "HTML", text: `<a href="https://a.example">cheap</a>`, want: []Flag{Markup}},
		{name: "again and again", text: strings.Repeat("buy now ", 10) + strings.Repeat("buy ", 30), want: []Flag{Repeats}},
		{name: "keys at random", text: "hgfdsjkl qwrtpsdfg zxcvbnmkl bcdfghjk", want: []Flag{OtherText}},
		{name: "the hidden field", text: "Hello", honeypot: "x", want: []Flag{Honeypot}},
		{name: "spaces in the hidden field", text: "Hello", honeypot: " "},
		{name: "all of it", text: "[url=x] https://a.example https://b.example www.c.example", honeypot: "x", want: []Flag{Honeypot, Links, Markup}},
	} {
		if got := Flags([]string{test.text}, Signs{Honeypot: trapped(test.honeypot)}); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
