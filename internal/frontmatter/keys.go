package frontmatter

import (
	"strconv"
	"strings"

	"example.org/partake/internal/diag"
)

// Keys knows where each key of a file stands. A key inside another is written
// "reimbursement.model", an entry of a list "actions[2].due".
type Keys struct {
	file string
	at   []keyPlace
}

// names are the paths of keys, each made once: all pages have the same.
type names map[nameKey]string

type nameKey struct {
	path, key string // the key is "" for an entry of a list
	entry     int
}

// mostNames bounds what is remembered.
const mostNames = 10_000

func (n names) join(path, key string) string {
	if path == "" {
		return key
	}
	return n.of(nameKey{path, key, 0}, func() string { return join(path, key) })
}

func (n names) entry(path string, i int) string {
	return n.of(nameKey{path, "", i}, func() string { return path + "[" + strconv.Itoa(i) + "]" })
}

func (n names) of(k nameKey, make func() string) string {
	name, ok := n[k]
	if !ok {
		name = make()
		if len(n) < mostNames {
			n[k] = name
		}
	}
	return name
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
