package seal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
)

// fixed makes the same text of any length for a seed.
func fixed(seed uint64, n int) []byte {
	out := make([]byte, n)
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range out {
		out[i] = byte(r.Uint32())
	}
	return out
}

func pair(t testing.TB, create func() (Identity, error)) (Identity, Recipients) {
	t.Helper()
	id, err := create()
	if err != nil {
		t.Fatal(err)
	}
	return id, recipientsOf(t, id)
}

func recipientsOf(t testing.TB, ids ...Identity) Recipients {
	t.Helper()
	var src []byte
	for i, id := range ids {
		var err error
		if src, err = Add("recipients.txt", src, fmt.Sprintf("key %d", i+1), id); err != nil {
			t.Fatal(err)
		}
	}
	r, err := ParseRecipients("recipients.txt", src)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var kinds = []struct {
	name   string
	create func() (Identity, error)
}{{"post-quantum", NewIdentity}, {"X25519", NewX25519Identity}}

// What is sealed comes out again, byte for byte, whatever its length.
func TestRoundTrip(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			id, r := pair(t, kind.create)
			lengths := []int{
				0, 1, 507, 508, 509, 1020, 1021, 64<<10 - prefixSize - 1, 64<<10 - prefixSize, 64<<10 - prefixSize + 1,
				128<<10 - prefixSize, 300 << 10,
			}
			random := rand.New(rand.NewPCG(7, 7))
			for range 40 {
				lengths = append(lengths, random.IntN(300<<10+1))
			}
			for i, n := range lengths {
				text := fixed(uint64(i), n)
				blob, bucket, err := r.Seal(text)
				if err != nil {
					t.Fatal(err)
				}
				if bucket%bucketSize != 0 || bucket < n+prefixSize || bucket >= n+prefixSize+bucketSize {
					t.Errorf("%d bytes: bucket %d", n, bucket)
				}
				got, err := Open(blob, id)
				if err != nil || !bytes.Equal(got, text) {
					t.Fatalf("%d bytes: %d came out, %v", n, len(got), err)
				}
			}
		})
	}
}

// Whoever sees a blob can't tell two lengths in one bucket apart.
func TestPaddingHidesLength(t *testing.T) {
	_, r := pair(t, NewIdentity)
	size := func(n int) int {
		blob, bucket, err := r.Seal(fixed(1, n))
		if err != nil || bucket%bucketSize != 0 {
			t.Fatal(bucket, err)
		}
		return len(blob)
	}
	for _, p := range [][2]int{{0, 508}, {509, 1020}, {5000, 5116}} {
		if a, b := size(p[0]), size(p[1]); a != b {
			t.Errorf("%d and %d bytes make %d and %d", p[0], p[1], a, b)
		}
	}
	if size(508) == size(509) {
		t.Error("the next bucket has the same size: the test proves nothing")
	}
}

func TestSealRefuses(t *testing.T) {
	if _, _, err := (Recipients{}).Seal(nil); err == nil {
		t.Error("sealed to nobody")
	}
	_, r := pair(t, NewX25519Identity)
	if _, _, err := r.Seal(make([]byte, mostBytes+1)); err == nil {
		t.Error("sealed too much")
	}
}

func TestOpenWithWrongKey(t *testing.T) {
	for _, kind := range kinds {
		id, r := pair(t, kind.create)
		blob, _, err := r.Seal([]byte("text"))
		if err != nil {
			t.Fatal(err)
		}
		for _, other := range kinds {
			wrong, _ := pair(t, other.create)
			_, err := Open(blob, wrong)
			e, ok := errors.AsType[*NotForKeysError](err)
			if !ok || len(e.Tried) != 1 || e.Tried[0] != wrong.Fingerprint() || !strings.Contains(err.Error(), wrong.Fingerprint()) {
				t.Errorf("%s with %s: %v", kind.name, other.name, err)
			}
			if got, err := Open(blob, wrong, id); err != nil || string(got) != "text" {
				t.Errorf("the second identity fits: %q, %v", got, err)
			}
		}
		for _, none := range [][]Identity{nil, {{}}} {
			if _, err := Open(blob, none...); !typed(err) {
				t.Errorf("no identity: %v", err)
			}
		}
	}
}

