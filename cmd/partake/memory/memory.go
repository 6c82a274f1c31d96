// Package memory lets commands that soon end take more of it, and spend less time
// on giving it back.
package memory

import (
	"os"
	"runtime/debug"
)

// Limit lets the heap grow to 2.5 times what is in use, and no further than a
// soft limit that follows the size of the site, in bytes of its sources. A
// command is short and makes much that soon goes, so collecting less costs
// nothing at a bounded size. The limit alone would collect as rarely, but the
// runtime then gives memory back and takes it again all the time. What people
// set in the environment stands. Measured in internal/decisions.
func Limit(sources int64) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(base + factor*sources)
	debug.SetGCPercent(growth)
}

// The limit in bytes: for a site without pages, and for each byte of source; and
// how much the heap may grow between two collections, in percent.
const (
	base   = 76 << 20
	factor = 4
	growth = 150
)
