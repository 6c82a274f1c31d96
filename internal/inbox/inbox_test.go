package inbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/seal"
	"example.org/partake/internal/store"
)

var (
	now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)
	key = bytes.Repeat([]byte{7}, 32)
)

// pair makes keys of the older kind, which are quick to make, and adds them to
// recipients.
func pair(t testing.TB, src []byte, name string) (seal.Identity, []byte) {
	t.Helper()
	id, err := seal.NewX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	src, err = seal.Add("recipients.txt", src, name, id)
	if err != nil {
		t.Fatal(err)
	}
	return id, src
}

func parse(t testing.TB, src []byte) seal.Recipients {
	t.Helper()
	r, err := seal.ParseRecipients("recipients.txt", src)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// interest is a form with all that makes a difference here.
var interest = form.Form{ID: "interest", Title: "Tell us that you are interested", Fields: []form.Input{
	{ID: "opportunity", Kind: "opportunity", Label: "What would you like to take part in?"},
	{ID: "name", Kind: "text", Label: "What is your name?"},
	{ID: "email", Kind: "email", Label: "Email address", Group: "contact"},
	{ID: "phone", Kind: "phone", Label: "Phone number", Group: "contact"},
	{ID: "days", Kind: "choices", Label: "When?", Options: []form.Option{{Value: "am", Words: "Mornings"}, {Value: "pm", Words: "Afternoons"}}},
	{ID: "experience", Kind: "long-text", Label: "Your experience", Health: true, Optional: true},
}}

var words = NewWords([]form.Form{interest}, map[string]string{"ward-food": "Better food on wards"})

func answers(pairs ...string) form.Answers {
	a := form.Answers{Form: "interest"}
	for i := 0; i < len(pairs); i += 2 {
		a.Given = append(a.Given, form.Answer{ID: pairs[i], Values: strings.Split(pairs[i+1], "|"), Consent: pairs[i] == "experience"})
	}
	return a
}

// sent makes the nth record as a desk stores it.
func sent(t testing.TB, n int, to seal.Recipients, a form.Answers) intake.Record {
	t.Helper()
	today := intake.DayOf(now)
	r := intake.Record{
		Reference: fmt.Sprintf("%04d-%04d", n/10000, n%10000), Form: a.Form, Opportunity: "ward-food", Received: today, Expires: today + 90,
		State: intake.New, Keys: to.Fingerprint(),
	}
	for i, b := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:]} {
		rand.NewChaCha8(sha256.Sum256(fmt.Append(nil, i, "of", n))).Read(b)
	}
	var err error
	if r.Blob, r.Size, err = to.Seal(a.Canonical()); err != nil {
		t.Fatal(err)
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

// TestPrintable (F19, input 25): nothing in an answer reaches the terminal as a
// command, and nothing turns the direction of writing unseen.
func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"O'Brien, Żółć, 李, 🏳️‍🌈":    "O'Brien, Żółć, 李, 🏳️‍🌈",
		"one\ntwo\tthree":           "one\ntwo three",
		"\x1b[31mred\x1b]0;title\a": "[31mred]0;title",
		"a\rb\x00c\x7fd\bE":         "abcdE",
		"\u009b2J\u0085\u0090q":     "2Jq",
		"\xff\xfe":                  "\ufffd",
		"\u202egnp.exe\u202c":       "[U+202E]gnp.exe[U+202C]",
		"\u2066a\u2069\u200e\u061c": "[U+2066]a[U+2069][U+200E][U+061C]",
		"a\u2028b":                  "a b",
	} {
		got := Printable(in)
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := words.Line(intake.Record{Reference: "\x1b[2J", Form: "a\nb", State: "\u202e", Opportunity: "x\ry", Flags: []string{"\x1b"}}); strings.ContainsAny(got, "\x1b\n\r\u202e") {
		t.Errorf("%q", got)
	}
}

// export opens everything in a store and writes it.
func export(t *testing.T, db *store.DB, ids []seal.Identity, make func(w *bytes.Buffer) Table) (string, Unopened) {
	t.Helper()
	var b bytes.Buffer
	var u Unopened
	table := make(&b)
	for e, err := range Opened(t.Context(), db.Each(t.Context(), store.Filter{}), ids) {
		if err != nil {
			t.Fatal(err)
		}
		u.Add(e)
		if err := table.Write(e); err != nil {
			t.Fatal(err)
		}
	}
	if err := table.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), u
}

