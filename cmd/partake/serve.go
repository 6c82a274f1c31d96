package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"example.org/partake/internal/build"
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

The site is built again when you save a file. Mistakes are printed here, and the last good site stays.`
}

// Run serves until it is stopped.
func (c serveCommand) Run(ctx context.Context, t terminal) error {
	if c.BaseURL == "" {
		c.BaseURL = "http://" + c.Addr
	}
	folder := filepath.Join(c.Dir, ".partake", "preview")
	server := devserver.Server{
		Addr: c.Addr, Folder: folder, Talk: t.out,
		Build: func(ctx context.Context) ([]byte, error) { return c.build(ctx, folder, t) },
	}
	for _, dir := range []string{"content", "layouts", "static"} {
		server.Watch = append(server.Watch, filepath.Join(c.Dir, dir))
	}
	return server.Run(ctx)
}

// build builds once, says how it went, and returns the mistakes.
func (c serveCommand) build(ctx context.Context, folder string, t terminal) ([]byte, error) {
	opts, root, err := c.options()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	opts.Out, opts.Hidden, opts.Read = folder, true, nil
	start := time.Now()
	result, list, err := build.Run(ctx, opts)
	if errors.Is(err, build.ErrContent) {
		var b bytes.Buffer
		if err := list.Errors().Print(&b, mostFindings); err != nil {
			return nil, fmt.Errorf("print: %w", err)
		}
		fmt.Fprintf(t.err, "%s%s. The last good site stays.\n", b.String(), mistakes(list.Errors()))
		return b.Bytes(), nil
	}
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(t.out, "Built %s in %s.\n", count(result.Pages, "page", "pages"), time.Since(start).Round(time.Millisecond))
	return nil, nil
}
