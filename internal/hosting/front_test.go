package hosting

import (
	"bufio"
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
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const name = "involvement.example.org"

// TestFront starts the site as server.md says, behind a real nginx and a real
// Caddy with our settings: the visitor's own address reaches the site and no other
// does (F6), two lengths are refused or mean one request (F10), and the site's
// headers arrive once.
func TestFront(t *testing.T) {
	site, log := started(t)
	for kind, front := range map[string]func(*testing.T, string) string{"nginx": nginx, "caddy": caddy} {
		t.Run(kind, func(t *testing.T) {
			addr := front(t, site)
			wait(t, func() error { _, err := ask(addr, "127.0.0.9", "GET /healthz HTTP/1.1\r\n"); return err })
			if got, _ := ask(addr, "127.0.0.9", "GET / HTTP/1.1\r\n"); strings.Count(got, "Content-Security-Policy:") != 1 || !strings.HasPrefix(got, "HTTP/1.1 200") {
				t.Errorf("the home page: %.300s", got)
			}
			if got, _ := ask(addr, "127.0.0.9", "GET /metrics HTTP/1.1\r\n"); !strings.HasPrefix(got, "HTTP/1.1 404") {
				t.Errorf("/metrics from outside: %.100s", got)
			}
			limited(t, addr, kind[0]) // the two have clients of their own
			smuggled(t, addr)
			tooLong(t, addr)
		})
	}
	said, err := os.ReadFile(log)
	must(t, err)
	if !strings.Contains(string(said), `"path":"/api/interest"`) || strings.Contains(string(said), "127.0.0.1"+`"`) || strings.Contains(string(said), "/secret") {
		t.Errorf("the log says\n%s", said)
	}
}

// limited: who looks at their answers too often is told so; somebody at another
// address is not, and claiming another address changes nothing (F5, F6).
func limited(t *testing.T, addr string, network byte) {
	t.Helper()
	form := url.Values{
		"_form": {"forms/taking-part"}, "opportunity": {"opportunities/make-our-letters-clear"},
		"name": {"Ada"}, "reply_by": {"email"}, "contact_email": {"ada@example.org"},
	}.Encode()
	look := func(from, claimed string) string {
		got, err := ask(addr, from, fmt.Sprintf("POST /api/interest HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n%s", len(form), claimed), form)
		must(t, err)
		return strings.TrimPrefix(strings.SplitN(got, "\r\n", 2)[0], "HTTP/1.1 ")
	}
	busy, calm := fmt.Sprintf("127.0.%d.2", network), fmt.Sprintf("127.0.%d.3", network)
	for n := range 5 {
		if got := look(busy, ""); got != "200 OK" {
			t.Fatalf("look %d: %s", n+1, got)
		}
	}
	for _, claimed := range []string{"", "X-Forwarded-For: 192.0.2.9\r\n", "X-Forwarded-For: 192.0.2.8, 127.0.0.1\r\n", "Forwarded: for=192.0.2.7\r\nX-Real-Ip: 192.0.2.7\r\n"} {
		if got := look(busy, claimed); got != "429 Too Many Requests" {
			t.Errorf("one look too many, with %q: %s", claimed, got)
		}
	}
	if got := look(calm, ""); got != "200 OK" {
		t.Errorf("somebody else's look: %s", got)
	}
}

// smuggled: a request with two lengths never leaves a second one behind (F10).
func smuggled(t *testing.T, addr string) {
	t.Helper()
	hidden := "GET /secret HTTP/1.1\r\nHost: " + name + "\r\n\r\n"
	got, err := ask(addr, "127.0.0.9", fmt.Sprintf("POST /api/interest HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n", 5+len(hidden)), "0\r\n\r\n"+hidden)
	must(t, err)
	if !strings.HasPrefix(got, "HTTP/1.1 4") || strings.Count(got, "HTTP/1.1 ") != 1 {
		t.Errorf("two lengths: %.300s", got)
	}
}

// tooLong: what is too much for the site is refused by the site, with its own page
// (F8).
func tooLong(t *testing.T, addr string) {
	t.Helper()
	body := "name=" + strings.Repeat("a", 300<<10)
	got, err := ask(addr, "127.0.0.9", fmt.Sprintf("POST /api/interest HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n", len(body)), body)
	must(t, err)
	if !strings.HasPrefix(got, "HTTP/1.1 413") || !strings.Contains(got, "Content-Security-Policy:") {
		t.Errorf("300 kB: %.200s", got)
	}
}

// ask sends a request over TLS from an address of this machine, and reads all that
// comes back.
func ask(addr, from, head string, body ...string) (string, error) {
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}, Timeout: 5 * time.Second}
	conn, err := tls.DialWithDialer(&d, "tcp", addr, &tls.Config{ServerName: name, InsecureSkipVerify: true}) // the certificate is made for the test
	if err != nil {
		return "", err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(5 * time.Second)); err != nil {
		return "", err
	}
	out := bufio.NewWriter(conn)
	_, err = io.WriteString(out, head+"Host: "+name+"\r\nConnection: close\r\n\r\n"+strings.Join(body, ""))
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(conn)
	if len(b) > 0 {
		err = nil // who refuses may hang up hard
	}
	return string(b), err
}

