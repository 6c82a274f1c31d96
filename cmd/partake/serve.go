package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"time"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/build"
	"example.org/partake/internal/devserver"
	"example.org/partake/internal/watch"
)

// serveCommand has the flags of siteFlags, but shows drafts unless told not to.
type serveCommand struct {
	Dir     string `short:"C" default:"." placeholder:"DIR" help:"The site's folder, with content/ in it."`
	Addr    string `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where to listen: by default this computer alone can see the preview."`
	BaseURL string `placeholder:"URL" help:"The address at which the site is published, instead of that of the preview."`
	Now     string `placeholder:"TIME" help:"Build as if it were this moment, such as 2027-05-03T09:00:00Z."`
	Drafts  bool   `default:"true" negatable:"" help:"Show drafts and pages that are published later, and mark them. --no-drafts shows what the public will see."`
	Bar     bool   `default:"true" negatable:"" help:"Show the bar that says what the last build did."`
	Poll    bool   `help:"Look at the files every half second: for disks that do not tell of changes, such as shared folders."`
}

// Help is printed by partake serve --help.
func (serveCommand) Help() string {
	return `Examples:
  partake serve
  partake serve -C my-site --no-drafts --addr 127.0.0.1:9000

The site is built again when you save a file, and the page in your browser follows. Mistakes are shown in the browser and
here; the last good site can still be looked at.

The forms can be tried out. What is sent is sealed to keys that are made for this, in DIR/.partake/development, where
the mails are too, as files. Nothing of it leaves this computer.`
}

// Run serves until it is stopped.
func (c serveCommand) Run(ctx context.Context, t terminal.Terminal) error {
	if _, err := terminal.Moment(c.Now); err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(c.Addr); err != nil {
		return fmt.Errorf("%w: --addr %q is no address such as 127.0.0.1:8080", terminal.ErrUsage, c.Addr)
	}
	listener, err := devserver.Listen(c.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	if c.BaseURL == "" {
		c.BaseURL = devserver.Address(listener.Addr())
	}
	if devserver.Open(listener.Addr()) {
		fmt.Fprintf(t.Err, "WARNING: everybody who can reach %s sees this preview, drafts included, and can try its forms out.\n"+
			"Use this in a network that you trust, and stop it when you are done. Leave --addr out to keep the preview to this computer.\n", c.Addr)
	}
	p := &preview{serveCommand: c, t: t, kept: build.Kept{Texts: filepath.Join(c.Dir, ".partake", "preview-texts")}, trial: filepath.Join(c.Dir, ".partake", "development")}
	if p.recipients, err = keyfiles.ForTrial(p.trial); err != nil {
		return fmt.Errorf("keys for trying the forms out: %w", err)
	}
	server := devserver.Server{
		Addr: c.Addr, Listener: listener, Build: p.build, API: p, Bar: c.Bar, Talk: t.Out,
		Watch: watch.Watcher{Folders: sources(c.Dir), Poll: c.Poll, Tell: func(why string) { fmt.Fprintln(t.Err, why) }},
	}
	fmt.Fprintf(t.Out, "Development only: what you send from a form is sealed to a key in %s. To read it:\n  partake inbox list --store sqlite:%[2]s\n"+
		"  partake inbox show --store sqlite:%[2]s --identity %s REFERENCE\n", p.trial, filepath.Join(p.trial, "submissions.db"), filepath.Join(p.trial, "identity.txt"))
	return errors.Join(server.Run(ctx), p.close())
}

// build builds once, and says how it went.
func (p *preview) build(ctx context.Context, change watch.Change) (devserver.Built, error) {
	start := time.Now()
	b, err := p.rebuild(ctx, change)
	if err != nil {
		return b, err
	}
	b.Took = time.Since(start)
	if len(b.Mistakes) > 0 {
		if err := b.Mistakes.Print(p.t.Err, mostFindings); err != nil {
			return b, fmt.Errorf("print: %w", err)
		}
		fmt.Fprintf(p.t.Err, "%s. The last good site stays.\n", mistakes(b.Mistakes))
		return b, nil
	}
	say := func(b devserver.Built) {
		fmt.Fprintf(p.t.Out, "Built %s in %s%s.\n", terminal.Count(b.Pages, "page", "pages"), b.Took.Round(time.Millisecond), those(b.Changed))
	}
	later := b.Later
	if later == nil {
		say(b)
		return b, nil
	}
	b.Later = func(ctx context.Context, b *devserver.Built) error {
		err := later(ctx, b)
		say(*b)
		return err
	}
	return b, nil
}

// those names the pages that have changed, if they are few.
func those(changed []string) string {
	switch n := len(changed); {
	case n == 0:
		return ""
	case n <= 3:
		return ": " + strings.Join(changed, ", ")
	default:
		return fmt.Sprintf(": %s and %d more", strings.Join(changed[:2], ", "), n-2)
	}
}

// options are those of a build for this preview, now. All of them read the one
// folder that was opened at first: an Edition reads pictures when they are shown.
func (p *preview) options() (build.Options, error) {
	opts, root, err := siteFlags{Dir: p.Dir, BaseURL: p.BaseURL, Now: p.Now, Drafts: p.Drafts}.options()
	if err != nil {
		return opts, err
	}
	if p.root == nil {
		p.root = root
	} else if err := root.Close(); err != nil {
		return opts, err
	}
	p.root.Again()
	opts.Site, opts.Hidden, opts.Read = p.root, true, nil
	opts.Sends, opts.Recipients = true, string(p.recipients)
	return opts, plainNames(&opts)
}
