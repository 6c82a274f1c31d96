package intake

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"time"
)

// Token stands on the "check your answers" page. Its nonce makes a record
// unique, so that sending twice stores once. It says nothing about the person.
type Token struct {
	Nonce  [16]byte
	Issued time.Time // to the second
	Signs            // of the sending that it answered
}

// Times within which a token is taken. Clocks differ; people go for lunch.
const (
	tokenEarly = 5 * time.Minute
	tokenLate  = 24 * time.Hour
)

// A token is its nonce, its time, its signs, and the MAC over them.
const (
	tokenBody   = 16 + 8 + 1
	tokenLength = tokenBody + sha256.Size
)

// Bits of the signs in a token.
const (
	honeypotBit = 1 << iota
	burstBit
)

// NewToken makes a token. random is crypto/rand in production.
func NewToken(random io.Reader, now time.Time) (Token, error) {
	t := Token{Issued: now.Truncate(time.Second)}
	if _, err := io.ReadFull(random, t.Nonce[:]); err != nil {
		return Token{}, fmt.Errorf("make token: %w", err)
	}
	return t, nil
}

// Sign writes a token for one form and opportunity.
func (k Keys) Sign(t Token, form, opportunity string) string {
	body := binary.BigEndian.AppendUint64(append([]byte{}, t.Nonce[:]...), uint64(t.Issued.Unix()))
	body = append(body, t.bits())
	sum := mac(k.token, body, []byte(form), []byte(opportunity))
	return base64.RawURLEncoding.EncodeToString(append(body, sum[:]...))
}

func (s Signs) bits() byte {
	var out byte
	if s.Honeypot {
		out |= honeypotBit
	}
	if s.Burst {
		out |= burstBit
	}
	return out
}

// Verify reads a token. fresh is false for one that is too old, or from the
// future: its answers are shown again with a new one. An error means that this
// desk never made it for this form and opportunity.
func (k Keys) Verify(text, form, opportunity string, now time.Time) (t Token, fresh bool, err error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) != tokenLength {
		return Token{}, false, errToken
	}
	body, sum := raw[:tokenBody], raw[tokenBody:]
	want := mac(k.token, body, []byte(form), []byte(opportunity))
	if !hmac.Equal(sum, want[:]) {
		return Token{}, false, errToken
	}
	bits := body[24]
	t = Token{
		Nonce: [16]byte(body[:16]), Issued: time.Unix(int64(binary.BigEndian.Uint64(body[16:])), 0),
		Signs: Signs{Honeypot: bits&honeypotBit != 0, Burst: bits&burstBit != 0},
	}
	age := now.Sub(t.Issued)
	return t, age >= -tokenEarly && age <= tokenLate, nil
}

// Hash is how a token's nonce is stored.
func (t Token) Hash() [32]byte { return sha256.Sum256(t.Nonce[:]) }

// receiptTime is how long the address of a receipt works.
const receiptTime = 30 * time.Minute

// Receipt is what the page after a sending says: its reference, and which form
// it was. It says nothing about the person.
type Receipt struct{ Reference, Form string }

// Receipt hides a receipt in an address that works for 30 minutes.
func (k Keys) Receipt(random io.Reader, r Receipt, now time.Time) (string, error) {
	box, err := k.box()
	if err != nil {
		return "", err
	}
	nonce := make([]byte, box.NonceSize())
	if _, err := io.ReadFull(random, nonce); err != nil {
		return "", fmt.Errorf("make receipt: %w", err)
	}
	text := binary.BigEndian.AppendUint64(nil, uint64(now.Unix()))
	return base64.RawURLEncoding.EncodeToString(box.Seal(nonce, nonce, fmt.Append(text, r.Reference, "\n", r.Form), nil)), nil
}

// OpenReceipt reads what Receipt hid.
func (k Keys) OpenReceipt(text string, now time.Time) (r Receipt, ok bool) {
	box, err := k.box()
	if err != nil {
		return Receipt{}, false
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) < box.NonceSize() {
		return Receipt{}, false
	}
	plain, err := box.Open(nil, raw[:box.NonceSize()], raw[box.NonceSize():], nil)
	if err != nil || len(plain) < 8 {
		return Receipt{}, false
	}
	age := now.Sub(time.Unix(int64(binary.BigEndian.Uint64(plain)), 0))
	r.Reference, r.Form, ok = strings.Cut(string(plain[8:]), "\n")
	return r, ok && age >= -tokenEarly && age <= receiptTime
}

func (k Keys) box() (cipher.AEAD, error) {
	block, err := aes.NewCipher(k.receipt)
	if err != nil {
		return nil, fmt.Errorf("receipt key: %w", err)
	}
	return cipher.NewGCM(block)
}
