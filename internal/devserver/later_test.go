package devserver

import (
	"context"
	"testing"

	"example.org/partake/internal/watch"
)

// A site is shown before it is known what has changed in it. The next build ends
// what was looked for, and what that would have said is not told.
func TestLater(t *testing.T) {
	found, begun, ended := make(chan []string, 1), make(chan bool, 9), make(chan error, 9)
	s := serve("127.0.0.1:8080", Built{Site: site(example)})
	base := running(t, s)
	s.Build = func(context.Context, watch.Change) (Built, error) {
		return Built{Site: site(example), Later: func(ctx context.Context, b *Built) error {
			begun <- true
			select {
			case changed := <-found:
				b.Note(changed, nil)
				return nil
			case <-ctx.Done():
				ended <- ctx.Err()
				return ctx.Err()
			}
		}}, nil
	}
	l := listen(t, base, "page=/&files=")
	l.next()
	build := func() news {
		t.Helper()
		if err := s.build(t.Context(), watch.Change{}); err != nil {
			t.Fatal(err)
		}
		return l.next()
	}
	if n := build(); !n.Pending || n.Count != 0 {
		t.Errorf("at once: %+v", n)
	}
	revision := s.state.Load().revision
	found <- []string{"index.html", "assets/site.css"}
	if n := l.next(); n.Pending || n.Count != 1 || len(n.Changed) != 1 || len(n.Files) != 1 {
		t.Errorf("later: %+v", n)
	}
	if now := s.state.Load().revision; now != revision+1 {
		t.Errorf("the files are those of revision %d, after %d", now, revision)
	}
	build()
	for range 2 {
		<-begun
	}
	if n := build(); !n.Pending || n.Count != 0 {
		t.Errorf("the next build: %+v", n)
	}
	if err := <-ended; err == nil {
		t.Error("the next build began while the last one was still looked at")
	}
	s.hush()
}
