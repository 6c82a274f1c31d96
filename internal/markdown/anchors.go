package markdown

import (
	"strings"

	"example.org/partake/internal/diag"
)

// Placed are the places that a text leads to, which stands at an address. One on
// the page itself is left out where the text has no page of its own.
func Placed(url string, anchors []Anchor) []Anchor {
	var out []Anchor
	for _, a := range anchors {
		if a.URL == "" {
			a.URL = url
		}
		if a.URL != "" {
			out = append(out, a)
		}
	}
	return out
}

// MissingPlaces says which places that texts lead to are not there. page gives a
// rendered page by its address; each is asked for once.
func MissingPlaces(anchors []Anchor, page func(url string) ([]byte, error)) (diag.List, error) {
	var list diag.List
	pages := map[string]string{}
	for _, a := range anchors {
		if _, have := pages[a.URL]; !have {
			src, err := page(a.URL)
			if err != nil {
				return nil, err
			}
			pages[a.URL] = string(src)
		}
		if !strings.Contains(pages[a.URL], ` id="`+a.ID+`"`) {
			list.Add(a.Missing(a.URL, IDs(pages[a.URL])))
		}
	}
	return list, nil
}
