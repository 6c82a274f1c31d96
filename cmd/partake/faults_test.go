//go:build linux

package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"example.org/partake/internal/store"
)

// What was acknowledged is stored, however the program ends: 20 times killed and
// 8 times stopped, under load. Sending the same again gives the same reference
// and stores nothing (inputs 53 and 69, guarantees 1 and 9). A program that says
// thank you too early must be found out by the same test.
func TestHostEnds(t *testing.T) {
	for _, c := range []struct {
		name, tags  string
		rounds      int
		signal      syscall.Signal
		losesByFate bool
	}{
		{"killed", "", 20, syscall.SIGKILL, false},
		{"stopped", "", 8, syscall.SIGTERM, false},
		{"killed, and early", "earlyreceipt", 5, syscall.SIGKILL, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHosted(t, program(t, c.tags))
			var told []acked
			var ready time.Duration
			for round := range c.rounds {
				took := h.start()
				if round > 0 {
					ready = max(ready, took)
				}
				said := 0
				ended := make(chan struct{})
				wait := h.load(1000*(round+1), func(s acked) {
					told = append(told, s)
					if said++; said == 3+round {
						_ = h.cmd.Process.Signal(c.signal)
						close(ended)
					}
				})
				<-ended
				err := h.cmd.Wait()
				if wait(); c.signal == syscall.SIGTERM && err != nil {
					t.Errorf("stopped with %v", err)
				}
				h.cmd = nil
			}
			lost := h.again(told)
			t.Logf("%d acknowledged in %d rounds, %d lost; ready again after %s at most", len(told), c.rounds, lost, ready.Round(time.Millisecond))
			if (lost > 0) != c.losesByFate {
				t.Errorf("%d of %d are lost", lost, len(told))
			}
		})
	}
}

// again sends once more all that was acknowledged, and says how much of it was
// not stored: that much is new.
func (h *hosted) again(told []acked) (lost int) {
	h.t.Helper()
	before := h.stored()
	h.start()
	for _, s := range told {
		same, err := h.send(s.n, s.fields)
		switch {
		case err != nil:
			h.t.Errorf("sent again: %v", err)
		case before[same.reference] && s.reference != "" && same.reference != s.reference:
			h.t.Errorf("%s is %s when it is sent again", s.reference, same.reference)
		}
	}
	h.stop()
	after := h.stored()
	db, err := store.Open(h.t.Context(), "sqlite:"+h.file(), os.Getenv)
	must(h.t, err)
	defer db.Close()
	stats, err := db.Stats(h.t.Context())
	must(h.t, err)
	if stats.Waiting != len(after) {
		h.t.Errorf("%d records have %d mails", len(after), stats.Waiting)
	}
	return len(after) - len(before)
}

// strace runs strace on the program until the function that it returns is called,
// which returns what was traced.
func (h *hosted) strace(args ...string) (end func() string) {
	h.t.Helper()
	if _, err := exec.LookPath("strace"); err != nil {
		h.t.Fatal("strace is missing: make packages installs it")
	}
	file := filepath.Join(h.t.TempDir(), "trace")
	cmd := exec.Command("strace", append([]string{"-f", "-tt", "-s", "40", "-o", file, "-p", fmt.Sprint(h.cmd.Process.Pid)}, args...)...)
	says, err := cmd.StderrPipe()
	must(h.t, err)
	must(h.t, cmd.Start())
	lines := bufio.NewScanner(says)
	for lines.Scan() && !strings.Contains(lines.Text(), "attached") {
	}
	if strings.Contains(lines.Text(), "not permitted") {
		if os.Getenv("CI") != "" {
			h.t.Fatal("no program may be traced here")
		}
		h.t.Skip("no program may be traced here")
	}
	go func() {
		for lines.Scan() {
		}
	}()
	return func() string {
		_ = cmd.Process.Signal(syscall.SIGINT)
		_ = cmd.Wait()
		b, err := os.ReadFile(file)
		must(h.t, err)
		return string(b)
	}
}

// A disk that fails to sync: nobody is told that their answers are stored, and
// when it works again they can send them (fsync EIO, guarantee 1).
func TestHostSyncFails(t *testing.T) {
	h := newHosted(t, program(t, ""))
	h.start()
	sure, err := h.look(1, answers(1))
	must(t, err)
	end := h.strace("-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO")
	code, _, body, err := h.post(1, sure)
	must(t, err)
	trace := end()
	if code != 503 || !strings.Contains(body, "Person 1") || !strings.Contains(trace, "EIO") {
		t.Errorf("%d, with the trace\n%s", code, trace)
	}
	var got acked
	h.wait("disk", func() bool { got, err = h.send(1, sure); return err == nil })
	h.stop()
	if all := h.stored(); len(all) != 1 || !all[got.reference] {
		t.Errorf("%s was acknowledged; stored are %v", got.reference, all)
	}
}