// typed says whether an error is one of the three that Open promises.
func typed(err error) bool {
	_, keys := errors.AsType[*NotForKeysError](err)
	return keys || errors.Is(err, ErrBroken) || errors.Is(err, ErrTampered)
}

// Each cut and each flipped bit is an error of a known kind.
func TestOpenDamaged(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			id, r := pair(t, kind.create)
			blob, _, err := r.Seal([]byte(`{"name": "A canary"}`))
			if err != nil {
				t.Fatal(err)
			}
			for n := range len(blob) {
				if _, err := Open(blob[:n], id); !errors.Is(err, ErrBroken) {
					t.Fatalf("cut after %d bytes: %v", n, err)
				}
			}
			seen := map[string]int{}
			for i := range len(blob) {
				for _, bit := range []byte{0x01, 0x20, 0x80} {
					changed := bytes.Clone(blob)
					changed[i] ^= bit
					got, err := Open(changed, id)
					if !typed(err) || got != nil {
						t.Fatalf("bit %#x of byte %d flipped: %q, %v", bit, i, got, err)
					}
					if i >= len(blob)-bucketSize && !errors.Is(err, ErrTampered) {
						t.Fatalf("bit %#x of byte %d flipped, in the text: %v", bit, i, err)
					}
					seen[fmt.Sprintf("%T", err)]++
				}
			}
			if len(seen) != 2 {
				t.Errorf("kinds of errors: %v", seen)
			}
			for _, more := range []string{"x", "\n", strings.Repeat("x", bucketSize)} {
				if _, err := Open(append(bytes.Clone(blob), more...), id); !typed(err) {
					t.Errorf("%d bytes more: %v", len(more), err)
				}
			}
		})
	}
}

