package value

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Lang is a language tag (BCP 47) such as "cy" or "ur".
type Lang string

var langPattern = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$`)

// UnmarshalText accepts language, script and region.
func (l *Lang) UnmarshalText(text []byte) error {
	if !langPattern.Match(text) {
		return fmt.Errorf("is not a language tag such as cy or en-GB: %q", text)
	}
	if _, err := language.Parse(string(text)); err != nil {
		return fmt.Errorf("is not a language that is known: %q", text)
	}
	*l = Lang(text)
	return nil
}

// Dir is the writing direction: "rtl" or "ltr".
func (l Lang) Dir() string {
	code, script, _ := strings.Cut(string(l), "-")
	if strings.HasPrefix(script, "Arab") || strings.HasPrefix(script, "Hebr") {
		return "rtl"
	}
	if strings.HasPrefix(script, "Latn") {
		return "ltr"
	}
	if slices.Contains([]string{"ar", "ur", "fa", "he", "ps", "ku", "sd", "ug", "yi", "dv"}, code) {
		return "rtl"
	}
	return "ltr"
}

// English is the language of a page that does not say another.
const English Lang = "en-GB"

// Name is what people who speak the language call it: "Cymraeg".
func (l Lang) Name() string { return display.Self.Name(language.Make(string(l))) }

// English is its English name: "Welsh".
func (l Lang) English() string { return display.English.Tags().Name(language.Make(string(l))) }
