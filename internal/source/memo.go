package source

import (
	"bytes"
	"io/fs"
	"maps"
	"slices"
	"sync"
	"time"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
)

// Memo remembers the files of pages between readings of a site, so that only what
// changed is parsed again, and so that a text can be rendered later as it was read.
// A file is the same when its size and time are; one that had just been changed
// when it was read is read again, and is the same when its bytes are. When only the
// text of a file has changed its Doc stays the same too, since it holds front
// matter. Of what there is to say of a file it remembers the mistakes only.
// It is safe for many goroutines at once.
type Memo struct {
	Now time.Time // the moment of this reading by the machine's clock; zero reads all again

	mu   sync.Mutex
	docs map[string]remembered
}

type remembered struct {
	size, mod int64
	young     bool
	src       []byte
	doc       content.Doc // nil when the file's mistakes leave none
	list      diag.List
}

// recall is what is remembered of a file.
func (m *Memo) recall(name string) (remembered, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.docs[name]
	return r, ok
}

func (m *Memo) remember(name string, r remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.docs == nil {
		m.docs = map[string]remembered{}
	}
	m.docs[name] = r
}

// parse is Sources.parseFile for one whose files are remembered.
func (m *Memo) parse(s *Sources, fsys fs.FS, name string) (content.Doc, diag.List) {
	r, ok := m.recall(name)
	if ok && !r.young && r.is(fsys, name) {
		s.took(name, r.src)
		return r.doc, r.list
	}
	doc, list, src, info := s.parseFile(new(bytes.Buffer), fsys, name)
	if info == nil {
		return doc, list
	}
	now := remembered{size: info.Size(), mod: info.ModTime().UnixNano(), young: young(info, m.Now), src: src, doc: doc, list: list}
	if ok && (bytes.Equal(r.src, src) || sameDoc(r, now)) {
		now.doc = r.doc
	}
	m.remember(name, now)
	s.took(name, now.src)
	return now.doc, now.list
}

// is says whether the file looks as it did.
func (r remembered) is(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && r.size == info.Size() && r.mod == info.ModTime().UnixNano()
}

// sameDoc says whether two readings of a file differ in its text alone, and that
// leads to the same places.
func sameDoc(a, b remembered) bool {
	if a.doc == nil || b.doc == nil || len(a.list)+len(b.list) > 0 {
		return false
	}
	return bytes.Equal(head(a.src), head(b.src)) && slices.Equal(a.doc.Base().Links, b.doc.Base().Links)
}

// head is a file without its text.
func head(src []byte) []byte {
	body, _ := frontmatter.Body(src)
	return bytes.TrimSuffix(src, body)
}

// Edit is a page that was edited: what it was, and what it is. When only its text
// was edited both are the same Doc.
type Edit struct{ Before, After content.Doc }

// Edited reads the files of some pages again, by their names, and no other. It
// says false when one of them came, went, or has mistakes: then all has to be
// read.
func (s *Sources) Edited(site fs.FS, names []string) (*Sources, []Edit, bool) {
	if s.how.Memo == nil || len(names) == 0 {
		return nil, nil, false
	}
	next := &Sources{Config: s.Config, Data: s.Data, Docs: slices.Clone(s.Docs), Static: s.Static, Files: s.Files, how: s.how, texts: maps.Clone(s.texts)}
	var edits []Edit
	for _, name := range names {
		at := slices.IndexFunc(s.Docs, func(d content.Doc) bool { return d.Base().File == name })
		if at < 0 {
			return nil, nil, false
		}
		doc, list := s.how.Memo.parse(next, site, name)
		if doc == nil || len(list) > 0 {
			return nil, nil, false
		}
		edits, next.Docs[at] = append(edits, Edit{s.Docs[at], doc}), doc
	}
	return next, edits, true
}
