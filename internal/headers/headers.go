// Package headers is the one source of the HTTP headers that protect readers.
//
// They are written for the host in its own form, so that every way of hosting
// sends the same. The policy lets a page load styles, scripts, pictures and
// sound of its own site and nothing else; no page may be framed; addresses of
// our pages do not leak to other sites. What needs https is left out for a
// site that is published without.
package headers

import (
	"fmt"
	"slices"
	"strings"
)

// Header is a name and a value.
type Header struct{ Name, Value string }

// Rule are the headers of the files that match a path. A * stands for the rest
// of a path.
type Rule struct {
	Path    string
	Headers []Header
}

// policy is the Content-Security-Policy. Styles and scripts are files of our
// own; there is none inside a page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; " +
	"require-trusted-types-for 'script'; trusted-types 'none'"

// svgPolicy keeps a script in an SVG from running when it is opened by itself.
const svgPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

// Revalidate is the Cache-Control of what may change at the same address: kept,
// and asked for again each time. Netlify sends it by itself.
const Revalidate = "public, max-age=0, must-revalidate"

const year = 365 * 24 * 60 * 60

// For returns the rules of a site published at a base URL. hidden adds the
// word to search engines that a preview is not to be listed.
func For(baseURL string, hidden bool) []Rule {
	csp := policy
	all := []Header{
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"},
	}
	if strings.HasPrefix(baseURL, "https://") {
		csp += "; upgrade-insecure-requests"
		all = append(all, Header{"Strict-Transport-Security", fmt.Sprintf("max-age=%d", 2*year)})
	}
	if hidden {
		all = append(all, Header{"X-Robots-Tag", "noindex"})
	}
	all = append([]Header{{"Content-Security-Policy", csp}}, all...)
	rules := []Rule{{Path: "/*", Headers: all}}
	rules = append(rules, Rule{Path: "/assets/*", Headers: []Header{{"Cache-Control", fmt.Sprintf("public, max-age=%d, immutable", year)}}})
	rules = append(rules, Rule{Path: "/*.svg", Headers: []Header{{"Content-Security-Policy", svgPolicy}}})
	return append(rules, feedRules()...)
}

// feedRules let other sites read feeds and calendars, which are made for it.
func feedRules() []Rule {
	var out []Rule
	for _, f := range []struct{ name, kind string }{
		{"feed.xml", "application/rss+xml; charset=utf-8"},
		{"feed.atom", "application/atom+xml; charset=utf-8"},
		{"feed.json", "application/feed+json; charset=utf-8"},
		{"calendar.ics", "text/calendar; charset=utf-8"},
	} {
		h := []Header{{"Content-Type", f.kind}, {"Access-Control-Allow-Origin", "*"}}
		out = append(out, Rule{Path: "/" + f.name, Headers: h}, Rule{Path: "/*/" + f.name, Headers: h})
	}
	return out
}

// Netlify writes the rules as a _headers file. No two rules that meet set the
// same header to different values, except the policy of an SVG: where a host
// sends both, the browser keeps to the stricter.
func Netlify(rules []Rule) []byte {
	var b strings.Builder
	for _, r := range rules {
		fmt.Fprintf(&b, "%s\n", r.Path)
		for _, h := range r.Headers {
			fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
		}
	}
	return []byte(b.String())
}

// Match returns the headers of one path, as a server sends them. Where two
// rules set the same header, the later and narrower one counts.
func Match(rules []Rule, path string) []Header {
	var out []Header
	for _, r := range rules {
		if !matches(r.Path, path) {
			continue
		}
		for _, h := range r.Headers {
			out = slices.DeleteFunc(out, func(x Header) bool { return x.Name == h.Name })
			out = append(out, h)
		}
	}
	return out
}

// matches compares a path with a pattern that has at most one *.
func matches(pattern, path string) bool {
	before, after, star := strings.Cut(pattern, "*")
	if !star {
		return pattern == path
	}
	return len(path) >= len(before)+len(after) && strings.HasPrefix(path, before) && strings.HasSuffix(path, after)
}
