// Package publishcmd is partake inbox stats --public: the counts of what people sent
// that may be published, as the site's data file. What may be is for package disclosure
// to say; here are the file, the store and what is told on the way.
//
// It prints, so that a run harms nothing, and writes the site's file when it is
// asked to. It never prints into the file that it reads.
package publishcmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/config"
	"example.org/partake/internal/disclosure"
	"example.org/partake/internal/disclosure/ledger"
	"example.org/partake/internal/form"
)

// publishedFile is where a site has its published counts.
const publishedFile = "content/data/submissions.yaml"

// mostMistakes is how many mistakes of the file are shown.
const mostMistakes = 10

// Command says where to count, and where to.
type Command struct {
	records.StoreFlags
	Write bool // into the site's file
}

// Run tells all counts that may be published, those of the quarter that ended last
// among them.
func (c Command) Run(ctx context.Context, t terminal.Terminal, now time.Time) error {
	if now.After(time.Now()) {
		return fmt.Errorf("%w: --now is still to come, and a quarter is counted when it is over", terminal.ErrUsage)
	}
	if err := c.apart(t); err != nil {
		return err
	}
	site, err := c.Desk()
	if err != nil {
		return fmt.Errorf("what the site's forms are called stands in its last build: say partake build, or with -C where it is: %w", err)
	}
	file, err := c.file(t)
	if err != nil {
		return err
	}
	return c.With(ctx, t, func(b *records.Box) error {
		if b.From != "" {
			return fmt.Errorf("%w: this is a copy of %s. Another computer may have other records, so counts are published where the website's own store is", terminal.ErrUsage, b.From)
		}
		all, err := ledger.Publish(ctx, b, ids(site.Forms), file, now)
		switch {
		case errors.Is(err, disclosure.ErrChanged):
			return fmt.Errorf("%s: %w. Figures that were published never change: put the file back as it was", publishedFile, err)
		case err != nil:
			return err
		}
		name(all, site.Forms)
		if err := c.tell(t, disclosure.Text(all)); err != nil {
			return err
		}
		said(t, all, file, now)
		return nil
	})
}

// apart refuses to print into the file that is read: a shell has emptied it by now.
func (c Command) apart(t terminal.Terminal) error {
	out, ok := t.Out.(*os.File)
	if !ok {
		return nil
	}
	to, err := out.Stat()
	if err != nil {
		return nil // it can't be the file, which is read next
	}
	from, err := os.Stat(c.at())
	if err == nil && os.SameFile(to, from) {
		return fmt.Errorf("%w: what is printed goes into %s itself, and your shell has emptied it. Get it back (git restore %[2]s), and say --write instead of >", terminal.ErrUsage, publishedFile)
	}
	return nil
}

func (c Command) at() string { return filepath.Join(c.Dir, filepath.FromSlash(publishedFile)) }

// file reads what the site shows already; nothing when it has no such file.
func (c Command) file(t terminal.Terminal) ([]disclosure.Table, error) {
	src, err := os.ReadFile(c.at())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("what was published: %w", err)
	}
	var d config.Data
	if list := d.Add(publishedFile, path.Base(publishedFile), src); len(list.Errors()) > 0 {
		list.Sort()
		list.Quote(func(string) ([]byte, error) { return src, nil })
		return nil, errors.Join(fmt.Errorf("%s is not as it was published. Put it back as it was; nothing was counted", publishedFile), list.Print(t.Err, mostMistakes))
	}
	return d.Tables(), nil
}

// tell prints, or writes the site's file: the whole of it or nothing.
func (c Command) tell(t terminal.Terminal, text string) error {
	if !c.Write {
		if _, err := fmt.Fprint(t.Out, text); err != nil {
			return fmt.Errorf("print: %w", err)
		}
		return nil
	}
	folder := filepath.Dir(c.at())
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("write %s: %w", publishedFile, err)
	}
	f, err := os.CreateTemp(folder, ".submissions-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", publishedFile, err)
	}
	_, err = f.WriteString(text)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), c.at())
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", publishedFile, err), os.Remove(f.Name()))
	}
	return nil
}

func ids(forms []form.Form) []string {
	var out []string
	for _, f := range forms {
		out = append(out, f.ID)
	}
	return out
}

// name gives rows that have none the titles of their forms. A form that is gone from
// the site has its id.
func name(all []disclosure.Table, forms []form.Form) {
	for _, t := range all {
		for i := range t.Rows {
			r := &t.Rows[i]
			at := slices.IndexFunc(forms, func(f form.Form) bool { return f.ID == r.Form })
			switch {
			case r.Title != "":
			case at >= 0:
				r.Title = forms[at].Title
			default:
				r.Title = path.Base(r.Form)
			}
		}
	}
}

// said says what is new to the site, and when there is something again.
func said(t terminal.Terminal, all, file []disclosure.Table, now time.Time) {
	isNew := 0
	for _, table := range all {
		if !slices.ContainsFunc(file, func(f disclosure.Table) bool { return f.Quarter == table.Quarter }) {
			isNew++
			fmt.Fprintf(t.Err, "New for the site: %s. These figures never change, also when records are erased or paper is typed in later.\n", table.Quarter)
		}
	}
	if len(all) == 0 {
		fmt.Fprintln(t.Err, "The site has no forms, so there is nothing to publish.")
		return
	}
	if isNew == 0 {
		next := disclosure.QuarterOf(now)
		fmt.Fprintf(t.Err, "Nothing is new. %s is counted from %s.\n", next, (next + 1).First().Format("2 January 2006"))
	}
}
