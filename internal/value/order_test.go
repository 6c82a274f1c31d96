package value

import (
	"slices"
	"strings"
	"testing"
)

// Titles as people look them up: without accents, capitals and the signs
// before the first letter; figures first, other scripts last.
func TestOrder(t *testing.T) {
	want := []string{"…", "10 minutes", "‘4Pi’", "Early", "Élan vital", "Évening", "exam", "‘Zoo’ visits", "Ørsted", "شرکت"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(x, y string) int { return strings.Compare(Order(x), Order(y)) })
	if !slices.Equal(got, want) {
		t.Errorf("sorted they are\n%q, want\n%q", got, want)
	}
	for title, want := range map[string]string{
		"Élan": "elan", "É́LAN": "elan", "“Quoted”": "quoted”", "": "\x00", "…": "\x00", "4Pi": "\x004pi", "٣ كتب": "\x00٣ كتب", "İstanbul": "istanbul",
	} {
		if got := Order(title); got != want {
			t.Errorf("%q is sorted by %q, want %q", title, got, want)
		}
	}
}

// Names of languages as their speakers and the English say them, and the way
// in which they are written: those that people here ask for.
func TestLangNames(t *testing.T) {
	for _, c := range []struct{ tag, name, english, dir string }{
		{"cy", "Cymraeg", "Welsh", "ltr"},
		{"en-GB", "British English", "British English", "ltr"},
		{"ur", "اردو", "Urdu", "rtl"},
		{"pa", "ਪੰਜਾਬੀ", "Punjabi", "ltr"},
		{"pa-Arab", "پنجابی", "Punjabi (Arabic)", "rtl"},
		{"pl", "polski", "Polish", "ltr"},
		{"fa-AF", "دری", "Dari", "rtl"},
		{"prs", "دری", "Dari", "rtl"},
		{"ckb", "کوردیی ناوەندی", "Central Kurdish", "rtl"},
		{"ckb-Latn", "Central Kurdish (Latin)", "Central Kurdish (Latin)", "ltr"},
		{"ku", "Kurdî", "Kurdish", "ltr"},
		{"ku-Arab", "Kurdish (Arabic)", "Kurdish (Arabic)", "rtl"},
		{"kmr", "Kurmancî", "Kurmanji", "ltr"},
		{"bfi", "British Sign Language", "British Sign Language", "ltr"},
		{"zh-Hant", "繁體中文", "Traditional Chinese", "ltr"},
		{"he-Latn", "Hebrew (Latin)", "Hebrew (Latin)", "ltr"},
		{"ks", "کٲشُر", "Kashmiri", "rtl"},
		{"haz", "هزارگی", "Hazaragi", "rtl"},
		{"sbn", "sbn", "sbn", "ltr"},
	} {
		var l Lang
		if err := l.UnmarshalText([]byte(c.tag)); err != nil {
			t.Error(err)
		}
		if l.Name() != c.name || l.English() != c.english || l.Dir() != c.dir {
			t.Errorf("%s is %q, %q, %s, want %q, %q, %s", c.tag, l.Name(), l.English(), l.Dir(), c.name, c.english, c.dir)
		}
	}
}
