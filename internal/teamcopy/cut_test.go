package teamcopy

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"example.org/partake/internal/exchange"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

var (
	now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)
	key = bytes.Repeat([]byte{7}, 32)
)

const token = "a-token-of-the-team-for-these-tests-only"

// shelf is a copy in memory that keeps the promises of a store.
type shelf map[[16]byte]intake.Record

func (s shelf) Save(_ context.Context, r intake.Record, _ []intake.Mail, _ time.Time) (intake.Saved, error) {
	old, again := s[r.ID]
	if !again {
		s[r.ID], old = r, r
	}
	return intake.Saved{Reference: old.Reference, Again: again}, nil
}

func (s shelf) Get(context.Context, string) (intake.Record, error) {
	return intake.Record{}, store.ErrUnknown
}

// cutter sends so many bytes of answers, then closes the connection, also of the
// requests that follow.
type cutter struct {
	h    http.Handler
	left atomic.Int64
}

func (c *cutter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if c.left.Load() < 0 {
		panic(http.ErrAbortHandler)
	}
	var answer bytes.Buffer
	head := record{header: http.Header{}, body: &answer, status: 200}
	c.h.ServeHTTP(&head, r)
	// The head counts as a byte: the work is done, and the team never hears.
	if c.left.Add(-1) < 0 {
		panic(http.ErrAbortHandler)
	}
	for k, v := range head.header {
		w.Header()[k] = v
	}
	w.WriteHeader(head.status)
	send := answer.Bytes()
	if left := c.left.Add(-int64(len(send))); left < 0 {
		w.Write(send[:len(send)+int(left)])
		http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	w.Write(send)
}

type record struct {
	header http.Header
	body   *bytes.Buffer
	status int
}

func (r *record) Header() http.Header         { return r.header }
func (r *record) WriteHeader(status int)      { r.status = status }
func (r *record) Write(p []byte) (int, error) { return r.body.Write(p) }

// TestCut: a pull that breaks after any number of bytes of answers, the desk's
// word that it heard included, loses nothing and makes nothing double; and the
// desk never believes that a record is safe which is not.
func TestCut(t *testing.T) {
	desk, _ := open(t)
	const n = 3
	for i := range n {
		r := sentSmall(i)
		put(t, desk, r)
	}
	hashed, err := exchange.HashToken(token)
	if err != nil {
		t.Fatal(err)
	}
	cut := &cutter{h: &exchange.Handler{Store: desk, Token: hashed, Key: key, Log: slog.New(slog.DiscardHandler)}}
	server := httptest.NewServer(cut)
	defer server.Close()
	client := exchange.Client{Base: server.URL, Token: token}
	breaks := 0
	for length := int64(0); ; length++ {
		copied, told := shelf{}, map[string]int{}
		pull := func() error {
			_, err := Pull(t.Context(), client, copied, false, now, func(r intake.Record) { told[r.Reference]++ })
			return err
		}
		cut.left.Store(length)
		first := pull()
		for r, err := range desk.List(t.Context(), store.Filter{State: intake.Pulled}) {
			if _, safe := copied[r.ID]; err != nil || !safe {
				t.Fatalf("after %d bytes the desk believes that %s is safe, %v", length, r.Reference, err)
			}
		}
		cut.left.Store(1 << 30)
		if err := pull(); err != nil {
			t.Fatal(err)
		}
		if len(copied) != n || len(told) != n || told["0000-0000"] != 1 || told["0000-0001"] != 1 || told["0000-0002"] != 1 {
			t.Fatalf("after %d bytes: %d records, told %v", length, len(copied), told)
		}
		s, err := desk.Stats(t.Context())
		if err != nil || s.States[intake.Pulled] != n {
			t.Fatalf("after %d bytes: %+v, %v", length, s, err)
		}
		for i := range n {
			if err := desk.SetState(t.Context(), fmt.Sprintf("0000-%04d", i), intake.New); err != nil {
				t.Fatal(err)
			}
		}
		if first == nil {
			break
		}
		breaks++
	}
	if breaks < 900 {
		t.Errorf("it was cut at %d places only", breaks)
	}
}

// sentSmall is a record with as few bytes as may be.
func sentSmall(n int) intake.Record {
	r := intake.Record{
		ID: [16]byte{byte(n + 1)}, Reference: fmt.Sprintf("0000-%04d", n), Form: "interest", Received: 1, Expires: 2, State: intake.New, Keys: "k",
		Nonce: [32]byte{byte(n + 1)}, Answers: [32]byte{byte(n + 1)}, Blob: bytes.Repeat([]byte{0xff}, 60),
	}
	r.Seal = seal.MAC(key, r.ID, r.Blob)
	return r
}

func open(t testing.TB) (*store.DB, string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "submissions.db")
	db, err := store.Open(context.Background(), "sqlite:"+file, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db, file
}

func put(t testing.TB, db *store.DB, all ...intake.Record) {
	t.Helper()
	for _, r := range all {
		if _, err := db.Save(context.Background(), r, nil, now); err != nil {
			t.Fatal(err)
		}
	}
}
