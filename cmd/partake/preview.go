package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/assets"
	"example.org/partake/internal/build"
	"example.org/partake/internal/desk"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/devserver"
	"example.org/partake/internal/watch"
)

// preview is a site while it is written, and the desk of its forms.
type preview struct {
	serveCommand
	t             terminal.Terminal
	folder, trial string
	recipients    []byte
	files         devserver.Files // of the last good site

	desk atomic.Pointer[desk.Desk] // nil before the first good build
	stop context.CancelFunc
	ends sync.WaitGroup
}

// rebuild builds the whole site into a folder, whatever has changed, and
// compares the folder with how it was.
func (p *preview) rebuild(ctx context.Context, _ watch.Change) (devserver.Built, error) {
	opts, done, err := p.options()
	if err != nil {
		return devserver.Built{}, err
	}
	defer done()
	result, list, err := build.Run(ctx, opts)
	if errors.Is(err, build.ErrContent) {
		b := devserver.Built{Mistakes: list.Errors()}
		if _, err := os.Stat(filepath.Join(p.folder, "index.html")); err == nil {
			b.Site = os.DirFS(p.folder) // of an earlier run, if not of this one
		}
		return b, nil
	}
	if err != nil {
		return devserver.Built{}, err
	}
	b := devserver.Built{Site: os.DirFS(p.folder), Pages: result.Pages}
	if p.Now == "" {
		b.Next = result.Next
	}
	if p.files, err = b.Compare(p.files, draftNotice); err != nil {
		return b, err
	}
	return b, p.use(ctx, result.Desk)
}

// draftNotice is what the layouts write on each draft.
const draftNotice = "<strong>Draft.</strong> This page is not published."

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
func (p *preview) use(ctx context.Context, f deskfile.File) error {
	if d := p.desk.Load(); d != nil {
		return d.Use(f)
	}
	d, err := desk.Open(ctx, desk.Options{
		File: f, DSN: "sqlite:" + filepath.Join(p.trial, "submissions.db"), Folder: p.trial, Mails: filepath.Join(p.trial, "mail"),
		Env: os.Getenv, Development: true, Log: slog.New(slog.NewTextHandler(p.t.Err, &slog.HandlerOptions{Level: slog.LevelWarn})), Now: time.Now,
	})
	if err != nil {
		return err
	}
	p.desk.Store(d)
	ctx, p.stop = context.WithCancel(context.WithoutCancel(ctx))
	p.ends.Go(func() { _ = d.Run(ctx) }) // it ends with the context
	return nil
}

func (p *preview) close() error {
	d := p.desk.Load()
	if d == nil {
		return nil
	}
	p.stop()
	p.ends.Wait()
	return d.Close()
}
