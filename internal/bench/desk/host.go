package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is a running "partake host".
type server struct {
	program, site, store string
	url, addr            string
	process              *exec.Cmd
	ended                chan error // when the process did
	log                  *os.File
	lines                lines
}

// start builds the program, copies the example, makes keys and starts the host.
func start(ctx context.Context, o options) (*server, error) {
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return nil, err
	}
	s := &server{program: filepath.Join(dir, "partake"), site: filepath.Join(dir, "site"), store: o.store}
	if s.store == "" {
		s.store = "sqlite:" + filepath.Join(dir, "submissions.db")
	}
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(s.site, 0o755); err != nil {
		return nil, err
	}
	for _, folder := range []string{"content", "static"} {
		if err := os.CopyFS(filepath.Join(s.site, folder), os.DirFS(folder)); err != nil {
			return nil, err
		}
	}
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", s.program, "./cmd/partake").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build: %w\n%s", err, out)
	}
	pin, err := s.keys(ctx, dir)
	if err != nil {
		return nil, err
	}
	return s, s.run(dir, pin)
}

// keys makes the two pairs that are recommended, and returns the pin.
func (s *server) keys(ctx context.Context, dir string) (string, error) {
	recipients := filepath.Join(s.site, "recipients.txt")
	for _, name := range []string{"team", "recovery"} {
		out := filepath.Join(dir, name+".txt")
		if err := s.partake(ctx, io.Discard, "keys", "new", "--name", name, "--out", out, "--sheet", out+".sheet", "--recipients", recipients); err != nil {
			return "", err
		}
	}
	var pin bytes.Buffer
	err := s.partake(ctx, &pin, "keys", "pin", "--recipients", recipients)
	return regexp.MustCompile(`[0-9a-f]{64}`).FindString(pin.String()), err
}

// partake runs a command of the program.
func (s *server) partake(ctx context.Context, out io.Writer, args ...string) error {
	cmd := exec.CommandContext(ctx, s.program, args...)
	var talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = out, &talk
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("partake %s: %w\n%s", strings.Join(args, " "), err, talk.Bytes())
	}
	return nil
}

// run starts the host and waits until it answers.
func (s *server) run(dir, pin string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.addr = listener.Addr().String()
	if err := listener.Close(); err != nil {
		return err
	}
	s.url = "http://" + s.addr
	if s.log, err = os.Create(filepath.Join(dir, "host.log")); err != nil {
		return err
	}
	s.process = exec.Command(s.program, "host", "-C", s.site, "--addr", s.addr, "--base-url", s.url, "--store", s.store, "--trust-proxy", "127.0.0.1/32")
	s.process.Env = append(os.Environ(), "PARTAKE_RECIPIENTS_SHA256="+pin)
	s.process.Stdout, s.process.Stderr = s.log, s.log
	if err := s.process.Start(); err != nil {
		return err
	}
	s.ended = make(chan error, 1)
	go func() { s.ended <- s.process.Wait() }()
	return s.wait()
}

// wait waits until the host answers that all is well.
func (s *server) wait() error {
	for range 300 {
		select {
		case err := <-s.ended:
			return fmt.Errorf("the host ended, %w: read %s", err, s.log.Name())
		case <-time.After(100 * time.Millisecond):
		}
		if reply, err := http.Get(s.url + "/healthz"); err == nil {
			_ = reply.Body.Close()
			if reply.StatusCode == http.StatusOK {
				return nil
			}
		}
	}
	return errors.Join(fmt.Errorf("the host did not answer within 30 seconds: read %s", s.log.Name()), s.stop())
}

func (s *server) kind() string {
	kind, _, _ := strings.Cut(s.store, ":")
	return kind
}

func (s *server) stop() error {
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return errors.Join(<-s.ended, s.log.Close())
}

type memory struct{ now, most int64 }

// memory is what the server holds (VmRSS and VmHWM of Linux), in bytes.
func (s *server) memory() (memory, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return memory{}, err
	}
	value := func(name string) int64 {
		_, rest, _ := strings.Cut(string(status), name+":")
		fields := strings.Fields(rest)
		if len(fields) == 0 {
			return 0
		}
		kilobytes, _ := strconv.ParseInt(fields[0], 10, 64)
		return kilobytes << 10
	}
	return memory{value("VmRSS"), value("VmHWM")}, nil
}

// inbox lists what is stored, and compares its number with what was acknowledged.
func (s *server) inbox(ctx context.Context, acknowledged int) error {
	var list bytes.Buffer
	begin := time.Now()
	if err := s.partake(ctx, &list, "inbox", "list", "--store", s.store); err != nil {
		return err
	}
	took := time.Since(begin)
	stored := len(reference.FindAll(list.Bytes(), -1))
	fmt.Printf("inbox    list of %d in %.2f s\n", stored, took.Seconds())
	if stored < acknowledged {
		return fmt.Errorf("LOST: %d sendings got a receipt, %d are stored", acknowledged, stored)
	}
	fmt.Printf("lost     0 of %d that got a receipt\n", acknowledged)
	return nil
}

var reference = regexp.MustCompile(`(?m)^[0-9A-Z]{4}-[0-9A-Z]{4}\b`)
