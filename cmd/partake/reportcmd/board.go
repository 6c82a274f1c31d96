package reportcmd

import (
	"errors"
	"fmt"
	"io"

	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/board"
	"example.org/partake/internal/frame"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/report"
	"example.org/partake/internal/value"
	"example.org/partake/layouts"
)

type boardCommand struct {
	flags  `embed:""`
	Format string `default:"md" enum:"html,csv,md" placeholder:"FORMAT" help:"html for a document to print or send, csv for a spreadsheet, md for Markdown. Left out, it is md."`
	From   string `placeholder:"DAY" help:"The first day of the period, such as 2026-04-01. Left out, it begins 12 months before --to ends."`
	To     string `placeholder:"DAY" help:"The last day of the period, such as 2026-09-30. Left out, it is the end of last month."`
}

// Help is printed by partake report board --help.
func (boardCommand) Help() string {
	return `Examples:
  partake report board
  partake report board --format html --out board-report.html
  partake report board --format csv --from 2026-04-01 --to 2026-09-30 > quarter.csv

Without a period it is about the 12 whole months before this one, as is the page /reports/board/ of the site.
Promises are shown as they stand today: the files do not say how they stood before. What people said, what they heard, and what opened and closed is counted within the period.

html is one file without any other: open it, print it, or attach it to the papers of a meeting.
csv is one table. Its first column says what a row is about: report, action, count, measure, answers, overdue, next or taking part.

The exit code is 0 when the report was made, 1 with mistakes in the content, 2 for wrong usage and 3 when the machine failed.`
}

// Run makes the report.
func (c boardCommand) Run(t terminal.Terminal) error {
	now, err := terminal.Moment(c.Now)
	if err != nil {
		return err
	}
	p, err := c.period(value.DateOf(now))
	if err != nil {
		return err
	}
	s, err := c.read(now, t)
	if err != nil {
		return err
	}
	b := report.BoardOf(s, p)
	return c.write(t, func(w io.Writer) error {
		if c.Format == "csv" {
			return report.CSV(w, b)
		}
		v := board.New(frame.New(s, frame.Desk{})).View(b)
		board.Full(&v, s.Base)
		if c.Format == "html" {
			return board.Paper(w, layouts.FS, v)
		}
		return board.Markdown(w, v)
	})
}

// period is what the flags ask for.
func (c boardCommand) period(today value.Date) (report.Period, error) {
	p := report.Year(today)
	for _, f := range []struct {
		flag, text string
		day        *value.Date
	}{{"--to", c.To, &p.To}, {"--from", c.From, &p.From}} {
		if f.text == "" {
			continue
		}
		if err := f.day.UnmarshalText([]byte(f.text)); err != nil {
			return p, wrongDay(f.flag, err)
		}
		if f.flag == "--to" {
			p.From = report.Months(p.To+1, -12)
		}
	}
	switch {
	case p.To < p.From:
		return p, fmt.Errorf("%w: the period ends on %s, before it begins on %s: put the earlier day into --from and the later one into --to", terminal.ErrUsage, p.To, p.From)
	case p.From > today:
		return p, fmt.Errorf("%w: the period begins on %s, which is still to come: there is nothing to report yet", terminal.ErrUsage, p.From)
	}
	return p, nil
}

// wrongDay says what is wrong with a day on the command line, and what to write.
func wrongDay(flag string, err error) error {
	var m *frontmatter.Mistake
	if errors.As(err, &m) && m.Hint != "" {
		return fmt.Errorf("%w: %s %w: %s", terminal.ErrUsage, flag, err, m.Hint)
	}
	return fmt.Errorf("%w: %s %w", terminal.ErrUsage, flag, err)
}
