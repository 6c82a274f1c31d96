package frontmatter

import (
	"strconv"
	"strings"
	"sync"

	"example.org/partake/internal/diag"
)

// Keys knows where each key of a file stands. A key inside another is written
// "reimbursement.model", an entry of a list "actions[2].due".
type Keys struct {
	file string
	at   []keyPlace
}

// keyPlace has the number of a path, not the path: a site has as many of them as
// all pages have keys, and the garbage collector need not follow numbers.
type keyPlace struct {
	path      uint32
	line, col int32
}

// paths are those of the keys of all files, each once. They say little and are
// few: pages of a kind have the same.
var paths = pathTable{numbers: map[pathPart]uint32{}}

type pathTable struct {
	mu      sync.RWMutex
	numbers map[pathPart]uint32
	texts   []string
}

// pathPart is the last part of a path and what stands before it. The key is "" for
// an entry of a list.
type pathPart struct {
	before, key string
	entry       int
}

// key is the path of a key below another.
func (t *pathTable) key(before, key string) (uint32, string) {
	return t.of(pathPart{before, key, 0}, func() string { return join(before, key) })
}

// entry is the path of an entry of a list.
func (t *pathTable) entry(before string, i int) (uint32, string) {
	return t.of(pathPart{before, "", i}, func() string { return before + "[" + strconv.Itoa(i) + "]" })
}

func (t *pathTable) of(p pathPart, text func() string) (uint32, string) {
	t.mu.RLock()
	n, ok := t.numbers[p]
	if ok {
		defer t.mu.RUnlock()
		return n, t.texts[n]
	}
	t.mu.RUnlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	if n, ok = t.numbers[p]; !ok {
		n = uint32(len(t.texts))
		t.numbers[p], t.texts = n, append(t.texts, text())
	}
	return n, t.texts[n]
}

// Pos returns the place of a key, or of the nearest one around it that the
// file has, or the start of the file.
func (k Keys) Pos(path string) diag.Pos {
	for path != "" {
		if p, ok := k.place(path); ok {
			return diag.Pos{File: k.file, Line: int(p.line), Col: int(p.col)}
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return diag.Pos{File: k.file, Line: 1, Col: 1}
}

// Has says whether the file has the key.
func (k Keys) Has(path string) bool {
	_, ok := k.place(path)
	return ok
}

func (k Keys) place(path string) (keyPlace, bool) {
	paths.mu.RLock()
	defer paths.mu.RUnlock()
	for _, p := range k.at {
		if paths.texts[p.path] == path {
			return p, true
		}
	}
	return keyPlace{}, false
}

// File is the name of the file.
func (k Keys) File() string { return k.file }
