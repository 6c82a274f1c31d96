package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/assets"
	"example.org/partake/internal/build"
	"example.org/partake/internal/desk"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/devserver"
	"example.org/partake/internal/folder"
	"example.org/partake/internal/watch"
)

// preview is a site while it is written, and the desk of its forms.
type preview struct {
	serveCommand
	t          terminal.Terminal
	trial      string
	recipients []byte
	kept       build.Kept     // what one build leaves to the next
	told       *build.Edition // the last good site of which everything was told
	root       *folder.Folder // the site's folder

	desk atomic.Pointer[desk.Desk] // nil before the first good build
	file *deskfile.File            // that it goes by
	stop context.CancelFunc
	ends sync.WaitGroup
}

// rebuild plans the site anew, from what did not change and what did.
func (p *preview) rebuild(ctx context.Context, change watch.Change) (devserver.Built, error) {
	opts, err := p.options()
	if err != nil {
		return devserver.Built{}, err
	}
	e, list, err := p.kept.Edition(ctx, opts, change.Below(p.Dir))
	if errors.Is(err, build.ErrContent) {
		return devserver.Built{Mistakes: list}, nil
	}
	if err != nil {
		return devserver.Built{}, err
	}
	b := devserver.Built{Site: e, Pages: e.Pages}
	if p.Now == "" {
		b.Next = e.Next
	}
	b.Note(nil, e.Drafts())
	if p.told == nil { // the forms work from the start
		p.told = e
		return b, p.use(ctx, e)
	}
	b.Later = func(ctx context.Context, b *devserver.Built) error {
		changed, err := e.Changed(ctx, p.told)
		if err != nil {
			return err
		}
		b.Note(changed, nil)
		p.told = e
		go runtime.GC() // while nobody waits: a large site is two at this moment
		return p.use(ctx, e)
	}
	return b, nil
}

// plainNames gives the stylesheet and the script names without a digest.
func plainNames(opts *build.Options) error {
	var err error
	if opts.Static, err = assets.Plain(opts.Static, "assets"); err != nil {
		return err
	}
	opts.Site, err = assets.Plain(opts.Site, "static/assets")
	return err
}

// ServeHTTP hands over what is sent from a form.
func (p *preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d := p.desk.Load()
	if d == nil {
		http.Error(w, "The site is not built yet.", http.StatusServiceUnavailable)
		return
	}
	d.Handler().ServeHTTP(w, r)
}

// use goes on with the forms of a new build, and opens the desk at the first.
func (p *preview) use(ctx context.Context, e *build.Edition) error {
	f, err := e.Desk()
	if err != nil || f == p.file {
		return err
	}
	if d := p.desk.Load(); d != nil {
		if err = d.Use(*f); err == nil { // else the next build tries again
			p.file = f
		}
		return err
	}
	d, err := desk.Open(ctx, desk.Options{
		File: *f, DSN: "sqlite:" + filepath.Join(p.trial, "submissions.db"), Folder: p.trial, Mails: filepath.Join(p.trial, "mail"),
		Env: os.Getenv, Development: true, Log: slog.New(slog.NewTextHandler(p.t.Err, &slog.HandlerOptions{Level: slog.LevelWarn})), Now: time.Now,
	})
	if err != nil {
		return err
	}
	p.file = f
	p.desk.Store(d)
	ctx, p.stop = context.WithCancel(context.WithoutCancel(ctx))
	p.ends.Go(func() { _ = d.Run(ctx) }) // it ends with the context
	return nil
}

func (p *preview) close() error {
	var err error
	if p.root != nil {
		err = p.root.Close()
	}
	if d := p.desk.Load(); d != nil {
		p.stop()
		p.ends.Wait()
		err = errors.Join(err, d.Close())
	}
	return err
}
