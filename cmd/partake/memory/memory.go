// Package memory lets commands take more of it, and spend less time on giving it
// back. What people set in the environment stands.
package memory

import (
	"os"
	"runtime/debug"
)

// Limit lets the heap grow to 2.5 times what is in use, and no further than a
// soft limit that follows the size of the site, in bytes of its sources. A
// command is short and makes much that soon goes, so collecting less costs
// nothing at a bounded size. The limit alone would collect as rarely, but the
// runtime then gives memory back and takes it again all the time. Measured in
// internal/decisions.
func Limit(sources int64) {
	if isSet() {
		return
	}
	debug.SetMemoryLimit(limit(sources))
	debug.SetGCPercent(growth)
}

// limit is twice the sources, and less for what is beyond a large site: 100,000
// pages stay below a gigabyte so, for a tenth more time.
func limit(sources int64) int64 {
	beyond := max(0, sources-large)
	return base + 2*(sources-beyond) + beyond*5/3
}

const (
	base   = 76 << 20 // for a site without pages, in bytes
	large  = 64 << 20 // of sources, some 12,000 pages
	growth = 150      // how much the heap may grow between two collections, in percent
)

// room is for what is soon garbage, in bytes.
const room = 16 << 20

// Spare is memory for commands that go on for long. As long as somebody holds it,
// it is counted; since nobody writes to it, it takes no room. The runtime collects
// garbage when there is as much of it as of everything else: a desk that holds a
// few megabytes would do so 20 times a second when many people send, and spend a
// seventh of its time on it. To let the heap grow by a larger part instead would
// multiply what a build takes too, and a limit in bytes would make a large site
// collect all the time. This adds the same to each.
func Spare() []byte {
	if isSet() {
		return nil
	}
	return make([]byte, room)
}

func isSet() bool { return os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" }