// The trace of one sending: the receipt is written after a sync. In a program
// that is early it comes before.
func TestHostSyncsFirst(t *testing.T) {
	for _, c := range []struct {
		tags  string
		first bool
	}{{"", true}, {"earlyreceipt", false}} {
		h := newHosted(t, program(t, c.tags))
		h.start()
		sure, err := h.look(1, answers(1))
		must(t, err)
		end := h.strace("-e", "trace=fsync,fdatasync,write")
		_, err = h.send(1, sure)
		must(t, err)
		time.Sleep(200 * time.Millisecond) // for a sync that comes too late
		trace := end()
		before, after, ok := strings.Cut(trace, "HTTP/1.1 303 See Other")
		synced := strings.Contains(before, "sync")
		if !ok || synced != c.first || !c.first && !strings.Contains(after, "sync") {
			t.Errorf("tags %q: a sync before the receipt: %v, in the trace\n%s", c.tags, synced, trace)
		}
		h.kill()
	}
}

// A store that is away: the site is there, the form keeps what was typed and
// says that nothing was sent, /healthz tells; it all mends without a restart
// (input 67).
func TestHostStoreAway(t *testing.T) {
	h := newHosted(t, program(t, ""))
	blocked := filepath.Join(t.TempDir(), "away")
	h.dsn = "sqlite:" + filepath.Join(blocked, "desk.db")
	must(t, os.WriteFile(blocked, nil, 0o600))
	h.start()
	code, _, body, err := h.post(1, answers(1))
	must(t, err)
	if code != 503 || !strings.Contains(body, "Person 1") || !strings.Contains(body, "tel:") {
		t.Errorf("%d %s", code, body)
	}
	if code, body, _ := h.get("/healthz", nil); code != 503 || !strings.Contains(body, "the store is away") {
		t.Errorf("%d %s", code, body)
	}
	must(t, os.Remove(blocked))
	h.wait("store", func() bool { code, _, _ := h.get("/healthz", nil); return code == 200 })
	s, err := h.whole(1)
	must(t, err)
	h.stop()
	if !h.stored()[s.reference] {
		t.Errorf("%s is not stored", s.reference)
	}
	if n := strings.Count(h.said(), `"msg":"the store is away`); n != 1 {
		t.Errorf("that the store is away was logged %d times", n)
	}
}

// A disk that fills up: below 50 MB the form says so before anybody has checked
// their answers; who had checked them can send them even when no byte is left;
// /healthz tells; with room again all is well (guarantee 5, input 67).
func TestHostFullDisk(t *testing.T) {
	disk := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("no small disk may be mounted here: %s", out)
	}
	t.Cleanup(func() { exec.Command("umount", "-l", disk).Run() })
	h := newHosted(t, program(t, ""))
	h.dsn = "sqlite:" + disk + "/desk.db"
	h.start()
	var sure []acked
	for n := range 30 {
		fields, err := h.look(n, answers(n))
		must(t, err)
		sure = append(sure, acked{n: n, fields: fields})
	}
	fill := func(name string, mb int) {
		f, err := os.Create(filepath.Join(disk, name))
		must(t, err)
		for range mb {
			if _, err := f.Write(make([]byte, 1<<20)); err != nil {
				break // full
			}
		}
		f.Close()
	}
	fill("films", 45)
	if code, _, body, err := h.post(99, answers(99)); err != nil || code != 503 || !strings.Contains(body, "Person 99") {
		t.Errorf("with little room: %d %v", code, err)
	}
	if code, body, _ := h.get("/healthz", nil); code != 503 || !strings.Contains(body, "nearly full") {
		t.Errorf("%d %s", code, body)
	}
	fill("more", 100)
	var told []string
	for _, s := range sure {
		got, err := h.send(s.n, s.fields)
		if err != nil {
			t.Errorf("the reserve is of no use: %v", err)
			continue
		}
		told = append(told, got.reference)
	}
	must(t, os.Remove(filepath.Join(disk, "films")))
	must(t, os.Remove(filepath.Join(disk, "more")))
	h.wait("room", func() bool { _, err := os.Stat(filepath.Join(disk, "reserve")); return err == nil })
	s, err := h.whole(100)
	must(t, err)
	h.stop()
	all := h.stored()
	for _, reference := range append(told, s.reference) {
		if !all[reference] {
			t.Errorf("%s is lost", reference)
		}
	}
	if !strings.Contains(h.said(), "the reserve was given up") {
		t.Error("nobody was told that the disk is full")
	}
}
