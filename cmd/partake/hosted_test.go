package main

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

// programs are those that were built for the tests, by their tags.
var programs struct {
	sync.Mutex
	folder string
	built  map[string]bool
}

// program is partake as it is shipped, or with a fault built in. Each is built once.
func program(t *testing.T, tags string) string {
	t.Helper()
	p := &programs
	p.Lock()
	defer p.Unlock()
	if p.folder == "" {
		var err error
		if p.folder, err = os.MkdirTemp("", "partake"); err != nil {
			t.Fatal(err)
		}
		p.built = map[string]bool{}
	}
	name := filepath.Join(p.folder, "partake"+tags)
	if !p.built[tags] {
		build := exec.Command("go", "build", "-tags", tags, "-o", name, ".")
		build.Env = append(os.Environ(), "CGO_ENABLED=0") // as internal/hosting/server.md says
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		p.built[tags] = true
	}
	return name
}

// tidy runs the tests and removes the programs that were built for them.
type tidy struct{ m *testing.M }

func (x tidy) Run() int {
	code := x.m.Run()
	if programs.folder != "" {
		_ = os.RemoveAll(programs.folder)
	}
	return code
}

// hosted is a site on a disk, and the address at which it is hosted.
type hosted struct {
	t       *testing.T
	program string
	dir     string
	dsn     string // "" for the default
	addr    string
	pin     string
	key     seal.Identity
	env     []string

	cmd      *exec.Cmd
	out, err *os.File
}

// newHosted makes a site with keys, of the example.
func newHosted(t *testing.T, program string) *hosted {
	t.Helper()
	h := &hosted{t: t, program: program, dir: t.TempDir()}
	source := os.Getenv("PARTAKE_EXAMPLE")
	must(t, os.CopyFS(filepath.Join(h.dir, "content"), os.DirFS(filepath.Join(source, "content"))))
	must(t, os.CopyFS(filepath.Join(h.dir, "static", "images"), os.DirFS(filepath.Join(source, "static", "images"))))
	must(t, os.MkdirAll(filepath.Join(h.dir, "static", "assets"), 0o755))
	must(t, os.WriteFile(filepath.Join(h.dir, "static", "assets", "manifest.json"), []byte(`{"site.css": "site-1.css", "site.js": "site-1.js"}`), 0o644))
	var err error
	h.key, err = seal.NewX25519Identity() // quicker than the better kind
	must(t, err)
	src := []byte("# team\n" + h.key.Public() + "\n")
	must(t, os.WriteFile(filepath.Join(h.dir, "recipients.txt"), src, 0o644))
	r, err := seal.ParseRecipients("recipients.txt", src)
	must(t, err)
	h.pin = r.SHA256()
	h.out, err = os.Create(filepath.Join(t.TempDir(), "stdout"))
	must(t, err)
	h.err, err = os.Create(filepath.Join(t.TempDir(), "stderr"))
	must(t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	h.addr = l.Addr().String()
	must(t, l.Close())
	t.Cleanup(func() { h.kill() })
	return h
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// start starts partake host and says how long it took to answer.
func (h *hosted) start() time.Duration {
	h.t.Helper()
	begin := time.Now()
	h.cmd = exec.Command(h.program, "host", "-C", h.dir, "--addr", h.addr, "--base-url", "http://"+h.addr, "--trust-proxy", "127.0.0.0/8")
	h.cmd.Env = append(append(os.Environ(), "PARTAKE_RECIPIENTS_SHA256="+h.pin, "PARTAKE_STORE="+h.dsn), h.env...)
	h.cmd.Stdout, h.cmd.Stderr = h.out, h.err
	must(h.t, h.cmd.Start())
	h.wait("site", func() bool { code, _, _ := h.get("/", nil); return code == 200 })
	return time.Since(begin)
}

func (h *hosted) kill() {
	if h.cmd != nil {
		_ = h.cmd.Process.Kill()
		_ = h.cmd.Wait()
		h.cmd = nil
	}
}

// stop ends it as an operator does.
func (h *hosted) stop() {
	h.t.Helper()
	must(h.t, h.cmd.Process.Signal(syscall.SIGTERM))
	if err := h.cmd.Wait(); err != nil {
		h.t.Errorf("stopped with %v: %s", err, h.said())
	}
	h.cmd = nil
}

// said is all that it wrote to its logs.
func (h *hosted) said() string {
	var all []byte
	for _, f := range []*os.File{h.out, h.err} {
		b, err := os.ReadFile(f.Name())
		must(h.t, err)
		all = append(all, b...)
	}
	return string(all)
}

// wait waits until something holds.
func (h *hosted) wait(what string, holds func() bool) {
	h.t.Helper()
	for end := time.Now().Add(40 * time.Second); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			h.t.Fatalf("waited too long for the %s: %s", what, h.said())
		}
	}
}

