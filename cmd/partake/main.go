// Command partake makes an involvement site of a folder of Markdown.
//
//	partake build    writes the site
//	partake serve    shows it while you write
//	partake host     serves it in production, with what answers its forms
//	partake check    finds mistakes and gives advice
//	partake new      starts a site or a page
//	partake keys     makes and checks the keys that seal what people send
//	partake inbox    is where the team reads what people sent
//	partake report   tells a board how promises stand, and where nobody was asked
//	partake version  says which version this is
//
// Results go to stdout, talk to stderr. The exit code is 0 when all is fine, 1
// when the content is wrong, 2 for wrong usage, 3 when the machine failed.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"example.org/partake/cmd/partake/inboxcmd"
	"example.org/partake/cmd/partake/keyscmd"
	"example.org/partake/cmd/partake/newcmd"
	"example.org/partake/cmd/partake/reportcmd"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/build"
)

// Exit codes: a contract with scripts.
const (
	exitFine    = 0
	exitContent = 1
	exitUsage   = 2
	exitMachine = 3
)

// commands is the command line. Each field is a command, in a file or a package
// of its own.
type commands struct {
	Build   buildCommand       `cmd:"" help:"Write the site into a folder."`
	Serve   serveCommand       `cmd:"" help:"Show the site on this computer while you write."`
	Host    hostCommand        `cmd:"" help:"Serve the site and take what people send, on a machine of your own."`
	Check   checkCommand       `cmd:"" help:"Find mistakes and give advice, without writing anything."`
	New     newcmd.Command     `cmd:"" help:"Start a site, or a page of any kind."`
	Keys    keyscmd.Commands   `cmd:"" help:"Make and check the keys that seal what people send."`
	Inbox   inboxcmd.Commands  `cmd:"" help:"Read what people sent, as the involvement team."`
	Report  reportcmd.Commands `cmd:"" help:"Tell a board how promises stand, and where nobody was asked or told."`
	Version versionCommand     `cmd:"" help:"Say which version this is."`
}

func main() {
	info, err := os.Stderr.Stat()
	t := terminal.Terminal{Out: os.Stdout, Err: os.Stderr, Progress: err == nil && info.Mode()&os.ModeCharDevice != 0}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], t))
}

// run parses the command line and runs one command.
func run(ctx context.Context, args []string, t terminal.Terminal) int {
	var cmds commands
	exited := -1
	parser, err := kong.New(&cmds, kong.Name("partake"), kong.Writers(t.Out, t.Err),
		kong.Description("Makes an involvement site of a folder of Markdown: what people can take part in, what you promised, and what changed because they spoke up."),
		kong.Exit(func(code int) { exited = code }), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(t),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintf(t.Err, "partake: %v\n", err)
		return exitMachine
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 { // --help was asked for and printed
		return exited
	}
	if err != nil {
		fmt.Fprintf(t.Err, "partake: %v\nRun partake --help to see what there is.\n", err)
		return exitUsage
	}
	return exitCode(parsed.Run(), t.Err)
}

// exitCode says what went wrong and which code tells it.
func exitCode(err error, w io.Writer) int {
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, build.ErrContent):
		return exitContent // the findings are printed already
	case errors.Is(err, terminal.ErrUsage):
		fmt.Fprintf(w, "partake: %v\n", err)
		return exitUsage
	}
	fmt.Fprintf(w, "partake: %v\n", err)
	return exitMachine
}
