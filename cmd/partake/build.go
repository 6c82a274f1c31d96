package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/memory"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/build"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/folder"
	"example.org/partake/internal/value"
	"example.org/partake/layouts"
	"example.org/partake/static"
)

// siteFlags are what every command that builds understands.
type siteFlags struct {
	Dir     string `short:"C" default:"." placeholder:"DIR" help:"The site's folder, with content/ in it."`
	BaseURL string `placeholder:"URL" help:"The address at which the site is published, instead of base_url in site.yaml."`
	Now     string `placeholder:"TIME" help:"Build as if it were this moment, such as 2027-05-03T09:00:00Z."`
	Drafts  bool   `help:"Also build drafts and pages that are published later."`
}

type buildCommand struct {
	siteFlags  `embed:""`
	Out        string `default:"public" placeholder:"FOLDER" help:"Where to write the site. A relative folder is below DIR."`
	Preview    bool   `help:"Ask search engines to stay away: for previews."`
	Recipients string `placeholder:"FILE" help:"The public keys of those who read what people send. Left out, it is recipients.txt in DIR; without one nothing can be sent from the site."`
}

// Help is printed by partake build --help.
func (buildCommand) Help() string {
	return `Examples:
  partake build
  partake build -C my-site --out /srv/www --base-url https://involvement.example.org
  partake build --drafts --preview --base-url "$DEPLOY_PRIME_URL"

A build with mistakes in the content writes nothing: the last site stays.

With public keys (partake keys new) the forms can be sent, and DIR/.partake/desk.json tells the desk all that it needs.
CONTEXT in the environment is the deploy context: anything but production makes a preview, which stores nothing and asks search engines to stay away.`
}

// Run builds the site once and says what it did.
func (c buildCommand) Run(ctx context.Context, t terminal.Terminal) error {
	opts, root, err := c.options()
	if err != nil {
		return err
	}
	defer root.Close()
	opts.Out = c.Out
	if !filepath.IsAbs(c.Out) {
		opts.Out = filepath.Join(c.Dir, c.Out)
	}
	opts.Hidden, opts.Count = c.Preview, true
	recipients, err := keyfiles.ForTeam(c.Dir, c.Recipients)
	if err != nil {
		return err
	}
	opts.Desk = filepath.Join(c.Dir, filepath.FromSlash(deskfile.Name))
	sends(&opts, recipients)
	memory.Limit(0) // what reading takes; more once the size of the site is known
	return press(ctx, opts, t)
}

// mostFindings is how many findings one run prints.
const mostFindings = 50

// press runs a build and prints its findings and its result.
func press(ctx context.Context, opts build.Options, t terminal.Terminal) error {
	start := time.Now()
	if t.Progress {
		opts.Tick = progress(t, start)
	}
	result, list, err := build.Run(ctx, opts)
	if t.Progress {
		fmt.Fprint(t.Err, "\r\x1b[K")
	}
	if e := list.Errors(); len(e) > 0 {
		if err := e.Print(t.Err, mostFindings); err != nil {
			return fmt.Errorf("print: %w", err)
		}
		fmt.Fprintf(t.Err, "%s. Nothing was written.\n", mistakes(e))
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(t.Out, "Built %d pages (%d files, %.1f MB) into %s in %s: %d rendered, %d unchanged, %d removed.\n",
		result.Pages, result.Files, float64(result.Bytes)/1e6, opts.Out, time.Since(start).Round(time.Millisecond), result.Rendered, result.Unchanged, result.Removed)
	if result.Doubt != nil {
		fmt.Fprintf(t.Err, "All was built anew: %v. Files of that build that are no longer made stay in %s.\n", result.Doubt, opts.Out)
	}
	if result.Advice > 0 {
		fmt.Fprintf(t.Err, "There is advice on %s: partake check lists it.\n", terminal.Count(result.Advice, "point", "points"))
	}
	return nil
}

func mistakes(list diag.List) string { return terminal.Count(len(list), "mistake", "mistakes") }

// progress counts on a terminal once a build takes over a second.
func progress(t terminal.Terminal, start time.Time) func(done, total int) {
	return func(done, total int) {
		if time.Since(start) > time.Second {
			fmt.Fprintf(t.Err, "\r%d of %d files", done, total)
		}
	}
}

// options opens the site's folder and makes the options of a build. The folder
// is opened so that nothing outside it can be read.
func (f siteFlags) options() (build.Options, *folder.Folder, error) {
	now, err := terminal.Moment(f.Now)
	if err != nil {
		return build.Options{}, nil, err
	}
	if f.BaseURL != "" {
		if _, err := value.CheckBaseURL(f.BaseURL); err != nil {
			return build.Options{}, nil, fmt.Errorf("%w: --base-url %w", terminal.ErrUsage, err)
		}
	}
	root, err := folder.Open(f.Dir)
	if err != nil {
		return build.Options{}, nil, fmt.Errorf("the site's folder: %w", err)
	}
	return build.Options{
		Site: root, Layouts: layouts.FS, Static: static.FS, State: filepath.Join(f.Dir, ".partake", "build"), Keep: sources(f.Dir),
		BaseURL: f.BaseURL, Now: now, Began: time.Now(), Drafts: f.Drafts, Program: identity(), Read: memory.Limit,
	}, root, nil
}

// sources are the folders of a site that people write in.
func sources(dir string) []string {
	return []string{filepath.Join(dir, "content"), filepath.Join(dir, "layouts"), filepath.Join(dir, "static")}
}

// sends makes the forms of a build ones that can be sent, sealed to the public
// keys in a file. Without a file nobody takes answers. What a preview takes is
// not stored, and a preview is no site for search engines, whether or not
// anything can be sent from it.
func sends(opts *build.Options, recipients []byte) {
	context := os.Getenv("CONTEXT")
	preview := (deskfile.File{Context: context}).Preview()
	opts.Hidden = opts.Hidden || preview
	if recipients != nil {
		opts.Sends, opts.Recipients, opts.Context, opts.Preview = true, string(recipients), context, preview
	}
}
