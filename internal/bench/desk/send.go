package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// clients numbers the people who send.
var clients atomic.Int64

var tokenInput = regexp.MustCompile(`name="_token" value="([^"]+)"`)

// send does what a person does with the form of the bank: both requests, each
// timed.
func send(ctx context.Context, s *server) (look, sent time.Duration, err error) {
	n := clients.Add(1)
	fields := url.Values{
		"_form": {"forms/bank"}, "name": {fmt.Sprintf("Person %d", n)}, "reply_by": {"email"}, "contact_email": {fmt.Sprintf("person%d@example.org", n)},
		"experience": {strings.Repeat("I was on a ward for some weeks and would like to help. ", 1+int(n%12))}, "experience_consent": {"yes"},
	}
	begin := time.Now()
	page, err := post(ctx, s, n, fields, http.StatusOK)
	if err != nil {
		return 0, 0, err
	}
	look = time.Since(begin)
	token := tokenInput.FindStringSubmatch(page)
	if token == nil {
		return 0, 0, fmt.Errorf("there is no token on the page on which people check their answers")
	}
	fields.Set("_token", token[1])
	begin = time.Now()
	_, err = post(ctx, s, n, fields, http.StatusSeeOther)
	return look, time.Since(begin), err
}

func post(ctx context.Context, s *server, client int64, fields url.Values, want int) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/api/interest", strings.NewReader(fields.Encode()))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.%d", client>>16&255, client>>8&255, client&255))
	reply, err := s.client.Do(r)
	if err != nil {
		return "", err
	}
	defer reply.Body.Close()
	page, err := io.ReadAll(reply.Body)
	if err == nil && reply.StatusCode != want {
		err = fmt.Errorf("status %d instead of %d", reply.StatusCode, want)
	}
	return string(page), err
}

// closedLoop sends as fast as the answers come.
func closedLoop(ctx context.Context, s *server, n, connections int) *series {
	var left atomic.Int64
	left.Store(int64(n))
	out := newSeries()
	var all sync.WaitGroup
	for range connections {
		all.Go(func() {
			for left.Add(-1) >= 0 && ctx.Err() == nil {
				out.add(send(ctx, s))
			}
		})
	}
	all.Wait()
	return out.end()
}

// openLoop sends at a steady rate, as people do who know nothing of each other.
func openLoop(ctx context.Context, s *server, rate int, stretch time.Duration) *series {
	out := newSeries()
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	over := time.After(stretch)
	var all sync.WaitGroup
	for {
		select {
		case <-tick.C:
			all.Go(func() { out.add(send(ctx, s)) })
			continue
		case <-over:
		case <-ctx.Done():
		}
		all.Wait()
		return out.end()
	}
}
