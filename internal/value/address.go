package value

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"example.org/partake/internal/frontmatter"
)

// Slugify makes a name into a part of an address: small letters without
// accents, figures and hyphens.
func Slugify(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range withoutAccents(strings.ToLower(s)) {
		switch {
		case r == '\'', r == '’':
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		default:
			dash = true
		}
	}
	return b.String()
}

// ascii drops what is not plain ASCII.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return r
	}, s)
}

// maxSlug is the longest part of an address; file systems end at 255 bytes.
const maxSlug = 120

// reserved names would write over what Partake makes itself, or are not
// allowed as file names on some systems.
var reserved = strings.Fields("index feed calendar interest assets images page paid online con prn aux nul com1 com2 com3 com4 lpt1 lpt2 lpt3")

// IsSlug says whether a name can be part of an address: small letters and figures,
// with single hyphens between them.
func IsSlug(s string) bool {
	hyphen := true
	for i := range len(s) {
		c := s[i]
		if c == '-' && hyphen || c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
		hyphen = c == '-'
	}
	return !hyphen
}

// CheckSlug checks one part of an address.
func CheckSlug(c *frontmatter.Check, key, slug string) {
	switch {
	case !IsSlug(slug):
		hint := "use small letters, figures and hyphens"
		if better := ascii(Slugify(slug)); IsSlug(better) {
			hint += ": " + better
		}
		c.Errorf(key, hint, "%q can't be part of an address", slug)
	case len(slug) > maxSlug:
		c.Errorf(key, shorter(key, "a-short-name"), "the name is too long for an address: %d characters, over %d", len(slug), maxSlug)
	case slices.Contains(reserved, slug):
		c.Errorf(key, shorter(key, "another-name"), "Partake needs the name %q for itself", slug)
	}
}

// shorter is the hint for a name that can't be used: of a file, which has no key
// for it yet, or the value of a key.
func shorter(key, name string) string {
	if key == "" {
		return "rename the file, or add slug: \"" + name + "\""
	}
	return "write " + key + ": \"" + name + "\""
}

var pathPattern = regexp.MustCompile(`^(/[A-Za-z0-9][A-Za-z0-9._~-]*)+/?$`)

// CheckPath checks a whole address of this site, such as an alias.
func CheckPath(c *frontmatter.Check, key, address string) {
	if !IsPath(address) {
		c.Errorf(key, "write it with slashes around it, and without the name of the site: /old/name/", "%q can't be an address of this site", address)
	}
}

// IsPath says whether an address can be one of this site.
func IsPath(address string) bool {
	return pathPattern.MatchString(address) && len(address) <= 200 && !strings.Contains(address, "..")
}

// CheckWebsite checks the address of a page elsewhere, where there is one.
func CheckWebsite(c *frontmatter.Check, key, address string) {
	u, err := url.Parse(address)
	switch {
	case address == "":
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || strings.ContainsAny(address, " \\\"<>"):
		c.Errorf(key, "start it with https://", "%q is not the address of a site", address)
	case u.User != nil:
		c.Errorf(key, "take out what stands before @", "the address %q hides where it leads", address)
	}
}

// CheckLink checks the address of a page of this site or elsewhere, where there is one.
func CheckLink(c *frontmatter.Check, key, address string) {
	if here, _, _ := strings.Cut(address, "#"); !IsPath(here) {
		CheckWebsite(c, key, address)
	}
}

// CheckBaseURL parses the address at which a site is published.
func CheckBaseURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https":
		return nil, &frontmatter.Mistake{Message: "needs to start with https:// and the name of the site", Hint: "write it as https://involvement.example.org"}
	case strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return nil, &frontmatter.Mistake{Message: "can't have anything after the name of the site", Hint: "write it as " + u.Scheme + "://" + u.Host}
	}
	if name, err := idna.Lookup.ToASCII(u.Hostname()); err != nil || name != strings.ToLower(u.Hostname()) {
		return nil, &frontmatter.Mistake{Message: "has letters that feeds and maps of the site can't hold", Hint: "write the name of the site as " + cmp.Or(name, "the one who gave it to you spells it")}
	}
	u.Path = ""
	return u, nil
}
