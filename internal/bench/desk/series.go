package main

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

// series are the times of many sendings.
type series struct {
	begin time.Time
	took  time.Duration
	spent spent // before it ended, less what was before it began

	mu           sync.Mutex
	looks, sends []time.Duration
	sent, failed int
	first        error // of those that failed
}

func newSeries(s *server) *series { return &series{begin: time.Now(), spent: s.spent()} }

func (s *series) add(look, sent time.Duration, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.failed++
		if s.first == nil {
			s.first = err
		}
		return
	}
	s.sent++
	s.looks, s.sends = append(s.looks, look), append(s.sends, sent)
}

func (s *series) end(on *server) *series {
	s.took = time.Since(s.begin)
	now := on.spent()
	s.spent = spent{server: now.server - s.spent.server, client: now.client - s.spent.client}
	return s
}

func (s *series) print(name string) {
	fmt.Printf("%-8s %d sendings in %.1f s: %.0f each second, %d errors\n", name, s.sent, s.took.Seconds(), float64(s.sent)/s.took.Seconds(), s.failed)
	if s.first != nil {
		fmt.Printf("         the first error: %v\n", s.first)
	}
	each := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(max(1, s.sent)) }
	fmt.Printf("         CPU each sending:   server %.2f ms   client %.2f ms\n", each(s.spent.server), each(s.spent.client))
	for _, part := range []struct {
		name  string
		times []time.Duration
	}{{"check your answers", s.looks}, {"send", s.sends}} {
		slices.Sort(part.times)
		fmt.Printf("         %-18s  median %s   p99 %s   longest %s\n", part.name, at(part.times, 50), at(part.times, 99), at(part.times, 100))
	}
}

// at is a percentile of sorted times, rounded up to one that occurred.
func at(times []time.Duration, percent int) string {
	if len(times) == 0 {
		return "–"
	}
	i := min(len(times)-1, len(times)*percent/100)
	return fmt.Sprintf("%.1f ms", float64(times[i].Microseconds())/1000)
}
