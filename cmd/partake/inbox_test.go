package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sync/errgroup"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

// What the scripts about the inbox find on their desk.
const (
	teamToken    = "token-of-the-team-for-scripts-only-0123"
	scriptSecret = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
)

// deskTime is when everything was sent.
var deskTime = time.Date(2027, 5, 3, 9, 0, 0, 0, time.UTC)

var deskForms = []form.Form{
	{ID: "forms/interest", Kind: "interest", Title: "Tell us that you are interested", Keep: form.Keep{DaysAfterClose: 90, Months: 12}, Fields: []form.Input{
		{ID: "name", Kind: "text", Label: "What is your name?"},
		{ID: "phone", Kind: "phone", Label: "Phone number"},
		{ID: "experience", Kind: "long-text", Label: "Your experience", Health: true, Optional: true},
	}},
	{ID: "forms/bank", Kind: "bank", Title: "Join the involvement bank", Keep: form.Keep{Months: 12}, Fields: []form.Input{
		{ID: "name", Kind: "text", Label: "What is your name?"},
		{ID: "interests", Kind: "choices", Label: "What interests you?", Options: []form.Option{{Value: "food", Words: "Food"}, {Value: "parking", Words: "Parking"}}},
	}},
}

// submission is one of those that sent stores.
type submission struct {
	reference, form, opportunity string
	days                         intake.Day // until it expires
	flags                        []string
	values                       map[string]string
}

var submissions = []submission{
	{"2222-2222", "forms/interest", "opportunities/ward-food", 90, nil, map[string]string{"name": "Ada Lovelace", "phone": "07700 900123", "experience": "I was ill.\nCanary mother."}},
	{"3333-3333", "forms/interest", "opportunities/ward-food", 90, []string{"links"}, map[string]string{"name": "=cmd|' /C calc'!A0", "phone": "+44 7700 900124", "experience": "\x1b[2J\u009b31m\u202egnp.exe"}},
	{"4444-4444", "forms/bank", "", 10, nil, map[string]string{"name": "Grace Hopper", "interests": "food"}},
	{"5555-5555", "forms/interest", "opportunities/ward-food", 90, nil, map[string]string{"name": "Mary Seacole"}},
}

// sent is the command "sent [-broken] DIR RECIPIENTS": a desk's own store with
// four records, their mails, and the desk's key. With -broken come three more:
// one that is cut short, one that the desk did not store, one sealed to others.
func sent(ts *testscript.TestScript, neg bool, args []string) {
	broken := len(args) == 3 && args[0] == "-broken"
	if broken {
		args = args[1:]
	}
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sent [-broken] DIR RECIPIENTS")
	}
	folder := filepath.Join(ts.MkAbs(args[0]), ".partake")
	ts.Check(os.MkdirAll(folder, 0o700))
	ts.Check(os.WriteFile(filepath.Join(folder, "desk.key"), []byte(scriptSecret+"\n"), 0o600))
	to, err := keyfiles.ReadRecipients(ts.MkAbs(args[1]))
	ts.Check(err)
	db := openDesk(ts, folder)
	defer db.Close()
	for _, s := range submissions {
		save(ts, db, s.record(ts, to))
	}
	if broken {
		saveBroken(ts, db, to)
	}
	writeDeskFile(ts, folder, ts.ReadFile(args[1]))
}

func openDesk(ts *testscript.TestScript, folder string) *store.DB {
	db, err := store.Open(context.Background(), "sqlite:"+filepath.Join(folder, "submissions.db"), func(string) string { return "" })
	ts.Check(err)
	return db
}

func save(ts *testscript.TestScript, db *store.DB, r intake.Record) {
	_, err := db.Save(context.Background(), r, []intake.Mail{{ID: r.ID, Kind: intake.ToTeam}}, deskTime)
	ts.Check(err)
}

func deskSeal() []byte {
	secret, err := hex.DecodeString(scriptSecret)
	if err != nil {
		panic(err)
	}
	keys, err := intake.NewKeys(secret)
	if err != nil {
		panic(err)
	}
	return keys.Seal()
}

func (s submission) record(ts *testscript.TestScript, to seal.Recipients) intake.Record {
	a := form.Answers{Form: s.form}
	for id, v := range s.values {
		a.Given = append(a.Given, form.Answer{ID: id, Values: []string{v}, Consent: id == "experience"})
	}
	today := intake.DayOf(deskTime)
	r := intake.Record{
		Reference: s.reference, Form: s.form, Opportunity: s.opportunity, Received: today, Expires: today + s.days, State: intake.New, Flags: s.flags,
		Keys: to.Fingerprint(), ID: [16]byte([]byte(s.reference + "-------")), Nonce: sha256.Sum256([]byte(s.reference)), Answers: sha256.Sum256([]byte(s.reference + "!")),
	}
	var err error
	r.Blob, r.Size, err = to.Seal(a.Canonical())
	ts.Check(err)
	r.Seal = seal.MAC(deskSeal(), r.ID, r.Blob)
	return r
}

func saveBroken(ts *testscript.TestScript, db *store.DB, to seal.Recipients) {
	cut := submission{reference: "6666-6666", form: "forms/interest", days: 90}.record(ts, to)
	cut.Blob = cut.Blob[:len(cut.Blob)-1]
	cut.Seal = seal.MAC(deskSeal(), cut.ID, cut.Blob)
	forged := submission{reference: "7777-7777", form: "forms/interest", days: 90}.record(ts, to)
	forged.Seal[0]++
	id, err := seal.NewX25519Identity()
	ts.Check(err)
	src, err := seal.Add("others", nil, "others", id)
	ts.Check(err)
	others, err := seal.ParseRecipients("others", src)
	ts.Check(err)
	for _, r := range []intake.Record{cut, forged, submission{reference: "8888-8888", form: "forms/interest", days: 90}.record(ts, others)} {
		save(ts, db, r)
	}
}

