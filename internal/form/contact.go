package form

import (
	"net/mail"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// email reads one bare address. Typed is a character that can't be in one.
func email(s string) (address string, broken Rule, typed string) {
	s = strings.TrimRightFunc(unmarked(s), func(r rune) bool { return r == '.' || edge(r) })
	domain := s[strings.LastIndexByte(s, '@')+1:]
	odd := strings.IndexFunc(s, lookalike)
	switch {
	case odd >= 0:
		r, _ := utf8.DecodeRuneInString(s[odd:])
		return s, EmailLetters, string(r)
	case strings.ContainsAny(s, ",;") || strings.Count(s, "@") > 1:
		return s, EmailOne, ""
	case strings.IndexFunc(s, unicode.IsSpace) >= 0 && !strings.ContainsAny(s, "<>"):
		return s, EmailSpace, ""
	}
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || strings.ContainsAny(s, `"\<>()[]`) || len(s)-len(domain)-1 > 64 || !host(domain) {
		return s, Email, ""
	}
	return s, "", ""
}

// lookalike says whether a character looks like one that an address can have:
// a full-width ＠, the curly quotes and long dashes of word processors.
func lookalike(r rune) bool {
	if r < utf8.RuneSelf || unicode.IsSpace(r) {
		return false
	}
	return !unicode.In(r, unicode.L, unicode.M, unicode.Nd) || norm.NFKC.String(string(r)) != norm.NFC.String(string(r))
}

// host says whether a domain can be one. It may be in any script.
func host(domain string) bool {
	labels := strings.Split(domain, ".")
	for _, l := range labels {
		bad := func(r rune) bool { return r != '-' && !unicode.In(r, unicode.L, unicode.M, unicode.Nd) }
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' || strings.IndexFunc(l, bad) >= 0 {
			return false
		}
	}
	last := labels[len(labels)-1]
	return len(labels) > 1 && utf8.RuneCountInString(last) > 1 && strings.IndexFunc(last, unicode.IsLetter) >= 0
}

var (
	extension = regexp.MustCompile(`(?i)[ ,]*(?:extension|ext\.?|x|#) *[0-9]{1,8}$`)
	relay     = regexp.MustCompile(`^1800[12][ -]*([0+(])`)
	number    = regexp.MustCompile(`^(\+|00)?([0-9 ()./-]+)$`)
)

// phone reads a number as people write it: of the UK with its area code, or of
// any country, with "+44 (0)", "ext 12" and the 18001 of Relay UK.
func phone(s string) (string, Rule) {
	s = figures(unmarked(s))
	parts := number.FindStringSubmatch(relay.ReplaceAllString(extension.ReplaceAllString(s, ""), "$1"))
	if parts == nil {
		return s, Phone
	}
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, strings.Replace(parts[2], "(0)", "", 1))
	least, most := 10, 15
	switch {
	case parts[1] != "":
		least = 8
	case strings.HasPrefix(digits, "0"):
		most = 11
	}
	switch {
	case len(digits) < 4 || len(digits) > most:
		return s, Phone
	case len(digits) < least:
		return s, PhoneShort
	}
	return s, ""
}

// zeros are the digit 0 of scripts that phones have keyboards for: full-width,
// Arabic, Persian and Urdu, Hindi, Bengali, Punjabi, Gujarati.
const zeros = "\uff10\u0660\u06f0\u0966\u09e6\u0a66\u0ae6"

// figures writes the digits, spaces and dashes of a number in the way that
// every telephone knows.
func figures(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '＋':
			return '+'
		case unicode.Is(unicode.Pd, r) || r == '−':
			return '-'
		}
		for _, zero := range zeros {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		return r
	}, s)
}
