package frontmatter

import (
	"strings"

	"example.org/partake/internal/diag"
)

// Keys knows where each key of a file stands. A key inside another is written
// "reimbursement.model", an entry of a list "actions[2].due".
type Keys struct {
	file string
	at   []keyPlace
}

type keyPlace struct {
	path      string
	line, col int32
}

// Pos returns the place of a key, or of the nearest one around it that the
// file has, or the start of the file.
func (k Keys) Pos(path string) diag.Pos {
	for path != "" {
		for _, p := range k.at {
			if p.path == path {
				return diag.Pos{File: k.file, Line: int(p.line), Col: int(p.col)}
			}
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return diag.Pos{File: k.file, Line: 1, Col: 1}
}

// Has says whether the file has the key.
func (k Keys) Has(path string) bool {
	for _, p := range k.at {
		if p.path == path {
			return true
		}
	}
	return false
}

// File is the name of the file.
func (k Keys) File() string { return k.file }
