package value

import (
	"strings"
	"testing"
	"time"
)

// Names in any language of our readers become addresses, or none.
func TestSlugify(t *testing.T) {
	for name, want := range map[string]string{
		"Ward food": "ward-food", "  What’s on? ": "whats-on", "Croeso i’r tîm": "croeso-ir-tim", "Llanfair-PG & Môn": "llanfair-pg-mon",
		"Café Ångström": "cafe-angstrom", "cafe\u0301": "cafe", "100% you": "100-you", "خوش آمدید": "خوش-امدید", "🙂": "", "--a--b--": "a-b", "": "",
	} {
		if got := Slugify(name); got != want {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
}

// Dates and times as the NHS writes them.
func TestMomentWords(t *testing.T) {
	for text, want := range map[string]string{
		"2027-05-03":       "Monday 3 May 2027",
		"2027-05-03T17:00": "Monday 3 May 2027 at 5pm",
		"2027-05-03T17:30": "Monday 3 May 2027 at 5:30pm",
		"2027-05-03T09:05": "Monday 3 May 2027 at 9:05am",
		"2027-05-03T12:00": "Monday 3 May 2027 at midday",
		"2027-05-03T00:00": "Monday 3 May 2027 at midnight",
		"2027-05-03T00:15": "Monday 3 May 2027 at 12:15am",
		"2027-05-03 10:00": "Monday 3 May 2027 at 10am",
	} {
		var m Moment
		if err := m.UnmarshalText([]byte(text)); err != nil || m.Long() != want {
			t.Errorf("%s became %q (%v), want %q", text, m.Long(), err, want)
		}
		if out, err := m.MarshalText(); err != nil || string(out) != strings.Replace(text, " ", "T", 1) {
			t.Errorf("%s was written as %q (%v)", text, out, err)
		}
	}
}

// A day has its start and its last minute in London, also when the clocks change.
func TestMomentOnTheClock(t *testing.T) {
	for text, want := range map[string][2]string{
		"2027-01-03":       {"2027-01-03T00:00:00Z", "2027-01-03T23:59:00Z"},
		"2027-05-03":       {"2027-05-02T23:00:00Z", "2027-05-03T22:59:00Z"},
		"2027-03-28":       {"2027-03-28T00:00:00Z", "2027-03-28T22:59:00Z"}, // 23 hours
		"2026-10-25":       {"2026-10-24T23:00:00Z", "2026-10-25T23:59:00Z"}, // 25 hours
		"2027-05-03T17:00": {"2027-05-03T16:00:00Z", "2027-05-03T16:00:00Z"},
		"2027-03-28T02:00": {"2027-03-28T01:00:00Z", "2027-03-28T01:00:00Z"},
	} {
		var m Moment
		if err := m.UnmarshalText([]byte(text)); err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got := [2]string{m.Start().UTC().Format(time.RFC3339), m.End().UTC().Format(time.RFC3339)}
		if got != want {
			t.Errorf("%s starts and ends %v, want %v", text, got, want)
		}
	}
}

// A date is a day of the calendar, whatever the year.
func TestDate(t *testing.T) {
	var leap Date
	if err := leap.UnmarshalText([]byte("2024-02-29")); err != nil {
		t.Fatal(err)
	}
	if got := leap.AddYears(4).String() + ", " + leap.Month(); got != "29 February 2028, February 2024" {
		t.Error(got)
	}
	if got := (leap + 1).ISO(); got != "2024-03-01" {
		t.Errorf("the day after is %s", got)
	}
	if Date(0).String() != "" {
		t.Error("no date is shown as one")
	}
	late := time.Date(2026, 6, 30, 23, 30, 0, 0, time.UTC)
	if got := DateOf(late).ISO(); got != "2026-07-01" {
		t.Errorf("half past midnight in London falls on %s", got)
	}
}

// WCAG's own examples: black on white is 21, the same colour 1.
func TestContrast(t *testing.T) {
	for pair, want := range map[[2]Colour]float64{
		{"#000000", "#ffffff"}: 21, {"#ffffff", "#000000"}: 21, {"#777777", "#777777"}: 1, {"#767676", "#ffffff"}: 4.54, {"#777777", "#ffffff"}: 4.48,
	} {
		if got := Contrast(pair[0], pair[1]); got < want-0.005 || got > want+0.005 {
			t.Errorf("%v is %.3f to 1, want %.2f", pair, got, want)
		}
	}
	if c := Contrast(DefaultAccent, DefaultAccentText); c < 4.5 {
		t.Errorf("our own colours have %.2f to 1", c)
	}
}

// An address of a site is a scheme and a name.
func TestCheckBaseURL(t *testing.T) {
	for _, good := range []string{"https://example.org", "https://example.org/", "http://127.0.0.1:8080", "https://xn--bcher-kva.example"} {
		u, err := CheckBaseURL(good)
		if err != nil || u.String() != strings.TrimSuffix(good, "/") {
			t.Errorf("%s became %v (%v)", good, u, err)
		}
	}
	for _, bad := range []string{
		"", "example.org", "//example.org", "ftp://example.org", "https://", "https://example.org/a", "https://example.org/?a", "https://example.org/#a",
		"https://user@example.org", "javascript:alert(1)", "https://exa mple.org", "https://:443",
	} {
		if u, err := CheckBaseURL(bad); err == nil {
			t.Errorf("%q became %v", bad, u)
		}
	}
}

// Numbers to ring, as people write them, and as links.
func TestPhone(t *testing.T) {
	for text, link := range map[string]string{
		"01632 960123": "tel:01632960123", "+44 (0)1632 960123": "tel:+441632960123", "01632 960123 ext 12": "tel:01632960123",
		"18001 01632 960000": "tel:1800101632960000", "111": "tel:111", "(01632) 960-123": "tel:01632960123",
	} {
		var p Phone
		if err := p.UnmarshalText([]byte(text)); err != nil || p.URL() != link {
			t.Errorf("%q leads to %q (%v), want %q", text, p.URL(), err, link)
		}
	}
	for _, bad := range []string{"12", "ring me", "01632 960123 / 960124", "0163296012345678901234", "ext 12"} {
		if new(Phone).UnmarshalText([]byte(bad)) == nil {
			t.Errorf("%q is taken as a phone number", bad)
		}
	}
}

// Languages that are written from right to left say so.
func TestLang(t *testing.T) {
	for tag, dir := range map[string]string{"cy": "ltr", "en-GB": "ltr", "ur": "rtl", "ar": "rtl", "pa-Arab": "rtl", "ku-Latn": "ltr", "pa": "ltr", "zh-Hant-HK": "ltr"} {
		var l Lang
		if err := l.UnmarshalText([]byte(tag)); err != nil || l.Dir() != dir {
			t.Errorf("%s is %s (%v), want %s", tag, l.Dir(), err, dir)
		}
	}
}
