// Command desk measures how fast the desk takes what people send: make bench-desk.
//
// It builds the example site, starts "partake host" on it with keys of its own,
// and sends forms as browsers do: the form, then the page "Check your answers",
// then the sending that gives the receipt's address. Each sending comes from an
// address of its own, told by X-Forwarded-For through a trusted proxy, so that
// the limits for one address do not stand in the way. The store is on the disk
// of the folder: a folder in memory would measure nothing.
//
//	desk [-store sqlite:FILE | -store postgres://…] [-n 100000] [-c 32] [-rate 50] [-for 60s] [-dir FOLDER]
//
// It prints, and judges nothing: as many sendings as -n from -c connections, one
// after the other on each; then -rate sendings a second for the time -for,
// whether the one before is answered or not; the time that server and client
// spend on a processor for each, since they share the computer; the memory of the
// server afterwards; how long "partake inbox list" takes; and whether every
// sending that got a receipt is in the store.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

type options struct {
	store, dir  string
	sendings    int
	connections int
	rate        int
	stretch     time.Duration
}

func main() {
	var o options
	flag.StringVar(&o.store, "store", "", "where the desk stores: sqlite:FILE or postgres://…; left out, a file in -dir")
	flag.StringVar(&o.dir, "dir", ".partake/bench-desk", "a folder on a real disk; what is in it is deleted")
	flag.IntVar(&o.sendings, "n", 100_000, "how many are sent as fast as it goes")
	flag.IntVar(&o.connections, "c", 32, "from how many connections")
	flag.IntVar(&o.rate, "rate", 50, "how many are sent each second afterwards")
	flag.DurationVar(&o.stretch, "for", time.Minute, "for how long")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGPIPE) // or the host would go on
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "desk:", err)
		os.Exit(3)
	}
}

func run(ctx context.Context, o options) (err error) {
	s, err := start(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	fmt.Printf("store %s in %s\n", s.kind(), o.dir)

	closed := closedLoop(ctx, s, o.sendings, o.connections)
	closed.print(fmt.Sprintf("%d at once", o.connections))
	open := openLoop(ctx, s, o.rate, o.stretch)
	open.print(fmt.Sprintf("%d a second", o.rate))

	memory, err := s.memory()
	if err != nil {
		return err
	}
	fmt.Printf("memory   %d MiB now, %d MiB at most, after %d sendings\n", memory.now>>20, memory.most>>20, closed.sent+open.sent)
	return s.inbox(ctx, closed.sent+open.sent)
}