// started runs partake host with the command line of partake.service.
func started(t *testing.T) (addr, log string) {
	t.Helper()
	dir := t.TempDir()
	addr, log = free(t), filepath.Join(dir, "log")
	setup := exec.Command("bash", "-euc", "PATH="+filepath.Dir(program)+":$PATH\n"+strings.Join([]string{
		`partake new site my-site --name "Fell Trust"`, `partake new form "Tell us" --slug taking-part -C my-site`, edit,
		`partake keys new --out identity.txt --recipients my-site/recipients.txt --sheet sheet.txt`, `partake keys token --out token.txt`,
	}, "\n"))
	setup.Dir = dir
	if out, err := setup.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	pin, err := exec.Command(program, "keys", "pin", "--recipients", filepath.Join(dir, "my-site", "recipients.txt")).Output()
	must(t, err)
	line := strings.Fields(setting(t, "partake.service", "ExecStart"))[1:]
	for i, word := range line {
		line[i] = strings.NewReplacer("/srv/partake/site", dir+"/my-site", "127.0.0.1:8080", addr).Replace(word)
	}
	host := exec.Command(program, line...)
	host.Env = append(os.Environ(), "PARTAKE_RECIPIENTS_SHA256="+strings.TrimSpace(string(pin)), "PARTAKE_TEAM_TOKEN_FILE="+dir+"/token.txt",
		"PARTAKE_STORE=sqlite:"+dir+"/lib/submissions.db")
	out, err := os.Create(log)
	must(t, err)
	host.Stdout, host.Stderr = out, out
	run(t, host)
	wait(t, func() error { _, err := read(http.Get("http://" + addr + "/healthz")); return err })
	return addr, log
}

// run starts a program and ends it with the test.
func run(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	must(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait() // it was interrupted
	})
}

func wait(t *testing.T, do func() error) {
	t.Helper()
	var err error
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if err = do(); err == nil {
			return
		}
	}
	t.Fatalf("waited too long: %v", err)
}

// setting is the value of a line of a unit.
func setting(t *testing.T, file, key string) string {
	t.Helper()
	src, err := os.ReadFile(file)
	must(t, err)
	for line := range strings.Lines(string(src)) {
		if value, ok := strings.CutPrefix(line, key+"="); ok {
			return strings.TrimSpace(value)
		}
	}
	t.Fatalf("%s has no %s", file, key)
	return ""
}

// nginx starts nginx with our file: only names of files and addresses differ.
func nginx(t *testing.T, site string) string {
	program := look(t, "nginx")
	dir, addr := t.TempDir(), free(t)
	must(t, os.Chmod(filepath.Dir(dir), 0o755)) // its workers are somebody else
	cert, key := certificate(t, dir)
	src, err := os.ReadFile("nginx.conf")
	must(t, err)
	conf := replaced(t, string(src),
		"127.0.0.1:8080", site, "listen 443 ssl http2", "listen "+addr+" ssl http2", "listen 80", "listen "+free(t),
		"/etc/letsencrypt/live/"+name+"/fullchain.pem", cert, "/etc/letsencrypt/live/"+name+"/privkey.pem", key, "/var/log/nginx/error.log crit", dir+"/error.log warn")
	whole := fmt.Sprintf("daemon off; worker_processes 1; pid %[1]s/pid; error_log %[1]s/start.log;\nevents {}\nhttp {\nclient_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;\n%[2]s}\n", dir, conf)
	file := filepath.Join(dir, "nginx.conf")
	must(t, os.WriteFile(file, []byte(whole), 0o600))
	if out, err := exec.Command(program, "-t", "-c", file, "-e", dir+"/start.log").CombinedOutput(); err != nil {
		t.Fatalf("nginx -t: %v\n%s", err, out)
	}
	run(t, exec.Command(program, "-c", file, "-e", dir+"/start.log"))
	t.Cleanup(func() {
		if said, err := os.ReadFile(dir + "/error.log"); err != nil || strings.Contains(string(said), "temporary file") {
			t.Errorf("nginx wrote what people typed to its disk: %v\n%s", err, said)
		}
	})
	return addr
}

// caddy starts Caddy with our file, and a certificate of the test's.
func caddy(t *testing.T, site string) string {
	program := look(t, "caddy")
	dir, addr := t.TempDir(), free(t)
	cert, key := certificate(t, dir)
	_, port, _ := net.SplitHostPort(addr)
	src, err := os.ReadFile("Caddyfile")
	must(t, err)
	conf := replaced(t, string(src), "127.0.0.1:8080", site, "\n{\n", "\n{\n\tadmin off\n\tauto_https off\n\thttps_port "+port+"\n",
		"\n"+name+" {\n", "\n"+name+":"+port+" {\n\tbind 127.0.0.1\n\ttls "+cert+" "+key+"\n")
	file := filepath.Join(dir, "Caddyfile")
	must(t, os.WriteFile(file, []byte(conf), 0o600))
	for _, f := range []string{"Caddyfile", file} {
		validate := exec.Command(program, "validate", "--config", f, "--adapter", "caddyfile")
		validate.Env = append(os.Environ(), "HOME="+dir)
		if out, err := validate.CombinedOutput(); err != nil || strings.Contains(string(out), `"level":"warn"`) && f != file {
			t.Fatalf("caddy validate: %v\n%s", err, out)
		}
	}
	front := exec.Command(program, "run", "--config", file, "--adapter", "caddyfile")
	front.Env = append(os.Environ(), "HOME="+dir)
	run(t, front)
	return addr
}

func look(t *testing.T, program string) string {
	t.Helper()
	found, err := exec.LookPath(program)
	if err != nil {
		found, err = exec.LookPath("/usr/sbin/" + program)
	}
	if err != nil {
		missing(t, program+" is not installed: on Debian or Ubuntu, sudo apt-get install "+program)
	}
	return found
}

// replaced replaces texts that are there.
func replaced(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("there is no %q to replace", pairs[i])
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// certificate makes one for the name.
func certificate(t *testing.T, dir string) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	public, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	must(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	must(t, err)
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	must(t, os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: public}), 0o600))
	must(t, os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	return cert, key
}

func read(r *http.Response, err error) (string, error) {
	if err != nil {
		return "", err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	return string(b), err
}
