package value

import (
	pathpkg "path"
	"strings"
	"testing"
	"unicode"

	"example.org/partake/internal/frontmatter"
)

// A date that is read is written the same, and shown as a day that exists.
func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2027-05-03", "2024-02-29", "2027-05-03T17:00", "2027-03-28T01:30", "2026-10-25T01:30", "1900-01-01", "2200-12-31", "3 May 2027", "03/05/2027", "T", "2027-05-03 9:05"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var d Date
		if d.UnmarshalText([]byte(text)) == nil {
			if d.ISO() != text || DateOf(d.Start()) != d || d.String() == "" {
				t.Errorf("%q became %s, %s", text, d.ISO(), d)
			}
		}
		var m Moment
		if m.UnmarshalText([]byte(text)) != nil {
			return
		}
		if DateOf(m.Start()) != m.Date || DateOf(m.End()) != m.Date || m.End().Before(m.Start()) {
			t.Errorf("%q became %v to %v", text, m.Start(), m.End())
		}
		if m.HasTime && !strings.HasSuffix(m.Clock(), "m") && m.Clock() != "midnight" && m.Clock() != "midday" {
			t.Errorf("%q is shown as %q", text, m.Clock())
		}
	})
}

// C4: whatever a name is, what it becomes is a part of an address or refused,
// and it becomes the same a second time.
func FuzzSlug(f *testing.F) {
	for _, seed := range []string{"Ward food", "Llŷr’s café", "../../etc/passwd", "%2e%2e", "CON", "a\x00b", "İstanbul", "ﬁﬂ", "ǅ", "٣", "语言", "a.", "-a-", strings.Repeat("é", 200), "e\u0301", "\u1e9e", "K"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		slug := Slugify(name)
		if again := Slugify(slug); again != slug {
			t.Errorf("%q became %q, and that %q", name, slug, again)
		}
		if short := ascii(slug); slug == short && slug != "" && !IsSlug(slug) {
			t.Errorf("%q became %q", name, slug)
		}
		c := &frontmatter.Check{}
		CheckSlug(c, "slug", name)
		path := "/a/" + name + "/"
		if len(c.List) == 0 && (!IsPath(path) || len(name) > maxSlug || pathpkg.Clean(path)+"/" != path) {
			t.Errorf("%q can be part of an address, and %s can't be one", name, path)
		}
		if IsPath(name) && (strings.Contains(name, "..") || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`\%<>"'&?#:`, r) })) {
			t.Errorf("%q is an address", name)
		}
	})
}

// What is typed as a way to reach somebody makes a link that can do nothing
// else, and no second line in a mail.
func FuzzContact(f *testing.F) {
	for _, seed := range []string{"01632 960000", "+44 (0)1632 960000 ext 12", "18001 01632 960123", "a@example.org", "\"a b\"@example.org", "a@[127.0.0.1]", "a@b.example\r\nBcc: c@d.example", "é@example.org", "(a)b@example.org", "a@xn--e1a.example", "javascript:x@a.b", "a?subject=x@b.example", "cy", "en-GB", "zz-Zzzz", "#005a61"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var phone Phone
		if phone.UnmarshalText([]byte(text)) == nil {
			if number, ok := strings.CutPrefix(phone.URL(), "tel:"); !ok || strings.Trim(number, "+0123456789") != "" {
				t.Errorf("%q leads to %q", text, phone.URL())
			}
		}
		var email Email
		if email.UnmarshalText([]byte(text)) == nil && (strings.ContainsFunc(string(email), unicode.IsControl) || strings.ContainsAny(string(email), "<>")) {
			t.Errorf("%q is an email address", email)
		}
		var lang Lang
		if lang.UnmarshalText([]byte(text)) == nil && (lang.Name() == "" || lang.English() == "" || lang.Dir() != "ltr" && lang.Dir() != "rtl") {
			t.Errorf("the language %q has no name", text)
		}
		var colour Colour
		if colour.UnmarshalText([]byte(text)) == nil && (len(text) != 7 || Contrast(colour, colour) != 1) {
			t.Errorf("the colour %q", text)
		}
	})
}
