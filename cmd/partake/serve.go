package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/build"
	"example.org/partake/internal/desk"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/devserver"
)

type serveCommand struct {
	siteFlags `embed:""`
	Addr      string `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where to listen, on this computer."`
}

// Help is printed by partake serve --help.
func (serveCommand) Help() string {
	return `Examples:
  partake serve
  partake serve -C my-site --drafts --addr 127.0.0.1:9000

The site is built again when you save a file. Mistakes are printed here, and the last good site stays.

The forms can be tried out. What is sent is sealed to keys that are made for this, in DIR/.partake/development, where
the mails are too, as files. Nothing of it leaves this computer.`
}

// Run serves until it is stopped.
func (c serveCommand) Run(ctx context.Context, t terminal.Terminal) error {
	if c.BaseURL == "" {
		c.BaseURL = "http://" + c.Addr
	}
	p := &preview{serveCommand: c, t: t, folder: filepath.Join(c.Dir, ".partake", "preview"), trial: filepath.Join(c.Dir, ".partake", "development")}
	var err error
	if p.recipients, err = keyfiles.ForTrial(p.trial); err != nil {
		return fmt.Errorf("keys for trying the forms out: %w", err)
	}
	server := devserver.Server{Addr: c.Addr, Folder: p.folder, Talk: t.Out, Build: p.build, API: p}
	for _, dir := range []string{"content", "layouts", "static"} {
		server.Watch = append(server.Watch, filepath.Join(c.Dir, dir))
	}
	fmt.Fprintf(t.Out, "Development only: what you send from a form is sealed to a key in %s. To read it:\n  partake inbox list --store sqlite:%[2]s\n"+
		"  partake inbox show --store sqlite:%[2]s --identity %s REFERENCE\n", p.trial, filepath.Join(p.trial, "submissions.db"), filepath.Join(p.trial, "identity.txt"))
	return errors.Join(server.Run(ctx), p.close())
}

// preview is a site while it is written, and the desk of its forms.
type preview struct {
	serveCommand
	t             terminal.Terminal
	folder, trial string
	recipients    []byte

	desk atomic.Pointer[desk.Desk] // nil before the first good build
	stop context.CancelFunc
	ends sync.WaitGroup
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

// build builds once, says how it went, and returns the mistakes.
func (p *preview) build(ctx context.Context) ([]byte, error) {
	opts, root, err := p.options()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	opts.Out, opts.Hidden, opts.Read = p.folder, true, nil
	opts.Sends, opts.Recipients = true, string(p.recipients)
	start := time.Now()
	result, list, err := build.Run(ctx, opts)
	if errors.Is(err, build.ErrContent) {
		var b bytes.Buffer
		if err := list.Errors().Print(&b, mostFindings); err != nil {
			return nil, fmt.Errorf("print: %w", err)
		}
		fmt.Fprintf(p.t.Err, "%s%s. The last good site stays.\n", b.String(), mistakes(list.Errors()))
		return b.Bytes(), nil
	}
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(p.t.Out, "Built %s in %s.\n", terminal.Count(result.Pages, "page", "pages"), time.Since(start).Round(time.Millisecond))
	return nil, p.use(ctx, result.Desk)
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
