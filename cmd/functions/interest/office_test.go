package main

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
)

// office is a mail server on this computer. A silent one takes connections and
// says nothing.
type office struct {
	net.Listener
	silent bool

	mu    sync.Mutex
	mails []string
}

func openOffice(t testing.TB, silent bool) *office {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	o := &office{Listener: l, silent: silent}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go o.serve(c)
		}
	}()
	return o
}

// env leads a function to the office.
func (o *office) env() map[string]string {
	return map[string]string{"PARTAKE_SMTP": "smtp://" + o.Addr().String() + "?tls=none", "PARTAKE_MAIL_FROM": "desk@example.org"}
}

func (o *office) serve(c net.Conn) {
	defer c.Close()
	in := bufio.NewReader(c)
	if o.silent {
		_, _ = in.ReadByte()
		return
	}
	fmt.Fprint(c, "220 office\r\n")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb := strings.ToUpper(strings.Fields(line + " .")[0]); verb {
		case "DATA":
			fmt.Fprint(c, "354 go on\r\n")
			o.take(in)
			fmt.Fprint(c, "250 taken\r\n")
		case "QUIT":
			fmt.Fprint(c, "221 bye\r\n")
			return
		default:
			fmt.Fprint(c, "250 fine\r\n")
		}
	}
}

func (o *office) take(in *bufio.Reader) {
	var mail strings.Builder
	for {
		line, err := in.ReadString('\n')
		if err != nil || line == ".\r\n" {
			break
		}
		mail.WriteString(line)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.mails = append(o.mails, mail.String())
}

// taken are the mails so far.
func (o *office) taken() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.mails
}
