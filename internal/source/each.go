package source

import (
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Each calls f for 0 to n-1 on all cores and returns the first error.
func Each(n int, f func(int) error) error {
	g := errgroup.Group{}
	g.SetLimit(runtime.GOMAXPROCS(0))
	const batch = 16
	for start := 0; start < n; start += batch {
		g.Go(func() error {
			for i := start; i < min(n, start+batch); i++ {
				if err := f(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
