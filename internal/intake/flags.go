package intake

import (
	"regexp"
	"slices"
	"strings"
)

// Flag is why a record may be spam. A flagged record is stored and reaches the
// team like any other, in a digest; nothing is ever dropped for a flag.
type Flag string

// The flags. How fast somebody types is none: people paste, and people who use
// switches or dictation send at once.
const (
	Honeypot  Flag = "honeypot"  // the field that people do not see was filled in
	Burst     Flag = "burst"     // very many came at the same time, from everywhere
	Links     Flag = "links"     // more addresses of sites than a story needs
	Markup    Flag = "markup"    // forum or HTML code for links
	Repeats   Flag = "repeats"   // the same words again and again
	OtherText Flag = "gibberish" // long words without a vowel, as machines make them
)

// mostLinks is how many addresses an honest answer may hold.
const mostLinks = 2

// Both are for small letters.
var (
	link   = regexp.MustCompile(`\b(?:https?://|www\.)\S+`)
	markup = regexp.MustCompile(`\[/?url|<a\s+href|\[link=`)
)

// Signs are what the desk saw of how something was sent. The page "Check your
// answers" carries them on inside its token, so that what was seen of the first
// sending is said of the record that the second one makes.
type Signs struct{ Honeypot, Burst bool }

// trapped says whether the field that people do not see was filled in.
func trapped(honeypot string) bool { return strings.TrimSpace(honeypot) != "" }

// Flags looks at what somebody wrote and at how it came. The result is sorted.
func Flags(texts []string, s Signs) []Flag {
	var out []Flag
	add := func(f Flag, on bool) {
		if on {
			out = append(out, f)
		}
	}
	all := strings.ToLower(strings.Join(texts, "\n"))
	add(Honeypot, s.Honeypot)
	add(Burst, s.Burst)
	// Most texts have not a sign of either, and a pattern takes its time to see it.
	add(Links, (strings.Contains(all, "://") || strings.Contains(all, "www.")) && len(link.FindAllStringIndex(all, mostLinks+1)) > mostLinks)
	add(Markup, strings.ContainsAny(all, "[<") && markup.MatchString(all))
	add(Repeats, repeats(all))
	add(OtherText, gibberish(all))
	slices.Sort(out)
	return out
}

// repeats says whether one word makes up most of a text in small letters.
func repeats(text string) bool {
	words := strings.Fields(text)
	if len(words) < 30 {
		return false
	}
	count, most := map[string]int{}, 0
	for _, w := range words {
		count[w]++
		most = max(most, count[w])
	}
	return most > len(words)/2
}

// gibberish finds several long runs of small Latin consonants. Names and words of
// other languages have them too, so one is no sign.
func gibberish(text string) bool {
	runs, length := 0, 0
	for _, r := range text + " " {
		if r < 'a' || r > 'z' || strings.ContainsRune("aeiouyw", r) {
			if length >= 7 {
				runs++
			}
			length = 0
			continue
		}
		length++
	}
	return runs >= 3
}
