package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// smtp is the command "smtp FILE [ANSWER]": a mail server at $SMTP that puts all
// that it is told into FILE. With an answer, such as "550 no", it refuses every
// recipient.
func smtp(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 || len(args) > 2 {
		ts.Fatalf("usage: smtp FILE [ANSWER]")
	}
	said, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv("SMTP", listener.Addr().String())
	ts.Defer(func() {
		listener.Close()
		said.Close()
	})
	refusal := strings.Join(args[1:], "")
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			talk(conn, said, refusal)
		}
	}()
}

// talk is one conversation with a mail server.
func talk(conn net.Conn, said io.Writer, refusal string) {
	defer conn.Close()
	lines := bufio.NewScanner(conn)
	fmt.Fprint(conn, "220 here\r\n")
	for body := false; lines.Scan(); {
		line := lines.Text()
		fmt.Fprintln(said, line)
		switch {
		case body && line != ".":
			continue
		case line == "QUIT":
			fmt.Fprint(conn, "221 bye\r\n")
			return
		case strings.HasPrefix(line, "RCPT") && refusal != "":
			fmt.Fprintf(conn, "%s\r\n", refusal)
			continue
		case line == "DATA":
			fmt.Fprint(conn, "354 go on\r\n")
			body = true
			continue
		}
		body = false
		fmt.Fprint(conn, "250 fine\r\n")
	}
}
