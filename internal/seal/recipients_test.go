package seal

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
)

func TestParseRecipients(t *testing.T) {
	a, b, old := mustHybrid(t), mustHybrid(t), classicPair(t)
	secret := a.text()
	for _, test := range []struct{ name, src, want string }{
		{"empty", "", "f:1: there is no key in this file"},
		{"only comments", "# team\n\n", "partake keys new --recipients f"},
		{"mixed", "# team\n" + a.Public() + "\n# old\n" + old.Public(), "f:4: this key is X25519 and that on line 2 is post-quantum: the two kinds can't be in one file"},
		{"mixed the other way", old.Public() + "\n" + a.Public(), "f:2: this key is post-quantum and that on line 1 is X25519"},
		{"twice", a.Public() + "\n\n" + a.Public(), "f:3: this key is on line 1 already"},
		{"secret", "# team\n" + secret, "f:2: this is a secret key, and whoever sees this file"},
		{"secret in small letters", strings.ToLower(secret), "f:1: this is a secret key"},
		{"cut short", a.Public()[:900], "f:1: this public key is mistyped, cut short"},
		{"other letters", old.Public()[:61] + "b", "f:1: this public key is mistyped"},
		{"another program's", "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t", "f:1: this public key is mistyped, cut short or of a kind"},
		{"ssh", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 team", "f:1: this is no public key"},
		{"name without a #", "team\n" + a.Public(), "f:1: this is no public key: a key is one line that starts with age1; a name before it starts with #"},
		{"two mistakes", "team\n\n" + old.Public()[:40], "f:3: this public key"},
		{"all zeros", lowOrder, "f:1: this public key is mistyped"},
		{"large", strings.Repeat("#", 2<<20), "f: this is no recipients file"},
	} {
		r, err := ParseRecipients("f", []byte(test.src))
		if err == nil || !strings.Contains(err.Error(), test.want) || r.Len() != 0 {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		} else {
			noSecrets(t, err.Error(), a, old)
		}
	}
	if _, err := ParseRecipients("f", []byte("x\ny")); strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("not all mistakes at once: %v", err)
	}
	r, err := ParseRecipients("f", []byte("\ufeff#team  \r\n\r\n"+a.Public()+" \r\n"+b.Public()))
	if err != nil || r.Len() != 2 || strings.Join(r.Names(), "|") != "team|" || !r.PostQuantum() || r.Development() {
		t.Errorf("%v, %q", err, r.Names())
	}
	if name, ok := r.NameOf(a); name != "team" || !ok {
		t.Errorf("%q, %t", name, ok)
	}
	if _, ok := r.NameOf(old); ok {
		t.Error("a stranger has a name")
	}
	if _, ok := r.NameOf(Identity{}); ok {
		t.Error("nobody has a name")
	}
}

// A public key whose shared secret would be known to everybody.
const lowOrder = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"

func classicPair(t testing.TB) Identity {
	id, _ := pair(t, NewX25519Identity)
	return id
}

// noSecrets looks for any eight letters of a secret in a text.
func noSecrets(t testing.TB, text string, ids ...Identity) {
	t.Helper()
	text = strings.ToUpper(text)
	for _, id := range ids {
		secret := strings.TrimPrefix(strings.TrimPrefix(id.text(), secretPrefix), "PQ-1")
		for i := range len(secret) - 8 {
			if strings.Contains(text, secret[i:i+8]) {
				t.Fatalf("a secret in %q", text)
			}
		}
	}
}

func TestFingerprint(t *testing.T) {
	a, b := mustHybrid(t), mustHybrid(t)
	parse := func(src string) Recipients {
		r, err := ParseRecipients("f", []byte(src))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	one, two := parse("# x\n"+a.Public()+"\n"+b.Public()), parse(b.Public()+"\n# y\n"+a.Public()+"\n")
	if one.Fingerprint() != two.Fingerprint() || len(one.Fingerprint()) != 16 {
		t.Error("order and names change the fingerprint")
	}
	if one.SHA256() == two.SHA256() {
		t.Error("the pin is not that of the bytes")
	}
	if parse(a.Public()).Fingerprint() != a.Fingerprint() || a.Fingerprint() == b.Fingerprint() || a.Fingerprint() == one.Fingerprint() {
		t.Error("fingerprints of one key")
	}
	ids, err := ParseIdentities("f", []byte(seedIdentity))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := ids[0].Fingerprint(), "8bc5c37ee3a5ca92"; got != want {
		t.Errorf("the fingerprint is %s and was %s: stored records name it", got, want)
	}
}

func TestPin(t *testing.T) {
	src := []byte("# team\n" + classicPair(t).Public() + "\n")
	r, err := ParseRecipients("f", src)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(src)
	pin := hex.EncodeToString(sum[:])
	if r.SHA256() != pin || r.CheckPin(pin) != nil || r.CheckPin(" "+strings.ToUpper(pin)+"\n") != nil {
		t.Error("the right pin is refused")
	}
	for _, wrong := range []string{"", pin[:63], pin + "0", strings.Repeat("0", 64)} {
		if err := r.CheckPin(wrong); err == nil || !strings.Contains(err.Error(), "partake keys pin") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestDevelopment(t *testing.T) {
	key := classicPair(t).Public()
	for src, want := range map[string]bool{
		"# development only\n" + key:         true,
		"#  development only\n" + key:        false,
		"# Development only\r\n" + key:       true,
		"# team\n# development only\n" + key: false,
		key:                                  false,
	} {
		r, err := ParseRecipients("f", []byte(src))
		if err != nil || r.Development() != want {
			t.Errorf("%q: %t, %v", src[:20], r.Development(), err)
		}
		if want && r.Names()[0] != "" {
			t.Errorf("the mark became a name: %q", r.Names())
		}
	}
}

func TestAdd(t *testing.T) {
	a, b, old := mustHybrid(t), mustHybrid(t), classicPair(t)
	src, err := Add("f", nil, " team ", a)
	if err != nil || string(src) != "# team\n"+a.Public()+"\n" {
		t.Fatalf("%q, %v", src, err)
	}
	if more, err := Add("f", src[:len(src)-1], "recovery", b); err != nil || string(more) != string(src)+"# recovery\n"+b.Public()+"\n" {
		t.Errorf("%q, %v", more, err)
	}
	for name, id := range map[string]Identity{"": b, "two\nlines": b, "team": b, "again": a, "older": old, "development only": b} {
		if _, err := Add("f", src, name, id); err == nil {
			t.Errorf("%q was added", name)
		}
	}
}

func FuzzParseRecipients(f *testing.F) {
	ids, err := ParseIdentities("seed", []byte(seedIdentity))
	if err != nil {
		f.Fatal(err)
	}
	key := ids[0].Public()
	for _, seed := range []string{
		"# team\n" + key + "\n", "# development only\r\n" + key, key + "\n" + key, key[:30], lowOrder,
		seedIdentity, "\ufeff#\n\n", "age1pq1", "age1", "team",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		r, err := ParseRecipients("f", src)
		if err != nil {
			if r.Len() != 0 || r.SHA256() == hex.EncodeToString(make([]byte, 32)) && r.Development() {
				t.Error("an error and recipients")
			}
			noSecrets(t, err.Error(), ids...)
			return
		}
		if _, _, err := r.Seal([]byte("text")); err != nil || r.Len() == 0 || len(r.Names()) != r.Len() {
			t.Errorf("%d keys do not seal: %v", r.Len(), err)
		}
	})
}
