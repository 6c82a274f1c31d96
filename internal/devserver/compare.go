package devserver

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// Files are digests of a site's files, by path.
type Files map[string]uint64

// Compare reads the whole site, and fills in what is other than before: Changed,
// Files and Drafts, which are the pages with a notice. It is for a build that
// does not know this itself. Without files of before, nothing has changed.
func (b *Built) Compare(before Files, notice string) (Files, error) {
	now := Files{}
	err := fs.WalkDir(b.Site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(b.Site, name)
		now[name] = xxhash.Sum64(data)
		if strings.HasSuffix(name, ".html") && bytes.Contains(data, []byte(notice)) {
			b.Drafts = append(b.Drafts, addressOf(name))
		}
		return err
	})
	if err != nil || before == nil {
		return now, err
	}
	for name, sum := range now {
		if old, ok := before[name]; !ok || old != sum {
			b.note(name)
		}
	}
	for name := range before {
		if _, ok := now[name]; !ok {
			b.note(name)
		}
	}
	slices.Sort(b.Changed)
	slices.Sort(b.Files)
	return now, nil
}

// note notes that a file has changed.
func (b *Built) note(name string) {
	if strings.HasSuffix(name, ".html") {
		b.Changed = append(b.Changed, addressOf(name))
	} else {
		b.Files = append(b.Files, addressOf(name))
	}
}

// addressOf is the address of a file of the site.
func addressOf(name string) string {
	if name == "index.html" || strings.HasSuffix(name, "/index.html") {
		name = strings.TrimSuffix(name, "index.html")
	}
	return "/" + name
}
