// Package terminal is where a command talks, and what all commands have in
// common in the way they do.
//
// Results go to Out, talk to Err, so that a script can take the one and a person
// reads the other. An error that a command returns is printed once, by main,
// which also turns it into the exit code: [ErrUsage] in its chain means that the
// command line was wrong, any other that the machine failed.
package terminal

import (
	"errors"
	"fmt"
	"io"
	"time"
)

// Terminal is where a command talks.
type Terminal struct {
	Out, Err io.Writer
	Progress bool // Err is a person's terminal
}

// ErrUsage marks a wrong value on the command line.
var ErrUsage = errors.New("wrong usage")

// Count says how many there are of something.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Moment is that of the flag --now, or the clock's.
func Moment(flag string) (time.Time, error) {
	if flag == "" {
		return time.Now(), nil
	}
	now, err := time.Parse(time.RFC3339, flag)
	if err != nil {
		return now, fmt.Errorf("%w: --now %q is not a moment such as 2027-05-03T09:00:00Z", ErrUsage, flag)
	}
	return now, nil
}

// Counter counts on a terminal once something takes over a second; end takes
// away what stands there.
func (t Terminal) Counter(what string) (tick func(done int), end func()) {
	if !t.Progress {
		return func(int) {}, func() {}
	}
	start, last := time.Now(), time.Now()
	tick = func(done int) {
		if time.Since(start) > time.Second && time.Since(last) > time.Second/10 {
			last = time.Now()
			fmt.Fprintf(t.Err, "\r%d %s", done, what)
		}
	}
	return tick, func() { fmt.Fprint(t.Err, "\r\x1b[K") }
}
