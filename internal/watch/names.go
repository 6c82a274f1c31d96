package watch

import (
	"path/filepath"
	"strings"
)

// concerns says whether a path is a source: one of the folders or below it, and
// not an editor's or a system's own.
func (w Watcher) concerns(path string) bool {
	for _, folder := range w.Folders {
		if path == folder {
			return true
		}
		below, ok := strings.CutPrefix(path, folder+string(filepath.Separator))
		if !ok {
			continue
		}
		for part := range strings.SplitSeq(below, string(filepath.Separator)) {
			if ignored(part) {
				return false
			}
		}
		return true
	}
	return false
}

// ignored says whether a name is that of an editor's or a system's own file: vim
// writes .a.md.swp, a.md~ and 4913, Emacs .#a.md and #a.md#, JetBrains
// a.md___jb_tmp___, LibreOffice .~lock.a.docx#, Word ~$a.docx, macOS .DS_Store.
func ignored(name string) bool {
	switch {
	case name == ".well-known":
		return false
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "#"), strings.HasPrefix(name, "~$"):
		return true
	case strings.HasSuffix(name, "~"), strings.HasSuffix(name, ".swp"), strings.HasSuffix(name, ".tmp"):
		return true
	}
	return strings.Contains(name, "___jb_") || name == "4913" || name == "Thumbs.db" || name == "desktop.ini"
}
