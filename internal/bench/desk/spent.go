package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// spent is the time on the processors. How many sendings a second there are depends
// on what else the computer does; this does so much less.
type spent struct{ server, client time.Duration }

// jiffy is the unit of time in /proc.
const jiffy = 10 * time.Millisecond

// spent is what the server and this program have used so far; that of a server
// which nobody can tell is 0.
func (s *server) spent() spent {
	var own syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &own) // of oneself it can't fail
	out := spent{client: time.Duration(own.Utime.Nano() + own.Stime.Nano())}
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.process.Process.Pid))
	_, rest, _ := strings.Cut(string(stat), ") ") // after the name of the program
	if fields := strings.Fields(rest); len(fields) > 12 {
		user, _ := strconv.ParseInt(fields[11], 10, 64)
		system, _ := strconv.ParseInt(fields[12], 10, 64)
		out.server = time.Duration(user+system) * jiffy
	}
	return out
}
