package seal

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
)

// ErrForged means that this desk did not store this blob under this id.
var ErrForged = errors.New("the record was not stored by this desk, or was changed or moved since")

// macDomain keeps these MACs apart from others that are made with the same key.
const macDomain = "partake seal: id and blob, v1\x00"

// MAC is a record's proof that the desk with this key stored it: HMAC-SHA256
// over its id and its blob. The key has 32 random bytes or more, and is not in
// the database; MAC panics at a shorter one, which is a mistake in the program.
func MAC(key []byte, id [16]byte, blob []byte) [32]byte {
	if len(key) < sha256.Size {
		panic("seal: the key of a MAC is too short")
	}
	h := hmac.New(sha256.New, key)
	h.Write([]byte(macDomain))
	h.Write(id[:])
	h.Write(blob)
	return [32]byte(h.Sum(nil))
}

// CheckMAC returns nil or ErrForged, in a time that does not tell how far the
// two agree.
func CheckMAC(key []byte, id [16]byte, blob []byte, mac [32]byte) error {
	want := MAC(key, id, blob)
	if !hmac.Equal(want[:], mac[:]) {
		return ErrForged
	}
	return nil
}
