package intake

import (
	"bytes"
	"crypto/rand"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func testKeys(t testing.TB, secret byte) Keys {
	t.Helper()
	k, err := NewKeys(bytes.Repeat([]byte{secret}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// A secret that is too short starts nothing. Each use has a key of its own.
func TestKeys(t *testing.T) {
	if _, err := NewKeys(make([]byte, 31)); err == nil || !strings.Contains(err.Error(), "31 bytes") {
		t.Errorf("a short secret: %v", err)
	}
	k := testKeys(t, 1)
	seen := map[string]bool{}
	for _, key := range [][]byte{k.token, k.receipt, k.answers, k.address, k.seal} {
		if len(key) != 32 || seen[string(key)] {
			t.Errorf("key %x", key)
		}
		seen[string(key)] = true
	}
	if k.Answers("interest", "ab", []byte("c")) == k.Answers("interest", "a", []byte("bc")) {
		t.Error("two different records have one MAC")
	}
}

// A token holds for its desk, its form, its opportunity and a day.
func TestToken(t *testing.T) {
	k := testKeys(t, 1)
	token, err := NewToken(rand.Reader, noon)
	if err != nil {
		t.Fatal(err)
	}
	text := k.Sign(token, "interest", "opportunities/ward-food")
	for name, test := range map[string]struct {
		keys              Keys
		text              string
		form, opportunity string
		after             time.Duration
		fresh, bad        bool
	}{
		"at once":           {k, text, "interest", "opportunities/ward-food", 0, true, false},
		"a day later":       {k, text, "interest", "opportunities/ward-food", 24 * time.Hour, true, false},
		"too late":          {k, text, "interest", "opportunities/ward-food", 24*time.Hour + time.Second, false, false},
		"a clock that lags": {k, text, "interest", "opportunities/ward-food", -5 * time.Minute, true, false},
		"from the future":   {k, text, "interest", "opportunities/ward-food", -6 * time.Minute, false, false},
		"another form":      {k, text, "bank", "opportunities/ward-food", 0, false, true},
		"another place":     {k, text, "interest", "opportunities/other", 0, false, true},
		"moved words":       {k, text, "interestopportunities/", "ward-food", 0, false, true},
		"another desk":      {testKeys(t, 2), text, "interest", "opportunities/ward-food", 0, false, true},
		"cut":               {k, text[:len(text)-1], "interest", "opportunities/ward-food", 0, false, true},
		"longer":            {k, text + "A", "interest", "opportunities/ward-food", 0, false, true},
		"changed":           {k, "B" + text[1:], "interest", "opportunities/ward-food", 0, false, true},
		"other signs":       {k, text[:32] + "D" + text[33:], "interest", "opportunities/ward-food", 0, false, true},
		"empty":             {k, "", "interest", "opportunities/ward-food", 0, false, true},
		"not base64":        {k, "%%%", "interest", "opportunities/ward-food", 0, false, true},
	} {
		if name == "changed" && text[0] == 'B' {
			continue
		}
		got, fresh, err := test.keys.Verify(test.text, test.form, test.opportunity, noon.Add(test.after))
		if fresh != test.fresh || (err != nil) != test.bad || err == nil && got.Hash() != token.Hash() {
			t.Errorf("%s: fresh %t, error %v", name, fresh, err)
		}
	}
}

// A receipt's address works for half an hour and shows nothing of the reference.
func TestReceipt(t *testing.T) {
	k := testKeys(t, 1)
	text, err := k.Receipt(rand.Reader, Receipt{"7KM4-2PXR", "forms/interest"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := k.Receipt(rand.Reader, Receipt{"7KM4-2PXR", "forms/interest"}, noon)
	if strings.Contains(text, "7KM4") || text == again {
		t.Error("the address tells the reference")
	}
	if r, ok := k.OpenReceipt(text, noon.Add(30*time.Minute)); !ok || r != (Receipt{"7KM4-2PXR", "forms/interest"}) {
		t.Errorf("%q, %t", r, ok)
	}
	for name, ok := range map[string]bool{
		"late":         second(k.OpenReceipt(text, noon.Add(31*time.Minute))),
		"another desk": second(testKeys(t, 2).OpenReceipt(text, noon)),
		"cut":          second(k.OpenReceipt(text[:20], noon)),
		"empty":        second(k.OpenReceipt("", noon)),
	} {
		if ok {
			t.Errorf("%s: opened", name)
		}
	}
}

func second(_ Receipt, ok bool) bool { return ok }

// References can be read out and typed back, and every sign is as likely.
func TestReference(t *testing.T) {
	count := map[byte]int{}
	for range 4000 {
		ref, err := NewReference(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if len(ref) != 9 || ref[4] != '-' {
			t.Fatalf("%q", ref)
		}
		if back, ok := ParseReference(" " + strings.ToLower(strings.Replace(ref, "-", " ", 1))); !ok || back != ref {
			t.Fatalf("%q came back as %q", ref, back)
		}
		for i := range ref {
			count[ref[i]]++
		}
	}
	mean := 4000 * 8 / len(signs)
	for i := range signs {
		if n := count[signs[i]]; n < mean*7/10 || n > mean*13/10 {
			t.Errorf("%c came %d times, about %d expected", signs[i], n, mean)
		}
	}
	for _, bad := range []string{"", "7KM4", "7KM4-2PXRR", "7KM4-2PX0", "7KM4-2PXA", "7KM4_2PXR", "７KM4-2PXR"} {
		if got, ok := ParseReference(bad); ok {
			t.Errorf("%q was read as %q", bad, got)
		}
	}
	if _, err := NewReference(strings.NewReader("\x00\x00")); err == nil {
		t.Error("a source of chance that ends goes unnoticed")
	}
}

// Only a trusted proxy is believed about who stands behind it (F6).
func TestClient(t *testing.T) {
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	for _, test := range []struct{ remote, forwarded, want string }{
		{"192.0.2.7:443", "", "192.0.2.7"},
		{"192.0.2.7:443", "198.51.100.1", "192.0.2.7"},
		{"10.1.1.1:443", "198.51.100.1", "198.51.100.1"},
		{"10.1.1.1:443", "203.0.113.9, 198.51.100.1", "198.51.100.1"},
		{"10.1.1.1:443", "198.51.100.1, 10.2.2.2", "198.51.100.1"},
		{"10.1.1.1:443", "10.3.3.3, 10.2.2.2", "10.3.3.3"},
		{"10.1.1.1:443", "198.51.100.1, nonsense", "10.1.1.1"},
		{"10.1.1.1:443", strings.Repeat("1.1.1.1, ", 99) + "198.51.100.1", "198.51.100.1"},
		{"[::1]:443", "2001:db8::5", "2001:db8::5"},
		{"[::ffff:192.0.2.7]:443", "", "192.0.2.7"},
	} {
		r := &http.Request{RemoteAddr: test.remote, Header: http.Header{}}
		if test.forwarded != "" {
			r.Header.Set("X-Forwarded-For", test.forwarded)
		}
		if got := Client(r, trusted).String(); got != test.want {
			t.Errorf("%s forwarded for %q is %s, want %s", test.remote, test.forwarded, got, test.want)
		}
	}
}

// The count of a client can't be followed into the next day; neighbours in one
// IPv6 network count as one.
func TestLimit(t *testing.T) {
	k := testKeys(t, 1)
	a, b := netip.MustParseAddr("2001:db8::1"), netip.MustParseAddr("2001:db8::2")
	if k.Limit(a, noon) != k.Limit(b, noon.Add(time.Hour)) {
		t.Error("one household counts as two")
	}
	if k.Limit(a, noon) == k.Limit(a, noon.AddDate(0, 0, 1)) || k.Limit(a, noon) == k.Limit(netip.MustParseAddr("2001:db8:1::1"), noon) || k.Limit(a, noon) == testKeys(t, 2).Limit(a, noon) {
		t.Error("days, networks or desks share a name")
	}
}

func FuzzVerify(f *testing.F) {
	k := testKeys(f, 1)
	f.Add(k.Sign(Token{Issued: noon}, "interest", ""), "interest", "")
	f.Add("", "", "")
	f.Fuzz(func(t *testing.T, text, form, opportunity string) {
		token, _, err := k.Verify(text, form, opportunity, noon)
		if err == nil && k.Sign(token, form, opportunity) != text {
			t.Errorf("%q is another way to write a token", text)
		}
		k.OpenReceipt(text, noon)
		if ref, ok := ParseReference(text); ok {
			if again, ok := ParseReference(ref); !ok || again != ref {
				t.Errorf("%q is no reference of its own", ref)
			}
		}
	})
}
