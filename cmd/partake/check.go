package main

import (
	"fmt"
	"io"

	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/build"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/lint"
	"example.org/partake/internal/lint/rules"
)

type checkCommand struct {
	Dir    string `short:"C" default:"." placeholder:"DIR" help:"The site's folder, with content/ in it."`
	Now    string `placeholder:"TIME" help:"Check as if it were this moment, such as 2027-05-03T09:00:00Z."`
	Drafts bool   `help:"Also check drafts and pages that are published later."`
	Format string `default:"text" enum:"text,json,github" placeholder:"FORMAT" help:"How to print what was found: text, json, or github for notes on the lines of a change."`
	Strict bool   `help:"Exit with 1 when there is advice too."`
	Rules  bool   `help:"List the rules and who asks for them, and check nothing."`
}

// Help is printed by partake check --help.
func (checkCommand) Help() string {
	return `Examples:
  partake check
  partake check -C my-site --strict
  partake check --format github

It writes nothing. It finds the mistakes that would stop a build, and gives
advice: what a page lacks, who asks for it, and words to write.

A page can silence a rule, with the reason:
  silence:
    - rule: long-title
      reason: "It is the name of a law."

The exit code is 0 when there are no mistakes, 1 with mistakes, or with advice
under --strict, 2 for wrong usage and 3 when the machine failed.`
}

// Run checks the site and prints what it found.
func (c checkCommand) Run(t terminal.Terminal) error {
	if c.Rules {
		return listRules(t.Out)
	}
	opts, root, err := siteFlags{Dir: c.Dir, Now: c.Now, Drafts: c.Drafts}.options()
	if err != nil {
		return err
	}
	defer root.Close()
	found, err := lint.Run(lint.Options{
		Site: opts.Site, Layouts: opts.Layouts, Static: opts.Static, Now: opts.Now, Drafts: opts.Drafts, Rules: rules.All,
	})
	if err != nil {
		return err
	}
	if err := c.print(t, found); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	if len(found.List.Errors()) > 0 || c.Strict && len(found.List) > 0 {
		return build.ErrContent
	}
	return nil
}

func (c checkCommand) print(t terminal.Terminal, found lint.Result) error {
	switch c.Format {
	case "json":
		return found.List.JSON(t.Out)
	case "github":
		return found.List.GitHub(t.Out)
	}
	if err := found.List.Report(t.Out); err != nil {
		return err
	}
	_, err := fmt.Fprintln(t.Out, summary(found))
	return err
}

// summary is the last line: how much was found, and what to do next.
func summary(found lint.Result) string {
	wrong, advice := found.List.Errors(), len(found.List.Advice())
	pages := terminal.Count(found.Pages, "page", "pages")
	switch {
	case len(wrong) > 0:
		return fmt.Sprintf("\n%s in %s. Mend them first: there may be more advice then.", mistakes(wrong), pages)
	case advice > 0:
		return fmt.Sprintf("\n%s on %s. The site can be built. What does not fit a page can be silenced there: see partake check --help.",
			terminal.Count(advice, "piece of advice", "pieces of advice"), terminal.Count(files(found.List), "file", "files"))
	}
	return fmt.Sprintf("Nothing to say: %s, no mistakes and no advice.", pages)
}

func files(list diag.List) int {
	names := map[string]bool{}
	for _, d := range list {
		names[d.File] = true
	}
	return len(names)
}

func listRules(w io.Writer) error {
	for _, r := range rules.All {
		if _, err := fmt.Fprintf(w, "%s\n  %s\n  asked for by %s\n", r.Name, r.About, r.Asker); err != nil {
			return err
		}
	}
	_, err := fmt.Fprint(w, "asked/KEY\n  A field of the front matter that somebody asks for, such as asked/feedback.\n  The advice says who asks.\n")
	return err
}