// TestCSV: columns of all forms, RFC 4180, phone numbers as text, and a row for
// each record, whether it opens or not.
func TestCSV(t *testing.T) {
	id, src := pair(t, nil, "team")
	stranger, other := pair(t, nil, "another team")
	_ = stranger
	to := parse(t, src)
	old := form.Answers{Form: "pilot", Given: []form.Answer{{ID: "name", Values: []string{"=old"}}}}
	broken := sent(t, 4, to, answers("name", "Broken"))
	broken.Blob = append([]byte(nil), broken.Blob[:len(broken.Blob)-9]...)
	db, _ := open(t)
	moved := sent(t, 6, to, answers("name", "Moved"))
	moved.Form = "bank"
	put(t, db,
		sent(t, 1, to, answers("name", `Ada "Countess", Lovelace`, "phone", "07700 900123", "days", "am|pm", "experience", "first\nsecond", "gone", "what?")),
		sent(t, 2, to, answers("name", "=1+1")), sent(t, 3, parse(t, other), answers("name", "Sealed elsewhere")), broken, sent(t, 5, to, old), moved)
	text, u := export(t, db, []seal.Identity{id}, func(w *bytes.Buffer) Table {
		table, err := NewCSV(w, words, []string{"interest", "pilot"}, true)
		if err != nil {
			t.Fatal(err)
		}
		return table
	})
	text, marked := strings.CutPrefix(text, "\ufeff")
	if !marked || strings.Count(text, "\r\n") < 7 || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n") {
		t.Errorf("no mark, or other line ends: %q", text)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, strings.Join(r, " | "))
	}
	want := []string{
		"Reference | Received | Delete by | State | Form | Opportunity | About | May be spam | Problem | What would you like to take part in? | What is your name? | Email address | Phone number | When? | Your experience | Other answers",
		`0000-0001 | 2026-11-22 | 2027-02-20 | new | interest | ward-food | Better food on wards |  |  |  | Ada "Countess", Lovelace |  | '07700 900123 | Mornings; Afternoons | first` + "\n" + "second | gone: what?",
		"0000-0002 | 2026-11-22 | 2027-02-20 | new | interest | ward-food | Better food on wards |  |  |  | '=1+1 |  |  |  |  | ",
		"0000-0003 | 2026-11-22 | 2027-02-20 | new | interest | ward-food | Better food on wards |  | the record is not sealed to any of these keys: " + id.Fingerprint() + " |  |  |  |  |  |  | ",
		"0000-0004 | 2026-11-22 | 2027-02-20 | new | interest | ward-food | Better food on wards |  | " + seal.ErrBroken.Error() + " |  |  |  |  |  |  | ",
		"0000-0005 | 2026-11-22 | 2027-02-20 | new | pilot | ward-food | Better food on wards |  |  |  |  |  |  |  |  | name: =old",
		"0000-0006 | 2026-11-22 | 2027-02-20 | new | bank | ward-food | Better food on wards |  | " + rows[6][8] + " |  |  |  |  |  |  | ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !strings.Contains(rows[6][8], "another form") {
		t.Errorf("moved to another form: %q", rows[6][8])
	}
	if u.Total() != 3 || u.Keys[parse(t, other).Fingerprint()] != 1 || !slices.Equal(u.Others, []string{"0000-0004", "0000-0006"}) {
		t.Errorf("%+v", u)
	}
}

// TestLateForm: a record of a form that nobody knew of when the table began.
func TestLateForm(t *testing.T) {
	var b bytes.Buffer
	table, err := NewCSV(&b, words, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	e := Entry{Record: intake.Record{Reference: "7KM4-2PXR", Form: "interest"}, Answers: answers("name", "Ada", "phone", "07700")}
	if err := errors.Join(table.Write(e), table.Close()); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "Reference,") || !strings.Contains(b.String(), "\r\n7KM4-2PXR,") || !strings.Contains(b.String(), "What is your name?: Ada\r\nPhone number: '07700") {
		t.Errorf("%s", b.String())
	}
}

// TestJSON (input 30): the answers come out exactly as they went in, and a
// terminal has nothing to obey.
func TestJSON(t *testing.T) {
	id, src := pair(t, nil, "team")
	to := parse(t, src)
	hostile := "\x1b[31m\u009b2J\u202e=1+1;\t'\"\\ </script> ☃ 𝕏\n\x00\u2028\x7f"
	db, _ := open(t)
	put(t, db, sent(t, 1, to, answers("name", hostile, "experience", "x")), sent(t, 2, to, answers("days", "am|pm")))
	text, _ := export(t, db, []seal.Identity{id}, func(w *bytes.Buffer) Table { return NewJSON(w, words) })
	if strings.ContainsAny(text, "\x1b\u009b\u202e\x00\x7f") {
		t.Errorf("%q", text)
	}
	var got []object
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	first := got[0].Answers
	if len(got) != 2 || first[0].Label != "Your experience" || !first[0].Consent || first[1].Values[0] != hostile || len(got[1].Answers[0].Values) != 2 {
		t.Errorf("%+v", got)
	}
	empty, _ := export(t, func() *store.DB { db, _ := open(t); return db }(), nil, func(w *bytes.Buffer) Table { return NewJSON(w, words) })
	if empty != "[]\n" {
		t.Errorf("without records: %q", empty)
	}
}

