package host

import (
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// F9: there are 1,024 connections at most. Who comes when all are taken waits
// until one is free, and is served then.
func TestConnections(t *testing.T) {
	s, _, _ := server(t)
	addr, _ := listen(t, s, nil)
	var idle []net.Conn
	defer func() {
		for _, c := range idle {
			c.Close()
		}
	}()
	dial := func() net.Conn {
		t.Helper()
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatalf("after %d connections: %v", len(idle), err)
		}
		idle = append(idle, c)
		return c
	}
	for range connections {
		dial()
	}
	last := dial()
	if _, err := io.WriteString(last, "GET /a/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 20)
	last.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	if n, err := last.Read(b); err == nil {
		t.Errorf("one more is served: %q", b[:n])
	}
	idle[0].Close()
	last.SetReadDeadline(time.Now().Add(10 * time.Second))
	if n, err := last.Read(b); err != nil || !strings.Contains(string(b[:n]), "200 OK") {
		t.Errorf("when one is free: %q, %v", b[:n], err)
	}
}
