package host

import (
	"strings"

	"example.org/partake/internal/headers"
)

// kindOf is the type of a file, and whether it is worth compressing.
func kindOf(name string) (kind string, text bool) {
	kind = headers.Kind(name)
	return kind, strings.HasPrefix(kind, "text/") || strings.Contains(kind, "json") || strings.HasSuffix(strings.TrimSuffix(kind, "; charset=utf-8"), "xml")
}
