package teamcmd

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"time"

	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/assets"
	"example.org/partake/internal/config"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/store"
	"example.org/partake/internal/teampage"
	"example.org/partake/layouts"
	"example.org/partake/static"
)

// Open is partake inbox open.
type Open struct {
	Reference               string `arg:"" optional:"" placeholder:"REF" help:"The record to begin with, such as 7KM4-2PXR."`
	records.StoreFlags      `embed:""`
	records.IdentityFlags   `embed:""`
	records.DeskFlags       `embed:""`
	records.RecipientsFlags `embed:""`
	whoFlags                `embed:""`
	Browser                 bool   `help:"Open the page in your browser at once."`
	Now                     string `placeholder:"TIME" help:"Act as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake inbox open --help.
func (Open) Help() string {
	return `Examples:
  partake inbox open
  partake inbox open --browser 7KM4-2PXR

Shows what people sent as pages in your browser: read, mark, write notes, print, save, erase. They are on this computer
only, and nobody else can reach them. Open the address that is printed: it works once. Ctrl+C ends it.

Your secret key is read from its file, or a page asks for it. It stays in memory. What you do stays in this copy until
you press the button that sends it to the website, for your colleagues. Then another button fetches what is new. Both need
the team's token; partake inbox push and pull do the same.`
}

// Run serves the pages until Ctrl+C, or until somebody closes them.
func (c Open) Run(ctx context.Context, t terminal.Terminal) error {
	now, err := c.options()
	if err != nil {
		return err
	}
	ids, err := identities(c.IdentityFlags, c.Dir)
	if err != nil {
		return err
	}
	sheet, err := stylesheet()
	if errors.Is(err, assets.ErrNone) {
		fmt.Fprintln(t.Err, "The pages are plain: this program was built without its stylesheet (npm run assets).")
	} else if err != nil {
		return err
	}
	look, err := fs.Sub(layouts.FS, "team")
	if err != nil {
		return err
	}
	return c.With(ctx, t, func(b *records.Box) error {
		to, err := c.Keys(b, c.StoreFlags)
		if err != nil && !errors.Is(err, records.ErrNoRecipients) {
			return err
		}
		start, err := c.start(ctx, b)
		if err != nil {
			return err
		}
		line, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return fmt.Errorf("open the inbox: %w", err)
		}
		o := teampage.Options{
			Store: b, Words: b.Words, From: b.From, Identities: ids, Recipients: to, Who: c.Who, Start: start, Host: line.Addr().String(),
			Layouts: look, CSS: sheet, Random: rand.Reader, Now: now,
			Failed: func(step string, err error) { fmt.Fprintf(t.Err, "%s: %s\n", step, inbox.Printable(err.Error())) },
		}
		err = c.line(b, &o)
		var pages *teampage.Pages
		if err == nil {
			pages, err = teampage.New(o)
		}
		if err != nil {
			return errors.Join(err, line.Close())
		}
		return c.serve(ctx, t, line, pages)
	})
}

// start is the reference of the record to begin with, "" for the list.
func (c Open) start(ctx context.Context, b *records.Box) (string, error) {
	if c.Reference == "" {
		return "", nil
	}
	start := records.Reference(c.Reference)
	_, err := b.Get(ctx, start)
	if errors.Is(err, store.ErrUnknown) {
		err = records.NoSuch(c.Reference)
	}
	return start, err
}

// options looks at the flags, and says where the time comes from.
func (c Open) options() (func() time.Time, error) {
	moment, err := terminal.Moment(c.Now)
	if err == nil {
		err = c.check()
	}
	if c.Now != "" {
		return func() time.Time { return moment }, err
	}
	return time.Now, err
}

// stylesheet is that of a site, as it was built into the program.
func stylesheet() ([]byte, error) {
	found, err := assets.Find(static.FS, config.Colours{})
	if err != nil {
		return nil, err
	}
	b, err := fs.ReadFile(static.FS, found.URL("site.css")[1:])
	if err != nil {
		return nil, fmt.Errorf("the stylesheet: %w", err)
	}
	return b, nil
}

func (c Open) serve(ctx context.Context, t terminal.Terminal, line net.Listener, pages *teampage.Pages) error {
	server := &http.Server{
		Handler: pages, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, IdleTimeout: 5 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(line) }()
	fmt.Fprintln(t.Out, pages.Address())
	fmt.Fprintln(t.Err, "Open this address in your browser. It works once, on this computer only. Ctrl+C ends it.")
	if c.Browser {
		if err := browse(ctx, pages.Address()); err != nil {
			fmt.Fprintf(t.Err, "The browser did not open, so open the address yourself: %v\n", err)
		}
	}
	select {
	case err := <-ended:
		return fmt.Errorf("the inbox: %w", err)
	case <-ctx.Done():
	case <-pages.Done():
	}
	// What is under way is a page, or a save: a moment is enough. Browsers keep more
	// connections than they use.
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second/2)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		_ = server.Close()
	}
	fmt.Fprintln(t.Err, "The inbox is closed.")
	return nil
}

// browse opens the address in the browser of this computer.
func browse(ctx context.Context, address string) error {
	command := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	return exec.CommandContext(ctx, command[0], append(command[1:], address)...).Start()
}
