package host

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// listen serves on a real socket until the test ends or stop is called, which
// waits for the end.
func listen(t *testing.T, s *Server, c *Certificate) (addr string, stop func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l, c) }()
	stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { stop() })
	return l.Addr().String(), stop
}

// talk writes bytes to a socket, a piece at a time, and reads all that comes.
func talk(t *testing.T, addr string, pause time.Duration, pieces ...string) (answer string, took time.Duration) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	start := time.Now()
	go func() {
		for i, p := range pieces {
			if i > 0 {
				time.Sleep(pause)
			}
			if _, err := io.WriteString(conn, p); err != nil {
				return
			}
		}
	}()
	conn.SetReadDeadline(start.Add(30 * time.Second))
	b, _ := io.ReadAll(conn)
	return string(b), time.Since(start)
}

// echo answers with how much it could read.
var echo = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "not whole", http.StatusBadRequest)
		return
	}
	fmt.Fprintf(w, "read %d of %s", len(b), r.URL.Path)
})

// What a raw socket may send, and what it gets (F8, F10, inputs 45 to 58).
func TestWire(t *testing.T) {
	s, _, _ := server(t)
	s.API = echo
	addr, _ := listen(t, s, nil)
	post := "POST /api/interest HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
	for name, c := range map[string]struct{ send, want string }{
		"HTTP/1.0 without Host (55)":      {"GET /a/ HTTP/1.0\r\n\r\n", "200 OK"},
		"no Host (F10, 55)":               {"GET /a/ HTTP/1.1\r\nConnection: close\r\n\r\n", "400 Bad Request"},
		"two Hosts (F10)":                 {"GET /a/ HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n", "400 Bad Request"},
		"absolute form (55)":              {"GET http://elsewhere/a/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "200 OK"},
		"options for all (F25)":           {"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "405 Method Not Allowed"},
		"an unknown coding (F10)":         {post + "Transfer-Encoding: nonsense\r\n\r\n", "501 Not Implemented"},
		"length and chunks (F10)":         {post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "read 0 of"},
		"two lengths (F10)":               {post + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", "400 Bad Request"},
		"chunks with trailers (46)":       {post + "Transfer-Encoding: chunked\r\nTrailer: X\r\n\r\n3\r\nabc\r\n0\r\nX: y\r\n\r\n", "read 3 of"},
		"too short a length (45)":         {post + "Content-Length: 2\r\n\r\nabcdef", "read 2 of"},
		"Expect (54)":                     {post + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc", "100 Continue"},
		"another Expect (54)":             {post + "Expect: nonsense\r\nContent-Length: 0\r\n\r\n", "417 Expectation Failed"},
		"a cookie of 32 kB (F9, 57)":      {"GET /a/ HTTP/1.1\r\nHost: x\r\nCookie: " + strings.Repeat("x", 32<<10) + "\r\nConnection: close\r\n\r\n", "431 Request Header Fields Too Large"},
		"a header of 15 kB":               {"GET /a/ HTTP/1.1\r\nHost: x\r\nCookie: " + strings.Repeat("x", 15<<10) + "\r\nConnection: close\r\n\r\n", "200 OK"},
		"a hundred forwarded (F6, 58)":    {"GET /metrics HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + strings.Repeat("127.0.0.1, ", 100) + "127.0.0.1\r\nConnection: close\r\n\r\n", "404 Not Found"},
		"no HTTP":                         {"\x16\x03\x01 nonsense\r\n\r\n", "400 Bad Request"},
		"a NUL in the address":            {"GET /a\x00/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "400 Bad Request"},
		"a path out of the site, encoded": {"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404 Not Found"},
	} {
		if got, _ := talk(t, addr, 0, c.send); !strings.Contains(got, c.want) {
			t.Errorf("%s: %.200q, want %s", name, got, c.want)
		}
	}
}

// Who sends slowly is cut off: a header after 5 seconds, a body after 15; who
// goes away in the middle leaves no half (F9, inputs 45 and 53).
func TestSlow(t *testing.T) {
	s, _, _ := server(t)
	s.API = echo
	addr, _ := listen(t, s, nil)
	post := "POST /api/interest HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
	drip := strings.Split(strings.Repeat("x", 100), "")
	for name, c := range map[string]struct {
		pieces   []string
		from, to time.Duration
	}{
		"slow header":       {append([]string{post, "X-Slow: "}, drip...), 4 * time.Second, 8 * time.Second},
		"header never ends": {[]string{post}, 4 * time.Second, 8 * time.Second},
		"slow body":         {append([]string{post + "\r\n"}, drip...), 14 * time.Second, 18 * time.Second},
		"too long a length": {[]string{post + "\r\n", "abc"}, 14 * time.Second, 18 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, took := talk(t, addr, 300*time.Millisecond, c.pieces...)
			if took < c.from || took > c.to || strings.Contains(got, "200 OK") {
				t.Errorf("after %s: %.100q", took, got)
			}
			t.Logf("cut after %s", took.Round(100*time.Millisecond))
		})
	}
	t.Run("half-close", func(t *testing.T) {
		t.Parallel()
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		io.WriteString(conn, strings.Replace(post, "100", "3", 1)+"Connection: close\r\n\r\nabc")
		conn.(*net.TCPConn).CloseWrite()
		if b, _ := io.ReadAll(conn); !bytes.Contains(b, []byte("read 3 of")) {
			t.Errorf("%q", b)
		}
	})
}

// Requests under way finish, new ones are refused, and readiness says so first
// (input 69, guarantee 9).
func TestStop(t *testing.T) {
	s, _, _ := server(t)
	begun, goOn := make(chan struct{}), make(chan struct{})
	s.API = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-goOn
		io.WriteString(w, "stored")
	})
	addr, stop := listen(t, s, nil)
	answer := make(chan string)
	go func() {
		got, _ := talk(t, addr, 0, "POST /api/interest HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
		answer <- got
	}()
	<-begun
	stopped := make(chan error)
	go func() { stopped <- stop() }()
	for !s.stopping.Load() {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(50 * time.Millisecond)
	if conn, err := net.Dial("tcp", addr); err == nil {
		conn.Close()
		t.Error("a new connection is taken")
	}
	close(goOn)
	if got := <-answer; !strings.Contains(got, "stored") {
		t.Errorf("the request under way got %q", got)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

// A new certificate is used without a restart; half of a new pair is not.
func TestCertificate(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	put := func(name string, certOnly bool) {
		t.Helper()
		c, k := pair(t, name)
		write(t, dir, map[string]string{"cert.pem": c})
		if !certOnly {
			write(t, dir, map[string]string{"key.pem": k})
		}
		later := time.Now().Add(time.Duration(len(name)) * time.Minute)
		os.Chtimes(cert, later, later)
	}
	if _, err := NewCertificate(cert, key); err == nil {
		t.Error("no certificate is fine")
	}
	put("one", false)
	c, err := NewCertificate(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	s, _, _ := server(t)
	addr, _ := listen(t, s, c)
	name := func() string {
		c.mu.Lock()
		c.looked = time.Time{}
		c.mu.Unlock()
		conn, err := tls.Dial("tcp", addr, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"http/1.1"}}) //nolint:gosec // the test's own
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprint(conn, "GET /a/ HTTP/1.1\r\nHost: x\r\n\r\n")
		if line, err := bufio.NewReader(conn).ReadString('\n'); err != nil || !strings.Contains(line, "200 OK") {
			t.Errorf("%q, %v", line, err)
		}
		return conn.ConnectionState().PeerCertificates[0].Subject.CommonName
	}
	for _, step := range []struct {
		put  string
		half bool
		want string
	}{{"one", false, "one"}, {"second", false, "second"}, {"halfway", true, "second"}, {"the third", false, "the third"}} {
		put(step.put, step.half)
		if got := name(); got != step.want {
			t.Errorf("after %q: %q, want %q", step.put, got, step.want)
		}
	}
}

func pair(t *testing.T, name string) (cert, key string) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	x := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, x, x, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: secret}))
}

// Who takes all connections and says nothing holds the site up until their
// headers are late, and no longer (F9).
func TestCrowd(t *testing.T) {
	s, _, _ := server(t)
	addr, _ := listen(t, s, nil)
	for range connections {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Skipf("so many connections can't be made here: %v", err)
		}
		defer conn.Close()
	}
	got, took := talk(t, addr, 0, "GET /a/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	if !strings.Contains(got, "200 OK") || took < time.Second || took > 10*time.Second {
		t.Errorf("after %s: %.60q", took, got)
	}
}
