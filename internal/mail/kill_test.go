package mail

import (
	"context"
	"log/slog"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// The test binary is also the program that is killed.
func TestMain(m *testing.M) {
	if os.Getenv("MAIL_TEST_STORE") != "" {
		dieBeforeMarking()
	}
	os.Exit(m.Run())
}

// mortal kills its own process after the server said 250, before that is noted.
type mortal struct{ *store.DB }

func (mortal) Sent(context.Context, [16]byte) error {
	return syscall.Kill(os.Getpid(), syscall.SIGKILL)
}

func dieBeforeMarking() {
	c, err := ConfigFrom(os.Getenv, site)
	if err != nil {
		panic(err)
	}
	db, err := store.Open(context.Background(), os.Getenv("MAIL_TEST_STORE"), func(string) string { return "" })
	if err != nil {
		panic(err)
	}
	keys, err := intake.NewKeys(secret)
	if err != nil {
		panic(err)
	}
	_, err = New(c, mortal{db}, keys, slog.New(slog.DiscardHandler)).Deliver(context.Background(), noon)
	panic(err) // it should be dead
}

// The sender is killed between 250 and marking, three times: each time costs one
// mail that comes twice, with the same Message-ID, and none is lost.
func TestKill(t *testing.T) {
	o := newOffice(t)
	o.server.be(NoTLS, "")
	smtp := "smtp://" + o.server.Addr().String() + "?tls=none"
	file := t.TempDir() + "/desk.db"
	o.outbox = &watched{DB: openStore(t, file)}
	kills := 0
	var refs []string
	for range 3 {
		refs = append(refs, o.put(noon, "amina@example.org"))
		o.outbox.Close()
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "MAIL_TEST_STORE=sqlite:"+file, "PARTAKE_SMTP="+smtp, "PARTAKE_MAIL_FROM=desk@example.org")
		out, err := cmd.CombinedOutput()
		if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
			t.Fatalf("%v\n%s", err, out)
		}
		if kills++; len(o.server.taken()) != kills {
			t.Fatalf("%d mails after %d kills", len(o.server.taken()), kills)
		}
		o.outbox = &watched{DB: openStore(t, file)}
	}
	o.set(smtp, nil)
	if _, err := o.Deliver(context.Background(), noon.Add(2*store.Lease)); err != nil {
		t.Error(err)
	}
	repeated := 0
	for _, n := range o.ids() {
		repeated += n - 1
	}
	if repeated != kills {
		t.Errorf("%d mails came twice after %d kills", repeated, kills)
	}
	for _, ref := range refs {
		if len(o.about(ref)) == 0 {
			t.Errorf("the mail about %s is lost", ref)
		}
	}
	if s, err := o.outbox.Stats(context.Background()); err != nil || s.Waiting != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}
