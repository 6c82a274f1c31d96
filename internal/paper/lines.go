package paper

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Why an asking ends before all is answered. Nothing is stored then.
var (
	// ErrStopped means that the user stopped it.
	ErrStopped = errors.New("stopped: nothing was stored")
	// ErrEnded means that there was nothing more to read.
	ErrEnded = errors.New("the answers ended before the last question: nothing was stored")
	// ErrNo means that the user looked at the answers and said no.
	ErrNo = errors.New("that was not yes, so nothing was stored")
)

// lines reads line by line, and gives up waiting when the context ends.
type lines struct {
	ctx  context.Context
	next chan line
}

type line struct {
	text string
	err  error
}

// newLines starts to read. What waits for a line that never comes ends with the
// program: a terminal can't be told to stop.
func newLines(ctx context.Context, r io.Reader) *lines {
	l := &lines{ctx: ctx, next: make(chan line)}
	go func() {
		for in := bufio.NewReader(r); ; {
			text, err := in.ReadString('\n')
			if text != "" {
				err = nil
			}
			select {
			case l.next <- line{text, err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return l
}

// read is the next line, without its end.
func (l *lines) read() (string, error) {
	if l.ctx.Err() != nil {
		return "", ErrStopped
	}
	select {
	case <-l.ctx.Done():
		return "", ErrStopped
	case got := <-l.next:
		switch {
		case errors.Is(got.err, io.EOF):
			return "", ErrEnded
		case got.err != nil:
			return "", fmt.Errorf("read the answers: %w: nothing was stored", got.err)
		}
		return strings.TrimRight(got.text, "\r\n"), nil
	}
}
