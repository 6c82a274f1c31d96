package opportunity

import (
	"fmt"
	"strconv"
	"strings"

	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// Commitment is how much time it takes.
type Commitment struct {
	Phrase string `yaml:"-"` // the whole, when written as a phrase

	// Sessions is how many times people meet.
	Sessions int `yaml:"sessions" eg:"6"`
	// HoursEach is how long each time is.
	HoursEach float64 `yaml:"hours_each" eg:"2"`
	// PreparationHours is how long people prepare for each.
	PreparationHours float64 `yaml:"preparation_hours" eg:"1"`
	// Frequency is how often.
	Frequency value.Frequency `yaml:"frequency" eg:"monthly"`
	// Length is how long it goes on.
	Length string `yaml:"length" line:"true" eg:"\"6 months\""`
	// Ongoing is true for a role without an end.
	Ongoing bool `yaml:"ongoing" eg:"true"`
}

// UnmarshalValue reads a phrase or the keys.
func (t *Commitment) UnmarshalValue(v frontmatter.Value) error {
	if v.IsText() {
		return v.Into(&t.Phrase)
	}
	type keys Commitment
	if err := v.Into((*keys)(t)); err != nil {
		return err
	}
	if t.HoursEach < 0 || t.PreparationHours < 0 {
		return &frontmatter.Mistake{Message: "can't be less than nothing", Hint: "write the hours without the minus"}
	}
	return nil
}

// TotalHours is the time of all sessions with their preparation, 0 when the
// file does not say enough.
func (t Commitment) TotalHours() float64 {
	return float64(t.Sessions) * (t.HoursEach + t.PreparationHours)
}

// Short is the commitment in a few words, for cards.
func (t Commitment) Short() string {
	switch {
	case t.Phrase != "":
		return t.Phrase
	case t.HoursEach > 0 && t.Frequency != "" && t.Frequency != "ad-hoc" && t.Frequency != "one-off":
		return Hours(t.HoursEach) + " " + t.Frequency.Words()
	case t.HoursEach > 0 && t.Sessions > 1:
		return fmt.Sprintf("%d sessions of %s", t.Sessions, Hours(t.HoursEach))
	case t.HoursEach > 0 && t.Frequency == "one-off":
		return Hours(t.HoursEach) + ", once"
	case t.HoursEach > 0:
		return strings.TrimSpace(Hours(t.HoursEach) + " " + t.Frequency.Words())
	case t.Sessions == 1:
		return "1 session"
	case t.Sessions > 0:
		return fmt.Sprintf("%d sessions", t.Sessions)
	case t.Length != "":
		return t.Length
	}
	return ""
}

// Hours is "1 hour", "2 hours", "1.5 hours", "30 minutes".
func Hours(h float64) string {
	switch {
	case h < 1:
		return fmt.Sprintf("%d minutes", int(h*60+0.5))
	case h == 1:
		return "1 hour"
	}
	return strconv.FormatFloat(h, 'f', -1, 64) + " hours"
}
