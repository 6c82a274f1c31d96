// Package memory lets commands that soon end take more of it, and spend less time
// on giving it back.
package memory

import (
	"os"
	"runtime/debug"
)

// Limit lets the heap grow to a soft limit that follows the size of the site, in
// bytes of its sources, before garbage is collected. A command is short and makes much that soon
// goes: collecting less costs no time at a bounded size. What people set in
// the environment stands. Measured in internal/decisions.
func Limit(sources int64) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(base + factor*sources)
	debug.SetGCPercent(-1)
}

// The limit in bytes: for a site without pages, and for each byte of source.
const (
	base   = 67 << 20
	factor = 4
)
