// Package reportcmd is partake report: what a board asks of a site, and where nobody
// was asked or told.
//
// A report is made of the site's files, as `partake check` reads them: nothing is built
// and nothing is written but the report. With mistakes in the content there is none,
// since a report that leaves something out looks like one that is whole.
package reportcmd

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"time"

	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/build"
	"example.org/partake/internal/folder"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/lint/rules"
	"example.org/partake/internal/site"
	"example.org/partake/layouts"
	"example.org/partake/static"
)

// Commands are those of partake report.
type Commands struct {
	Board    boardCommand    `cmd:"" help:"Promises, measures, how quickly people heard back, and what falls due."`
	Coverage coverageCommand `cmd:"" help:"Services, areas and ambitions with nothing to take part in, or no answer."`
}

// flags are what both commands understand.
type flags struct {
	Dir string `short:"C" default:"." placeholder:"DIR" help:"The site's folder, with content/ in it."`
	Out string `default:"-" placeholder:"FILE" help:"Where to write it. Left out, or -, it is printed."`
	Now string `placeholder:"TIME" help:"Report as if it were this moment, such as 2027-05-03T09:00:00Z."`
}

// mostFindings is how many mistakes one run prints.
const mostFindings = 50

// read reads a site. With mistakes it prints them.
func (f flags) read(now time.Time, t terminal.Terminal) (*site.Site, error) {
	root, err := folder.Open(f.Dir)
	if err != nil {
		return nil, fmt.Errorf("the site's folder: %w", err)
	}
	defer root.Close()
	found, err := lint.Run(lint.Options{Site: root, Layouts: layouts.FS, Static: static.FS, Now: now, Rules: known()})
	if err != nil {
		return nil, err
	}
	if e := found.List.Errors(); len(e) > 0 {
		if err := e.Print(t.Err, mostFindings); err != nil {
			return nil, fmt.Errorf("print: %w", err)
		}
		fmt.Fprintf(t.Err, "%s. There is no report until they are mended.\n", terminal.Count(len(e), "mistake", "mistakes"))
		return nil, build.ErrContent
	}
	return found.Site, nil
}

// known are the rules by their names, which pages may silence. None looks for anything:
// a report needs no advice.
func known() []lint.Rule {
	var out []lint.Rule
	for _, r := range rules.All {
		out = append(out, lint.Rule{Name: r.Name})
	}
	return out
}

// write makes a report and puts it where it belongs, whole or not at all.
func (f flags) write(t terminal.Terminal, report func(io.Writer) error) error {
	var b bytes.Buffer
	if err := report(&b); err != nil {
		return err
	}
	if cmp.Or(f.Out, "-") == "-" {
		_, err := t.Out.Write(b.Bytes())
		return err
	}
	if err := os.WriteFile(f.Out, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	fmt.Fprintf(t.Err, "The report is in %s.\n", f.Out)
	return nil
}