func writeDeskFile(ts *testscript.TestScript, folder, recipients string) {
	var b bytes.Buffer
	ts.Check(deskfile.File{
		Version: deskfile.Version, Built: deskTime, Base: "https://involvement.example.org", Recipients: recipients, MailTo: "team@involvement.example.org", Forms: deskForms, Layouts: map[string]string{"base.html": "<p>"},
		Offers: []deskfile.Offer{{ID: "opportunities/ward-food", Title: "Better food on wards", URL: "/opportunities/ward-food/", Form: "forms/interest", State: deskfile.Dated}},
	}.Write(&b))
	ts.Check(os.WriteFile(filepath.Join(folder, "desk.json"), b.Bytes(), 0o644))
}

// serveDesk is the command "desk DIR [RECIPIENTS]": DIR's desk answers the team
// at $DESK until the script ends, and what goes over the line is in DIR/line.
// With recipients it has a test record sealed to them.
func serveDesk(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 || len(args) > 2 {
		ts.Fatalf("usage: desk DIR [RECIPIENTS]")
	}
	dir := ts.MkAbs(args[0])
	db := openDesk(ts, filepath.Join(dir, ".partake"))
	token, err := exchange.HashToken(teamToken)
	ts.Check(err)
	line, err := os.Create(filepath.Join(dir, "line"))
	ts.Check(err)
	h := &exchange.Handler{
		Store: db, Token: token, Key: deskSeal(), Forms: deskForms, Titles: map[string]string{"opportunities/ward-food": "Better food on wards"}, Closes: map[string]intake.Day{"opportunities/ward-food": 0}, Log: slog.New(slog.NewTextHandler(line, nil)),
	}
	if len(args) == 2 {
		to, err := keyfiles.ReadRecipients(ts.MkAbs(args[1]))
		ts.Check(err)
		canary, err := seal.NewCanary(to, deskTime)
		ts.Check(err)
		h.Canary = func() []byte { return canary }
	}
	server := httptest.NewServer(h)
	ts.Setenv("DESK", server.URL)
	ts.Defer(func() {
		server.Close()
		db.Close()
		line.Close()
	})
}

// needle is the command "needle take DIR REF" and then "[!] needle find DIR":
// whether 64 bytes from the middle of a record's sealed answers are in any file
// of DIR.
func needle(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: needle take DIR REF, or needle find DIR")
	}
	folder := filepath.Join(ts.MkAbs(args[1]), ".partake")
	keep := filepath.Join(ts.Getenv("WORK"), "needle")
	if args[0] == "take" {
		db := openDesk(ts, folder)
		defer db.Close()
		r, err := db.Get(context.Background(), args[2])
		ts.Check(err)
		middle := len(r.Blob) / 2
		ts.Check(os.WriteFile(keep, r.Blob[middle:middle+64], 0o600))
		return
	}
	want, err := os.ReadFile(keep)
	ts.Check(err)
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	ts.Check(err)
	found := []string(nil)
	for _, f := range files {
		if b, err := os.ReadFile(f); err == nil && bytes.Contains(b, want) {
			found = append(found, f)
		}
	}
	if (len(found) == 0) != neg {
		ts.Fatalf("bytes of the record in %v", found)
	}
}

// many is the command "many DIR N [FORM DAY STATE]": N records more, as cheap as can
// be.
func many(ts *testscript.TestScript, neg bool, args []string) {
	n := 0
	if neg || len(args) != 2 && len(args) != 5 {
		ts.Fatalf("usage: many DIR N [FORM DAY STATE]")
	}
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	of, day, state, called := "interest", intake.Day(1), intake.New, args[1]
	if len(args) == 5 {
		received, err := time.Parse(time.DateOnly, args[3])
		ts.Check(err)
		of, day, state, called = args[2], intake.DayOf(received), intake.State(args[4]), path.Base(args[2])+"-"+args[3]+"-"+args[4]
	}
	db := openDesk(ts, filepath.Join(ts.MkAbs(args[0]), ".partake"))
	defer db.Close()
	var all errgroup.Group
	all.SetLimit(64)
	for i := range n {
		all.Go(func() error {
			r := intake.Record{Reference: fmt.Sprintf("%s-%d", called, i), Form: of, Received: day, Expires: 99999, State: state, Keys: "none", Seal: [32]byte{1}, Blob: make([]byte, 600)}
			for _, b := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:], r.Blob} {
				if _, err := io.ReadFull(rand.Reader, b); err != nil {
					return err
				}
			}
			_, err := db.Save(context.Background(), r, nil, deskTime)
			return err
		})
	}
	ts.Check(all.Wait())
}

// smallDisk is the command "smalldisk DIR": a file system of 64 kB. The
// condition [smalldisk] says whether one may be mounted here.
func smallDisk(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: smalldisk DIR")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(mountSmall(dir))
	ts.Defer(func() {
		if err := exec.Command("umount", dir).Run(); err != nil {
			ts.Logf("umount: %v", err)
		}
	})
}

func mountSmall(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", dir).Run()
}

var mayMount = sync.OnceValue(func() bool {
	dir, err := os.MkdirTemp("", "disk")
	if err != nil {
		return false
	}
	defer os.Remove(dir)
	return mountSmall(dir) == nil && exec.Command("umount", dir).Run() == nil
})
