package reportcmd

import (
	"fmt"
	"io"

	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/board"
	"example.org/partake/internal/report"
)

type coverageCommand struct {
	flags  `embed:""`
	Format string `default:"text" enum:"text,csv,md" placeholder:"FORMAT" help:"text, csv for a spreadsheet, or md for Markdown. Left out, it is text."`
	Months int    `default:"12" placeholder:"N" help:"How many months to look back, from 1 to 120. Left out, it is 12."`
}

// Help is printed by partake report coverage --help.
func (coverageCommand) Help() string {
	return `Examples:
  partake report coverage
  partake report coverage --months 6
  partake report coverage --format csv --out coverage.csv

It names every service, area and ambition where nothing was open for people in that time, or where nobody heard what came of something. csv has the others too.

The advice "coverage" of partake check is of the same making, for services and areas and 12 months.

The exit code is 0 when the report was made, 1 with mistakes in the content, 2 for wrong usage and 3 when the machine failed.`
}

// mostMonths is how far back anybody asks.
const mostMonths = 120

// Run makes the report.
func (c coverageCommand) Run(t terminal.Terminal) error {
	if c.Months < 1 || c.Months > mostMonths {
		return fmt.Errorf("%w: --months is a number from 1 to %d", terminal.ErrUsage, mostMonths)
	}
	now, err := terminal.Moment(c.Now)
	if err != nil {
		return err
	}
	s, err := c.read(now, t)
	if err != nil {
		return err
	}
	found := report.CoverageOf(s, report.Months(s.Today, -c.Months))
	return c.write(t, func(w io.Writer) error {
		switch c.Format {
		case "csv":
			return report.CoverageCSV(w, found)
		case "md":
			return board.Markdown(w, board.Coverage(found))
		}
		return board.Text(w, board.Coverage(found))
	})
}
