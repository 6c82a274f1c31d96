package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"sync"
	"time"

	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/build"
	"example.org/partake/internal/desk"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/folder"
	"example.org/partake/internal/headers"
	"example.org/partake/internal/host"
	"example.org/partake/internal/watch"
)

// production is a site in production: a server, a desk, and the builds.
type production struct {
	hostCommand
	t           terminal.Terminal
	log         *slog.Logger
	recipients  []byte
	dsn         string
	trusted     []netip.Prefix
	certificate *host.Certificate
	server      *host.Server
	desk        *desk.Desk
}

// first builds the site and opens the desk. Mistakes in the content are printed.
func (p *production) first(ctx context.Context) (build.Result, error) {
	opts, root, err := p.options()
	if err != nil {
		return build.Result{}, err
	}
	defer root.Close()
	result, list, err := build.Run(ctx, opts)
	if errors.Is(err, build.ErrContent) {
		return result, errors.Join(err, list.Errors().Print(p.t.Err, mostFindings))
	}
	if err != nil {
		return result, err
	}
	p.desk, err = desk.Open(ctx, desk.Options{
		File: result.Desk, DSN: p.dsn, Folder: p.Folder(), Env: os.Getenv, Log: p.log, Trusted: p.trusted, Now: time.Now,
	})
	if err != nil {
		return result, err
	}
	mount(p.server, p.desk)
	return result, p.server.Publish(opts.Out, headers.For(result.Desk.Base, opts.Hidden))
}

// options are those of a build for production, now.
func (p *production) options() (build.Options, *folder.Folder, error) {
	opts, root, err := siteFlags{Dir: p.Dir, BaseURL: p.BaseURL}.options()
	if err != nil {
		return opts, nil, err
	}
	opts.Out, opts.Desk, opts.Read = p.Folder("host"), filepath.Join(p.Dir, filepath.FromSlash(deskfile.Name)), nil
	sends(&opts, p.recipients)
	return opts, root, nil
}

// mount puts a desk behind a server.
func mount(s *host.Server, d *desk.Desk) {
	s.API = d.Handler()
	s.Health = func(ctx context.Context) host.Health {
		h := d.Health(ctx)
		return host.Health{Ready: h.Ready, Notes: h.Notes, Details: h}
	}
	s.Metrics = func(ctx context.Context) []host.Count { return metrics(d.Health(ctx), d.Counts()) }
}

// metrics are what a desk counts, for machines.
func metrics(h desk.Health, counts map[string]int) []host.Count {
	truth := map[bool]float64{true: 1}
	out := []host.Count{
		{Name: "partake_store_up", Help: "1 when the store can be written.", Value: truth[h.Store]},
		{Name: "partake_disk_free_bytes", Help: "Free space on the disk of the store.", Value: float64(h.Free)},
		{Name: "partake_mails", Help: "Mails to the team and to people, by what became of them.", Labels: []string{"state", "waiting"}, Value: float64(h.Waiting)},
		{Name: "partake_mails", Help: "Mails to the team and to people, by what became of them.", Labels: []string{"state", "failed"}, Value: float64(h.Failed)},
		{Name: "partake_purge_age_seconds", Help: "Time since what has expired was deleted.", Value: time.Since(h.Purged).Round(time.Second).Seconds()},
	}
	for word, n := range counts {
		out = append(out, host.Count{Name: "partake_desk_total", Help: "What the desk did.", Total: true, Labels: []string{"what", word}, Value: float64(n)})
	}
	return out
}

// run serves and builds until the context ends; then requests under way are
// finished, the last mail is sent and the store closed, in that order.
func (p *production) run(ctx context.Context, l net.Listener, changes <-chan watch.Change, next time.Time) error {
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	var all sync.WaitGroup
	var desk error
	all.Go(func() { desk = p.desk.Run(background) })
	all.Go(func() { p.builds(background, changes, next) })
	err := p.server.Serve(ctx, l, p.certificate)
	stop()
	all.Wait()
	err = errors.Join(err, desk, p.desk.Close())
	p.log.Info("stopped")
	return err
}

// The pauses of builds: how often the clock is asked whether a page has changed
// with it, when a build is tried again that failed, and how long the sources are
// quiet before one.
const (
	askClock = time.Second
	tryAgain = time.Minute
	quiet    = 100 * time.Millisecond // sources that arrive over a network do so in bursts
)

// builds builds when something changed, or when the time has come. The clock is
// asked again and again, since it may be set or stand still while a computer
// sleeps.
func (p *production) builds(ctx context.Context, changes <-chan watch.Change, next time.Time) {
	clock := time.NewTicker(askClock)
	defer clock.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-changes:
		case <-clock.C:
			if time.Now().Before(next) {
				continue
			}
		}
		var err error
		if next, err = p.again(ctx); err != nil && ctx.Err() == nil {
			p.log.Error("the last good site stays", "error", err)
		}
	}
}

// again builds and publishes, and says when to build next.
func (p *production) again(ctx context.Context) (time.Time, error) {
	soon := time.Now().Add(tryAgain)
	opts, root, err := p.options()
	if err != nil {
		return soon, err
	}
	defer root.Close()
	result, list, err := build.Run(ctx, opts)
	if errors.Is(err, build.ErrContent) {
		for i, d := range list.Errors() {
			if i < mostFindings {
				p.log.Error("mistake in the content", "at", d.Pos.String(), "message", d.Message, "hint", d.Hint)
			}
		}
		return time.Now().Add(time.Hour), err // a change builds again at once
	}
	if err != nil {
		return soon, err
	}
	if err := p.desk.Use(result.Desk); err != nil {
		return soon, err
	}
	if err := p.server.Publish(opts.Out, headers.For(result.Desk.Base, opts.Hidden)); err != nil {
		return soon, err
	}
	p.log.Info("published", "pages", result.Pages, "until", result.Next)
	return result.Next, nil
}
