// Package newcmd is partake new: it starts a site, or a page of any kind.
package newcmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/scaffold"
)

// Command is partake new.
type Command struct {
	Kind     string `arg:"" help:"site, or a kind of page: see below."`
	Title    string `arg:"" help:"The folder of a new site, or the title of a new page."`
	Dir      string `short:"C" default:"." placeholder:"DIR" help:"The site's folder, with content/ in it."`
	Slug     string `placeholder:"NAME" help:"The last part of the page's address. Left out, it is made from the title."`
	Strategy string `placeholder:"NAME" help:"The strategy that a new ambition belongs to."`
	Name     string `placeholder:"NAME" help:"The organisation of a new site."`
	BaseURL  string `placeholder:"URL" help:"The address at which a new site will be published."`
	Now      string `placeholder:"TIME" help:"Write dates as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// Help is printed by partake new --help.
func (Command) Help() string {
	return `Examples:
  partake new site my-site --name "Northgate NHS Trust" --base-url https://involvement.example.org
  partake new opportunity "Help choose the food on our wards" -C my-site
  partake new ambition "Say it so that everyone can follow" --strategy together-2030

The kinds of page are ` + strings.Join(scaffold.Names(), ", ") + `.

A new page is a draft that explains itself, with CHANGE ME wherever you write. Nothing that exists is ever written over.`
}

// Run makes a site or a page.
func (c Command) Run(t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	switch {
	case err != nil:
		return err
	case c.Kind == "site" && (c.Slug != "" || c.Strategy != "" || c.Dir != "."):
		return fmt.Errorf("%w: -C, --slug and --strategy are for pages: say partake new site DIR", terminal.ErrUsage)
	case c.Kind == "site":
		return c.site(now, t)
	case c.Name != "" || c.BaseURL != "":
		return fmt.Errorf("%w: --name and --base-url are for new sites: write them into content/site.yaml", terminal.ErrUsage)
	}
	return c.page(now, t)
}

func (c Command) page(now time.Time, t terminal.Terminal) error {
	root, err := os.OpenRoot(c.Dir)
	if err != nil {
		return fmt.Errorf("the site's folder: %w", err)
	}
	defer root.Close()
	if _, err := root.Stat("content"); err != nil {
		return errors.New("there is no folder content/ here: choose the site's folder with -C, or make one with partake new site")
	}
	file, err := scaffold.New(scaffold.Request{Kind: c.Kind, Title: c.Title, Slug: c.Slug, Strategy: c.Strategy, Now: now, Site: root.FS()})
	if err != nil {
		return usage(err)
	}
	if err := writeAll(root, []scaffold.File{file}); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%w: %s is there already: choose another title, or a name with --slug", terminal.ErrUsage, file.Path)
		}
		return err
	}
	at := ""
	if c.Dir != "." {
		at = " -C " + c.Dir
	}
	fmt.Fprintln(t.Out, filepath.Join(c.Dir, filepath.FromSlash(file.Path)))
	fmt.Fprintf(t.Err, "It is a draft, so it is not on the site yet. See it with partake serve%s.\n"+
		"Change every %s in it. Then take the line draft: true out.\n", at, scaffold.Mark)
	return nil
}

// usage marks what the author asked for wrongly.
func usage(err error) error {
	if errors.Is(err, scaffold.ErrRefused) {
		return fmt.Errorf("%w: %s", terminal.ErrUsage, strings.TrimPrefix(err.Error(), scaffold.ErrRefused.Error()+": "))
	}
	return err
}

func (c Command) site(now time.Time, t terminal.Terminal) error {
	if c.Name == "" {
		c.Name = "Your organisation"
	}
	if c.BaseURL == "" {
		c.BaseURL = "https://involvement.example.org"
	}
	files, err := scaffold.Site(scaffold.Settings{Name: c.Name, BaseURL: c.BaseURL, Now: now})
	if err != nil {
		return usage(err)
	}
	dir := c.Title
	made, err := emptyFolder(dir)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err == nil {
		err = errors.Join(writeAll(root, files), root.Close())
	}
	if err != nil {
		return errors.Join(err, removeAll(made))
	}
	fmt.Fprintln(t.Out, dir)
	fmt.Fprintf(t.Err, "A site of %d files. See it with partake serve -C %s.\nThe next steps are in %s.\n", len(files), dir, filepath.Join(dir, "README.md"))
	return nil
}

// emptyFolder makes a folder, with those above it, unless it is there and
// empty. It returns the folders that it made, the innermost first.
func emptyFolder(dir string) (made []string, err error) {
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && len(entries) > 0:
		return nil, fmt.Errorf("%w: %s is not empty: choose another folder. Nothing was written", terminal.ErrUsage, dir)
	case err == nil:
		return nil, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w: %s can't be the folder of a site: %w", terminal.ErrUsage, dir, err)
	}
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); err == nil || at == filepath.Dir(at) {
			break
		}
		made = append(made, at)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, errors.Join(fmt.Errorf("make the folder: %w", err), removeAll(made))
	}
	return made, nil
}

// writeAll writes new files with the folders that they need: all of them, or
// none. A file that is there already is an error.
func writeAll(root *os.Root, files []scaffold.File) (err error) {
	var made []string // in the order in which they were made
	defer func() {
		if err != nil {
			slices.Reverse(made)
			for _, name := range made {
				err = errors.Join(err, root.Remove(name))
			}
		}
	}()
	for _, f := range files {
		name := filepath.FromSlash(f.Path)
		for _, dir := range above(name) {
			if err := root.Mkdir(dir, 0o755); err == nil {
				made = append(made, dir)
			} else if !errors.Is(err, fs.ErrExist) {
				return err
			}
		}
		out, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return err
		}
		made = append(made, name)
		_, err = out.Write(f.Data)
		if err := errors.Join(err, out.Close()); err != nil {
			return err
		}
	}
	return nil
}

// above are the folders of a file, the outermost first.
func above(name string) []string {
	var out []string
	for dir := filepath.Dir(name); dir != "."; dir = filepath.Dir(dir) {
		out = append([]string{dir}, out...)
	}
	return out
}

// removeAll takes folders away that were made for nothing.
func removeAll(dirs []string) error {
	var err error
	for _, d := range dirs {
		if e := os.Remove(d); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}
