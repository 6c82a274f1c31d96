// Package sitemap writes what search engines read: sitemap.xml and robots.txt.
package sitemap

import (
	"encoding/xml"
	"slices"
	"strings"

	"example.org/partake/internal/value"
)

// Entry is a page. Changed is the day on which its content last changed, never
// the day of a build; 0 when nobody knows.
type Entry struct {
	URL     string
	Changed value.Date
}

// XML is the sitemap of the pages of a site at base, in the order of their
// addresses.
func XML(base string, entries []Entry) string {
	slices.SortFunc(entries, func(x, y Entry) int { return strings.Compare(x.URL, y.URL) })
	var b strings.Builder
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, e := range entries {
		b.WriteString("<url><loc>" + base + e.URL + "</loc>")
		if e.Changed != 0 {
			b.WriteString("<lastmod>" + e.Changed.ISO() + "</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	return b.String() + "</urlset>\n"
}

// Robots is robots.txt. A hidden site asks all search engines to stay away.
func Robots(base string, hidden bool) string {
	if hidden {
		return "User-agent: *\nDisallow: /\n"
	}
	return "User-agent: *\nAllow: /\n\nSitemap: " + base + "/sitemap.xml\n"
}