// client follows nothing and keeps no connection.
var client = &http.Client{
	Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func (h *hosted) get(path string, header http.Header) (code int, body string, err error) {
	r, err := http.NewRequest("GET", "http://"+h.addr+path, nil)
	if err != nil {
		return 0, "", err
	}
	if header != nil {
		r.Header = header
	}
	resp, err := client.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b), err
}

// answers are those of one person; n makes them somebody else's.
func answers(n int) url.Values {
	return url.Values{
		"_form": {"forms/bank"}, "name": {fmt.Sprintf("Person %d", n)}, "reply_by": {"email"},
		"contact_email": {fmt.Sprintf("person%d@example.org", n)}, "interests": {"forum"},
	}
}

// post sends a form from an address of its own, behind the proxy.
func (h *hosted) post(n int, fields url.Values) (code int, location, body string, err error) {
	r, err := http.NewRequest("POST", "http://"+h.addr+"/api/interest", strings.NewReader(fields.Encode()))
	if err != nil {
		return 0, "", "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.%d", 1+n>>16, n>>8&255, n&255))
	resp, err := client.Do(r)
	if err != nil {
		return 0, "", "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header.Get("Location"), string(b), err
}

var (
	tokenInput = regexp.MustCompile(`name="_token" value="([^"]+)"`)
	shown      = regexp.MustCompile(`class="partake-reference">([^<]+)<`)
)

// look asks for the page "Check your answers" and returns what its button sends.
func (h *hosted) look(n int, fields url.Values) (url.Values, error) {
	code, _, body, err := h.post(n, fields)
	if err != nil {
		return nil, err
	}
	m := tokenInput.FindStringSubmatch(body)
	if code != 200 || m == nil {
		return nil, fmt.Errorf("no page to check answers on: status %d", code)
	}
	sure := url.Values{"_token": {html.UnescapeString(m[1])}}
	for k, v := range fields {
		sure[k] = v
	}
	return sure, nil
}

// acked is what somebody was told is stored.
type acked struct {
	n         int
	fields    url.Values
	receipt   string // address
	reference string // "" when the program ended before the receipt was read
}

// send sends what was looked over, and reads the receipt.
func (h *hosted) send(n int, sure url.Values) (acked, error) {
	code, location, _, err := h.post(n, sure)
	if err != nil {
		return acked{}, err
	}
	if code != http.StatusSeeOther {
		return acked{}, fmt.Errorf("not acknowledged: status %d", code)
	}
	s := acked{n: n, fields: sure, receipt: location}
	if _, body, err := h.get(location, nil); err == nil {
		if m := shown.FindStringSubmatch(body); m != nil {
			s.reference = m[1]
		}
	}
	return s, nil
}

// whole is the journey of one person.
func (h *hosted) whole(n int) (acked, error) {
	sure, err := h.look(n, answers(n))
	if err != nil {
		return acked{}, err
	}
	return h.send(n, sure)
}

// load sends without end from four sides until the program is gone, and calls
// told for each that was acknowledged.
func (h *hosted) load(from int, told func(acked)) (wait func()) {
	var all sync.WaitGroup
	var mu sync.Mutex
	next := from
	for range 4 {
		all.Go(func() {
			for failures := 0; failures < 3; {
				mu.Lock()
				n := next
				next++
				mu.Unlock()
				s, err := h.whole(n)
				if err != nil {
					failures++
					continue
				}
				mu.Lock()
				told(s)
				mu.Unlock()
			}
		})
	}
	return all.Wait
}

// stored are the references in the store, with nobody at it.
func (h *hosted) stored() map[string]bool {
	h.t.Helper()
	db, err := store.Open(h.t.Context(), "sqlite:"+h.file(), os.Getenv)
	must(h.t, err)
	defer db.Close()
	all := map[string]bool{}
	for r, err := range db.Each(h.t.Context(), store.Filter{}) {
		must(h.t, err)
		if _, err := seal.Open(r.Blob, h.key); err != nil {
			h.t.Errorf("%s does not open: %v", r.Reference, err)
		}
		all[r.Reference] = true
	}
	must(h.t, db.Check(h.t.Context()))
	return all
}

func (h *hosted) file() string {
	if h.dsn == "" {
		return filepath.Join(h.dir, ".partake", "submissions.db")
	}
	return strings.TrimPrefix(h.dsn, "sqlite:")
}

// holds says which files below a folder hold some bytes.
func holds(t *testing.T, dir string, needle []byte) []string {
	t.Helper()
	var found []string
	must(t, filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		if bytes.Contains(b, needle) {
			found = append(found, name)
		}
		return err
	}))
	return found
}

func writeFile(t *testing.T, dir, name, text string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644))
}
