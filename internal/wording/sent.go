package wording

import "example.org/partake/internal/disclosure"

// SentCount is how many forms were sent, as far as that may be published: "None",
// "1 to 7", "About 1,200".
func SentCount(f disclosure.Figure) string {
	switch f {
	case 0:
		return "None"
	case disclosure.Few:
		return f.String()
	}
	return "About " + Thousands(int(f))
}

// SentShare is the share that was dealt with. Why it is not shown is not said: that
// would tell which number was small.
func SentShare(f disclosure.Figure, s disclosure.Share) string {
	switch {
	case f == 0:
		return "–"
	case s == disclosure.Withheld:
		return "Not shown"
	case s == 0:
		return "None yet"
	case s == 100:
		return "All of them"
	}
	return "About " + s.String()
}
