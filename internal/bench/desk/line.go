package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// line is a connection to the server on which one request follows another, as a
// browser keeps it. It shares the computer with the server, so it does no more
// than it must: net/http's client takes as long for a request as the server takes
// for some of them.
type line struct {
	conn net.Conn
	in   *bufio.Reader
	out  []byte       // the request
	page bytes.Buffer // of the answer
	used time.Time
}

const (
	answerTime = 30 * time.Second
	keepTime   = 20 * time.Second // the server ends lines that are quiet for a minute
)

// post sends a form and reads the whole answer, whose page is in l.page.
func (l *line) post(s *server, client int64, form []byte) (*http.Response, error) {
	l.used = time.Now()
	if err := l.conn.SetDeadline(l.used.Add(answerTime)); err != nil {
		return nil, err
	}
	l.out = fmt.Appendf(l.out[:0], "POST /api/interest HTTP/1.1\r\nHost: %s\r\nX-Forwarded-For: 10.%d.%d.%d\r\n"+
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n",
		s.addr, client>>16&255, client>>8&255, client&255, len(form))
	l.out = append(l.out, form...)
	if _, err := l.conn.Write(l.out); err != nil {
		return nil, err
	}
	reply, err := http.ReadResponse(l.in, nil)
	if err != nil {
		return nil, err
	}
	defer reply.Body.Close()
	l.page.Reset()
	_, err = l.page.ReadFrom(reply.Body)
	if err == nil && reply.Close {
		err = fmt.Errorf("status %d, and the server ended the line", reply.StatusCode)
	}
	return reply, err
}

// lines are those that nobody uses now.
type lines struct {
	mu   sync.Mutex
	free []*line
}

// take is a line that was used a moment ago, or a new one.
func (p *lines) take(s *server) (*line, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for n := len(p.free); n > 0; n = len(p.free) {
		l := p.free[n-1]
		if p.free = p.free[:n-1]; time.Since(l.used) < keepTime {
			return l, nil
		}
		_ = l.conn.Close()
	}
	conn, err := net.DialTimeout("tcp", s.addr, answerTime)
	if err != nil {
		return nil, err
	}
	return &line{conn: conn, in: bufio.NewReaderSize(conn, 32<<10)}, nil
}

// give gives a line back. After an error nobody knows what it is good for.
func (p *lines) give(l *line, err error) {
	if err != nil {
		_ = l.conn.Close()
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, l)
}
