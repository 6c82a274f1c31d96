package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"example.org/partake/internal/bench/timing"
)

// patience is how long we wait for a preview, and calm is how long it is left alone
// after each edit, as by somebody who reads before they write on.
const (
	patience = 5 * time.Minute
	calm     = time.Second
	interval = 2 * time.Millisecond // of asking a preview that doesn't tell
)

// preview is one that runs.
type preview struct {
	process *exec.Cmd
	ended   chan struct{} // closed when it has, with why
	why     error
	address string
	talk    *strings.Builder
	told    <-chan time.Time // when to look at the pages again
	hangUp  context.CancelFunc
}

// previews measures how soon previews start, and how soon they show edits. The
// previews of all programs run at the same time, but only one has work.
func (r result) previews(ctx context.Context, runs int) error {
	ports := make([]string, len(r.sides))
	for i, s := range r.sides {
		if s.serve == nil {
			continue
		}
		var err error
		if ports[i], err = freePort(); err != nil { // the same each time: it is part of what pages say
			return err
		}
	}
	for run := range runs + 1 {
		for i, s := range r.sides {
			if s.serve == nil {
				continue
			}
			if err := s.forget(); err != nil {
				return err
			}
			for _, w := range []work{coldPreview, warmPreview} {
				if err := s.starts(ctx, w, run, ports[i]); err != nil {
					return err
				}
			}
		}
	}
	return r.edits(ctx, runs, ports)
}

// starts measures a start.
func (s *side) starts(ctx context.Context, w work, run int, port string) error {
	p, ready, err := s.start(ctx, port)
	if err != nil {
		return err
	}
	f, err := p.stop()
	f.Wall = ready.Seconds()
	s.note(w, run, f)
	return err
}

// edits measures edits, in turns.
func (r result) edits(ctx context.Context, runs int, ports []string) (err error) {
	open := make([]*preview, len(r.sides))
	defer func() {
		for i, p := range open {
			if p == nil {
				continue
			}
			f, e := p.stop()
			err = errors.Join(err, e)
			r.sides[i].peak(f.Memory)
		}
	}()
	for i, s := range r.sides {
		if s.serve == nil {
			continue
		}
		if open[i], _, err = s.start(ctx, ports[i]); err != nil {
			return err
		}
		if err := open[i].listen(ctx, s.tells, s.edited.page); err != nil {
			return err
		}
	}
	for run := range runs + 1 {
		for i, s := range r.sides {
			if s.serve == nil {
				continue
			}
			for _, w := range inPreviews {
				took, err := open[i].edit(ctx, s.edited, w)
				if err != nil {
					return fmt.Errorf("%s: %w", s.name, err)
				}
				s.note(w, run, timing.Figures{Wall: took.Seconds()})
			}
		}
	}
	return nil
}

// inPreviews are the edits of a preview that runs.
var inPreviews = []work{textPreview, titlePreview, layoutPreview}

// peak notes the memory of a preview with what it was measured for.
func (s *side) peak(mib float64) {
	for _, w := range inPreviews {
		for i := range s.took[w] {
			s.took[w][i].Memory = mib
		}
	}
}

// freePort is a port that nobody has just now.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port, l.Close()
}

// start starts a preview, and says how long it took until it answered.
func (s *side) start(ctx context.Context, port string) (*preview, time.Duration, error) {
	command := s.serve(port)
	p := &preview{process: exec.Command(command[0], command[1:]...), ended: make(chan struct{}), address: "http://127.0.0.1:" + port, talk: &strings.Builder{}, hangUp: func() {}}
	p.process.Stdout, p.process.Stderr = p.talk, p.talk // read once it has ended
	begin := time.Now()
	if err := p.process.Start(); err != nil {
		return nil, 0, err
	}
	go func() { p.why = p.process.Wait(); close(p.ended) }()
	for time.Since(begin) < patience {
		select {
		case <-p.ended:
			return nil, 0, fmt.Errorf("%s ended: %w\n%s", strings.Join(command, " "), p.why, p.talk)
		case <-ctx.Done():
			_, err := p.stop()
			return nil, 0, errors.Join(ctx.Err(), err)
		default:
		}
		if _, err := p.get(ctx, "/"); err == nil {
			return p, time.Since(begin), nil
		}
		time.Sleep(interval)
	}
	_, err := p.stop()
	return nil, 0, errors.Join(fmt.Errorf("%s did not answer in %s\n%s", strings.Join(command, " "), patience, p.talk), err)
}

// stop ends a preview, and says what it took.
func (p *preview) stop() (timing.Figures, error) {
	p.hangUp()
	if err := p.process.Process.Signal(syscall.SIGINT); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return timing.Figures{}, err
	}
	select {
	case <-p.ended: // how it ends is its own affair
	case <-time.After(10 * time.Second):
		if err := p.process.Process.Kill(); err != nil {
			return timing.Figures{}, err
		}
		<-p.ended
	}
	return timing.Used(p.process.ProcessState)
}

func (p *preview) get(ctx context.Context, address string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.address+address, nil)
	if err != nil {
		return "", err
	}
	reply, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err == nil && reply.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %s", address, reply.Status)
	}
	return string(text), err
}

// listen follows the event stream, as the page in a browser does, and waits for
// its first line. A preview that has none is asked again and again.
func (p *preview) listen(ctx context.Context, tells bool, page string) error {
	if !tells {
		ticker := time.NewTicker(interval)
		p.told, p.hangUp = ticker.C, ticker.Stop
		return nil
	}
	ctx, p.hangUp = context.WithCancel(ctx)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.address+"/.partake/events?page="+page, nil)
	if err != nil {
		return err
	}
	reply, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	if reply.StatusCode != http.StatusOK {
		return errors.Join(fmt.Errorf("the event stream answers %s", reply.Status), reply.Body.Close())
	}
	told := make(chan time.Time, 100)
	p.told = told
	go follow(reply.Body, told)
	select {
	case <-told:
		return nil
	case <-time.After(patience):
		return errors.New("the event stream says nothing")
	}
}

// follow tells of each line of data until the stream ends.
func follow(stream io.ReadCloser, told chan<- time.Time) {
	defer stream.Close()
	lines := bufio.NewScanner(stream)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "data:") {
			told <- time.Now()
		}
	}
}

// look asks for all that a change will show, as somebody does who has the pages
// open: Hugo makes only those again that were looked at lately.
func (p *preview) look(ctx context.Context, e *edited) error {
	for _, address := range e.all() {
		if _, err := p.get(ctx, address); err != nil {
			return err
		}
	}
	return nil
}

// edit changes the page, and says how long it took until all that shows the
// change was fresh.
func (p *preview) edit(ctx context.Context, e *edited, w work) (time.Duration, error) {
	if err := p.look(ctx, e); err != nil {
		return 0, err
	}
	time.Sleep(calm)
	for len(p.told) > 0 {
		<-p.told
	}
	begin := time.Now()
	if err := e.change(w); err != nil {
		return 0, err
	}
	word, addresses := e.shows(w)
	late := time.After(patience)
	for {
		select {
		case <-p.told:
		case <-p.ended:
			return 0, fmt.Errorf("the preview ended: %w\n%s", p.why, p.talk)
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-late:
			return 0, fmt.Errorf("%s did not show an edit in %s", strings.Join(addresses, ", "), patience)
		}
		for len(addresses) > 0 {
			text, err := p.get(ctx, addresses[0])
			if err != nil || !strings.Contains(text, word) {
				break // not yet
			}
			addresses = addresses[1:]
		}
		if len(addresses) == 0 {
			return time.Since(begin), nil
		}
	}
}