// TestShow: all answers with their questions, in the order of the page.
func TestShow(t *testing.T) {
	e := Entry{Record: intake.Record{Reference: "7KM4-2PXR", Form: "interest", Opportunity: "ward-food", Received: 20779, Expires: 20869, State: intake.Pulled, Flags: []string{"links"}}}
	e.Answers = answers("experience", "I was ill.\n\nYour name\n\x1b[2Jmy \u202emother", "name", "Ada", "phone", "07700 900123", "gone", "what?")
	var b bytes.Buffer
	if err := words.Show(&b, e); err != nil {
		t.Fatal(err)
	}
	const want = `Reference:   7KM4-2PXR
Form:        Tell us that you are interested
Opportunity: Better food on wards
Received:    22 November 2026
Delete by:   20 February 2027
State:       pulled
May be spam: links

What is your name?
    Ada

Phone number
    07700 900123

When?
    (no answer)

Your experience
    I was ill.

    Your name
    [2Jmy [U+202E]mother
    (about their health: they agreed that you keep this)

Other answers
    gone: what?
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := (Words{}).Show(&b, e); err != nil || !strings.Contains(b.String(), "\nname\n    Ada\n") {
		t.Errorf("without words: %s, %v", b.String(), err)
	}
}

// TestOpened: order is kept over many batches, a broken record stops nothing, an
// error of the store or the end of the context ends it.
func TestOpened(t *testing.T) {
	id, src := pair(t, nil, "team")
	to := parse(t, src)
	var all []intake.Record
	for n := range 3*together + 5 {
		r := sent(t, n, to, answers("name", fmt.Sprint(n)))
		if n%50 == 7 {
			r.Blob[len(r.Blob)-1]++
		}
		all = append(all, r)
	}
	down := errors.New("down")
	seq := func(fail error) iter.Seq2[intake.Record, error] {
		return func(yield func(intake.Record, error) bool) {
			for _, r := range all {
				if !yield(r, nil) {
					return
				}
			}
			if fail != nil {
				yield(intake.Record{}, fail)
			}
		}
	}
	n := 0
	for e, err := range Opened(t.Context(), seq(down), []seal.Identity{id}) {
		if n == len(all) {
			if !errors.Is(err, down) {
				t.Errorf("%v", err)
			}
			break
		}
		if err != nil || e.Reference != all[n].Reference || (e.Problem == nil) != (n%50 != 7) || e.Problem == nil && e.Answers.Value("name") != fmt.Sprint(n) {
			t.Fatalf("%d: %+v, %v", n, e, err)
		}
		if e.Problem != nil && !errors.Is(e.Problem, seal.ErrTampered) {
			t.Errorf("%v", e.Problem)
		}
		n++
	}
	if n != len(all) {
		t.Errorf("%d of %d", n, len(all))
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, err := range Opened(ctx, seq(nil), nil) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
	for range Opened(t.Context(), seq(nil), nil) {
		break // leaving early is fine
	}
}

// TestRotate: on a desk's own store with new MACs, on a copy with checksums. What
// is forged or broken stays as it is, and a second run has nothing to do.
func TestRotate(t *testing.T) {
	for name, k := range map[string][]byte{"desk": key, "copy": nil} {
		t.Run(name, func(t *testing.T) {
			oldID, src := pair(t, nil, "team")
			newID, next := pair(t, nil, "team 2028")
			old, to := parse(t, src), parse(t, next)
			db, _ := open(t)
			forged, broken := sent(t, 200, old, answers("name", "forged")), sent(t, 201, old, answers("name", "broken"))
			forged.Seal = [32]byte{1}
			broken.Blob = broken.Blob[:len(broken.Blob)-1]
			broken.Seal = seal.MAC(key, broken.ID, broken.Blob)
			for n := range 2*together + 9 {
				put(t, db, sent(t, n, old, answers("name", fmt.Sprint(n))))
			}
			put(t, db, forged, broken, sent(t, 202, to, answers("name", "already")))
			how := Rotation{To: to, Identities: []seal.Identity{oldID, newID}, Key: k}
			report, err := Rotate(t.Context(), db, how)
			done := 2*together + 9
			if k == nil {
				done++ // nobody there can tell
			}
			if err != nil || report.Done != done || report.Before != 1 || !slices.Equal(report.Unopened.Others, []string{broken.Reference}) || (k != nil) != slices.Equal(report.Forged, []string{forged.Reference}) {
				t.Fatalf("%+v, %v", report, err)
			}
			for e, err := range Opened(t.Context(), db.Each(t.Context(), store.Filter{}), []seal.Identity{newID}) {
				switch stays := e.Reference == broken.Reference || k != nil && e.Reference == forged.Reference; {
				case err != nil || (e.Problem != nil) != stays || !stays && e.Keys != to.Fingerprint():
					t.Fatalf("%+v, %v", e, err)
				case k != nil && !stays && seal.CheckMAC(key, e.ID, e.Blob, e.Seal) != nil:
					t.Errorf("%s has no proof", e.Reference)
				}
			}
			if again, err := Rotate(t.Context(), db, how); err != nil || again.Done != 0 || again.Before != done+1 {
				t.Errorf("%+v, %v", again, err)
			}
		})
	}
}

// TestRotateStop: stopped after each batch, it goes on where it was; no record is
// ever without a key that opens it.
func TestRotateStop(t *testing.T) {
	oldID, src := pair(t, nil, "team")
	newID, next := pair(t, nil, "team 2028")
	old, to := parse(t, src), parse(t, next)
	db, _ := open(t)
	for n := range 3*together + 1 {
		put(t, db, sent(t, n, old, answers("name", fmt.Sprint(n))))
	}
	done, runs := 0, 0
	for done < 3*together+1 {
		ctx, stop := context.WithCancel(t.Context())
		report, err := Rotate(ctx, db, Rotation{To: to, Identities: []seal.Identity{newID, oldID}, Tick: func(n int) {
			if n > done {
				stop()
			}
		}})
		stop()
		if done += report.Done; err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if runs++; runs > 9 {
			t.Fatalf("%d after %d runs", done, runs)
		}
		for e := range Opened(t.Context(), db.Each(t.Context(), store.Filter{}), []seal.Identity{oldID, newID}) {
			if e.Problem != nil {
				t.Fatalf("%s: %v", e.Reference, e.Problem)
			}
		}
	}
	if runs < 2 {
		t.Error("it was never stopped")
	}
	if _, err := Rotate(t.Context(), db, Rotation{To: to, Identities: []seal.Identity{oldID}}); !errors.Is(err, ErrNoNewKey) {
		t.Errorf("without a new key: %v", err)
	}
}

// BenchmarkList lists 100,000 records. The bar is 2 seconds a run.
func BenchmarkList(b *testing.B) {
	db, _ := open(b)
	r := intake.Record{Form: "interest", Opportunity: "ward-food", Received: 20779, Expires: 20869, State: intake.New, Keys: "3f2a", Size: 1024, Seal: [32]byte{1}, Blob: bytes.Repeat([]byte{0xff}, 2900)}
	work := make(chan int)
	finished := make(chan error)
	for range 32 {
		go func() {
			var err error
			for n := range work {
				r := r
				for i, part := range [][]byte{r.ID[:], r.Nonce[:], r.Answers[:]} {
					rand.NewChaCha8(sha256.Sum256(fmt.Append(nil, i, "of", n))).Read(part)
				}
				r.Reference = fmt.Sprintf("%04d-%04d", n/10000, n%10000)
				_, e := db.Save(context.Background(), r, nil, now)
				err = errors.Join(err, e)
			}
			finished <- err
		}()
	}
	for n := range 100_000 {
		work <- n
	}
	close(work)
	for range 32 {
		if err := <-finished; err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		n := 0
		for r, err := range db.List(context.Background(), store.Filter{}) {
			if err != nil || words.Line(r) == "" {
				b.Fatal(err)
			}
			n++
		}
		if n != 100_000 {
			b.Fatal(n)
		}
	}
}

// TestNarrow: people may leave out the folders of ids.
func TestNarrow(t *testing.T) {
	w := NewWords([]form.Form{{ID: "forms/bank"}, {ID: "plain"}}, map[string]string{"opportunities/ward-food": "Food", "plain": "Plain"})
	for _, c := range [][4]string{
		{"bank", "ward-food", "forms/bank", "opportunities/ward-food"},
		{"forms/bank", "opportunities/ward-food", "forms/bank", "opportunities/ward-food"},
		{"plain", "plain", "plain", "plain"},
		{"gone", "gone", "forms/gone", "opportunities/gone"},
		{"", "", "", ""},
	} {
		if got := w.Narrow(store.Filter{Form: c[0], Opportunity: c[1]}); got.Form != c[2] || got.Opportunity != c[3] {
			t.Errorf("%v: %+v", c, got)
		}
	}
}
