package markdown

import (
	"strings"

	"example.org/partake/internal/diag"
)

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
