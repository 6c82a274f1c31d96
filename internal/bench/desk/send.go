package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// clients numbers the people who send.
var clients atomic.Int64

// send does what a person does with the form of the bank: both requests, each
// timed, on a line of their own.
func send(s *server) (look, sent time.Duration, err error) {
	l, err := s.lines.take(s)
	if err != nil {
		return 0, 0, err
	}
	defer func() { s.lines.give(l, err) }()
	n := clients.Add(1)
	form := typed(n)
	begin := time.Now()
	token, err := lookOver(l, s, n, form)
	if err != nil {
		return 0, 0, err
	}
	look = time.Since(begin)
	form = fmt.Appendf(form, "&_token=%s", token)
	begin = time.Now()
	err = receive(l, s, n, form)
	return look, time.Since(begin), err
}

// typed is what person n types into the form.
func typed(n int64) []byte {
	return fmt.Appendf(nil, "_form=forms%%2Fbank&name=Person+%d&reply_by=email&contact_email=person%[1]d%%40example.org&experience=%s&experience_consent=yes",
		n, stories[n%int64(len(stories))])
}

// stories are short ones and long ones.
var stories = func() (all [12]string) {
	for i := range all {
		all[i] = url.QueryEscape(strings.Repeat("I was on a ward for some weeks and would like to help. ", 1+i))
	}
	return all
}()

// Where the token stands on the page "Check your answers".
var tokenBegin, tokenEnd = []byte(`name="_token" value="`), []byte(`"`)

func lookOver(l *line, s *server, n int64, form []byte) (token []byte, err error) {
	reply, err := l.post(s, n, form)
	if err != nil {
		return nil, err
	}
	_, rest, found := bytes.Cut(l.page.Bytes(), tokenBegin)
	token, _, _ = bytes.Cut(rest, tokenEnd)
	if reply.StatusCode != http.StatusOK || !found || len(token) == 0 {
		return nil, fmt.Errorf("the page on which people check their answers has status %d and a token: %t", reply.StatusCode, found)
	}
	return token, nil
}

func receive(l *line, s *server, n int64, form []byte) error {
	reply, err := l.post(s, n, form)
	if err != nil {
		return err
	}
	to := reply.Header.Get("Location")
	if reply.StatusCode != http.StatusSeeOther || !strings.HasPrefix(to, "/api/receipt/") {
		return fmt.Errorf("the answer to a sending has status %d and leads to %q instead of a receipt", reply.StatusCode, to)
	}
	return nil
}

// closedLoop sends as fast as the answers come.
func closedLoop(ctx context.Context, s *server, n, connections int) *series {
	var left atomic.Int64
	left.Store(int64(n))
	out := newSeries(s)
	var all sync.WaitGroup
	for range connections {
		all.Go(func() {
			for left.Add(-1) >= 0 && ctx.Err() == nil {
				out.add(send(s))
			}
		})
	}
	all.Wait()
	return out.end(s)
}

// openLoop sends at a steady rate, as people do who know nothing of each other.
func openLoop(ctx context.Context, s *server, rate int, stretch time.Duration) *series {
	out := newSeries(s)
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	over := time.After(stretch)
	var all sync.WaitGroup
	for {
		select {
		case <-tick.C:
			all.Go(func() { out.add(send(s)) })
			continue
		case <-over:
		case <-ctx.Done():
		}
		all.Wait()
		return out.end(s)
	}
}
