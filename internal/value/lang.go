package value

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"example.org/partake/internal/frontmatter"
)

// Lang is a language tag (BCP 47) such as "cy" or "ur".
type Lang string

var langPattern = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$`)

// langHint shows codes that sites here use.
const langHint = "write cy for Welsh, ur for Urdu, pl for Polish, bfi for British Sign Language"

// UnmarshalText accepts language, script and region.
func (l *Lang) UnmarshalText(text []byte) error {
	if !langPattern.Match(text) {
		return &frontmatter.Mistake{Message: fmt.Sprintf("has to be the short code of a language, not %q", text), Hint: langHint}
	}
	if _, err := language.Parse(string(text)); err != nil {
		return &frontmatter.Mistake{Message: fmt.Sprintf("is not a language that is known: %q", text), Hint: langHint}
	}
	*l = Lang(text)
	return nil
}

// rightToLeft are the scripts that are written so.
var rightToLeft = strings.Fields("Adlm Arab Aran Hebr Mand Nkoo Rohg Samr Syrc Thaa")

// Dir is the writing direction: "rtl" or "ltr".
func (l Lang) Dir() string {
	script := unlisted[l].script
	if script == "" {
		likely, _ := language.Make(string(l)).Script()
		script = likely.String()
	}
	if slices.Contains(rightToLeft, script) {
		return "rtl"
	}
	return "ltr"
}

// English is the language of a page that does not say another.
const English Lang = "en-GB"

// unlisted are languages of people here that the tables of names do not know,
// or know in part.
var unlisted = map[Lang]struct{ name, english, script string }{
	"aii": {"ܣܘܪܬ", "Assyrian", "Syrc"},
	"bfi": {"British Sign Language", "British Sign Language", ""},
	"haz": {"هزارگی", "Hazaragi", "Arab"},
	"kmr": {"Kurmancî", "Kurmanji", ""},
	"ku":  {"Kurdî", "Kurdish", ""},
	"prs": {"دری", "Dari", "Arab"},
	"rhg": {"Ruáingga", "Rohingya", "Latn"},
	"syl": {"Sylheti", "Sylheti", ""},
}

// IsEnglish says whether a text is in English, of whatever country.
func (l Lang) IsEnglish() bool { return l == "" || l == "en" || strings.HasPrefix(string(l), "en-") }

// Name is what people who speak the language call it: "Cymraeg". Where that is
// not known it is the English name.
func (l Lang) Name() string {
	return cmp.Or(unlisted[l].name, display.Self.Name(language.Make(string(l))), l.English())
}

// English is its English name: "Welsh". It is the tag where there is none.
func (l Lang) English() string {
	return cmp.Or(unlisted[l].english, display.English.Tags().Name(language.Make(string(l))), string(l))
}
