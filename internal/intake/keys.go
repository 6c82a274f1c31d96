package intake

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// Keys are what the desk signs and hides with: one for each use, all made of one
// secret, so that there is one thing to keep.
type Keys struct {
	token, receipt, answers, address, seal []byte
}

// minSecret is the shortest secret that is taken, in bytes.
const minSecret = 32

// NewKeys makes the keys of a secret of at least 32 random bytes.
func NewKeys(secret []byte) (Keys, error) {
	if len(secret) < minSecret {
		return Keys{}, fmt.Errorf("the desk's secret has %d bytes: it needs at least %d random ones", len(secret), minSecret)
	}
	var k Keys
	for _, use := range []struct {
		into *[]byte
		name string
	}{{&k.token, "token"}, {&k.receipt, "receipt"}, {&k.answers, "answers"}, {&k.address, "address"}, {&k.seal, "seal"}} {
		key, err := hkdf.Key(sha256.New, secret, nil, "partake desk v1 "+use.name, sha256.Size)
		if err != nil {
			return Keys{}, fmt.Errorf("derive key: %w", err)
		}
		*use.into = key
	}
	return k, nil
}

// Seal is the key of the MAC over sealed records.
func (k Keys) Seal() []byte { return k.seal }

// Answers is a MAC of what was sent. Two records with the same one say the same.
func (k Keys) Answers(form, opportunity string, canonical []byte) [32]byte {
	return mac(k.answers, []byte(form), []byte(opportunity), canonical)
}

// mac is a MAC over parts; the length of each stands before it, so that no two
// lists of parts run into each other.
func mac(key []byte, parts ...[]byte) [32]byte {
	h := hmac.New(sha256.New, key)
	var length [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(length[:], uint64(len(p)))
		h.Write(length[:])
		h.Write(p)
	}
	return [32]byte(h.Sum(nil))
}

var errToken = errors.New("not a token of this desk")