// Somebody with the public key can seal what they like; what pad did not make is
// refused all the same.
func TestOpenForeign(t *testing.T) {
	id, r := pair(t, NewX25519Identity)
	long := binary.BigEndian.AppendUint32(nil, 1<<31)
	short := make([]byte, 2*bucketSize) // one byte of text needs one bucket
	short[3] = 1
	dirty := make([]byte, bucketSize)
	dirty[bucketSize-1] = 1
	for name, text := range map[string][]byte{
		"empty": {}, "no padding": []byte("hello"), "length beyond the end": append(long, make([]byte, bucketSize-prefixSize)...),
		"a bucket too many": short, "text in the padding": dirty,
	} {
		var out bytes.Buffer
		w, err := age.Encrypt(&out, r.ageRecipients()...)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got, err := Open(out.Bytes(), id); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// A blob is an ordinary age file.
func TestOpensWithoutPartake(t *testing.T) {
	id, r := pair(t, NewIdentity)
	blob, _, err := r.Seal([]byte("hello"))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := age.ParseIdentities(bytes.NewReader(id.File("team", time.Time{})))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := age.Decrypt(bytes.NewReader(blob), keys...)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(plain)
	if err != nil || len(text) != bucketSize || string(text[:9]) != "\x00\x00\x00\x05hello" {
		t.Errorf("%q, %v", text, err)
	}
}

func TestReseal(t *testing.T) {
	for _, kind := range kinds {
		old, was := pair(t, kind.create)
		next, to := pair(t, NewIdentity)
		blob, size, err := was.Seal([]byte("text"))
		if err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct {
			name     string
			to       Recipients
			ids      []Identity
			verified bool
		}{
			{"the new identity is elsewhere", to, []Identity{old}, false},
			{"both are here", to, []Identity{old, next}, true},
			{"one of two new ones is here", recipientsOf(t, next, mustHybrid(t)), []Identity{old, next}, true},
		} {
			sealed, bucket, verified, err := Reseal(blob, test.to, test.ids...)
			if err != nil || verified != test.verified || bucket != size {
				t.Fatalf("%s: bucket %d, verified %t, %v", test.name, bucket, verified, err)
			}
			if got, err := Open(sealed, next); err != nil || string(got) != "text" {
				t.Errorf("%s: %q, %v", test.name, got, err)
			}
			if _, err := Open(sealed, old); err == nil {
				t.Errorf("%s: the old key opens the new blob", test.name)
			}
		}
		if _, _, _, err := Reseal(blob, to, next); !typed(err) {
			t.Errorf("without the old identity: %v", err)
		}
		if _, _, _, err := Reseal(blob, Recipients{}, old); err == nil {
			t.Error("sealed to nobody")
		}
	}
}

func mustHybrid(t testing.TB) Identity {
	id, _ := pair(t, NewIdentity)
	return id
}

func TestCanary(t *testing.T) {
	id, r := pair(t, NewIdentity)
	other, _ := pair(t, NewIdentity)
	made := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	blob, err := NewCanary(r, made)
	if err != nil {
		t.Fatal(err)
	}
	if at, err := CheckCanary(blob, r, id); err != nil || !at.Equal(made) {
		t.Errorf("%v, %v", at, err)
	}
	if _, err := CheckCanary(blob, r, other); !typed(err) {
		t.Errorf("wrong key: %v", err)
	}
	if _, err := CheckCanary(blob, recipientsOf(t, id, other), id); !errors.Is(err, ErrNoCanary) {
		t.Errorf("of other recipients: %v", err)
	}
	for _, text := range []string{"", "{}", canaryStart, canaryStart + "\n" + r.Fingerprint() + "\nyesterday"} {
		blob, _, err := r.Seal([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := CheckCanary(blob, r, id); !errors.Is(err, ErrNoCanary) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestMAC(t *testing.T) {
	key, id, blob := bytes.Repeat([]byte{1}, 32), [16]byte{2}, []byte("blob")
	mac := MAC(key, id, blob)
	if err := CheckMAC(key, id, blob, mac); err != nil {
		t.Error(err)
	}
	flipped := mac
	flipped[31] ^= 1
	for name, err := range map[string]error{
		"key":  CheckMAC(bytes.Repeat([]byte{9}, 32), id, blob, mac),
		"id":   CheckMAC(key, [16]byte{9}, blob, mac),
		"blob": CheckMAC(key, id, []byte("blob "), mac),
		"mac":  CheckMAC(key, id, blob, flipped),
		"none": CheckMAC(key, id, blob, [32]byte{}),
	} {
		if !errors.Is(err, ErrForged) {
			t.Errorf("another %s: %v", name, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a short key was taken")
		}
	}()
	MAC(nil, id, blob)
}

func FuzzOpen(f *testing.F) {
	ids, err := ParseIdentities("seed", []byte(seedIdentity))
	if err != nil {
		f.Fatal(err)
	}
	r := recipientsOf(f, ids...)
	blob, _, err := r.Seal([]byte("text"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(blob)
	f.Add(blob[:len(blob)-1])
	f.Add([]byte("age-encryption.org/v1\n-> X25519 \n\n--- \n"))
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAA 30\nAAAA\n---"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, blob []byte) {
		if text, err := Open(blob, ids...); err != nil && (!typed(err) || text != nil) {
			t.Errorf("%q, %v", text, err)
		}
	})
}

// For the tests only: it opens nothing else.
const seedIdentity = "AGE-SECRET-KEY-1G9Q5ZS2PG9Q5ZS2PG9Q5ZS2PG9Q5ZS2PG9Q5ZS2PG9Q5ZS2PG9QSC006VW"

func BenchmarkSeal(b *testing.B) {
	for _, kind := range kinds {
		b.Run(kind.name, func(b *testing.B) {
			one, _ := pair(b, kind.create)
			two, _ := pair(b, kind.create)
			r, text := recipientsOf(b, one, two), fixed(1, 1200)
			blob, _, err := r.Seal(text)
			if err != nil {
				b.Fatal(err)
			}
			b.Run("seal", func(b *testing.B) {
				for b.Loop() {
					if _, _, err := r.Seal(text); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(len(blob)), "blob-bytes")
			})
			b.Run("open", func(b *testing.B) {
				for b.Loop() {
					if _, err := Open(blob, two); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}
