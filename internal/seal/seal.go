// Package seal locks what people send, so that only the team can read it.
//
// # How it works
//
// A key pair has two halves. The public key locks; it stands in the recipients
// file, which is part of the site and no secret. The identity is the secret
// half. It opens; it stands in a file on the team's computer and on a printed
// sheet in a locked place, and nowhere else. The desk, its database, its
// backups and its mails only ever hold public keys.
//
//	recipients, err := seal.ParseRecipients("recipients.txt", src)
//	blob, bucket, err := recipients.Seal(answers)    // on the server
//	mac := seal.MAC(deskKey, id, blob)               // kept beside the blob
//
//	identities, err := seal.ReadIdentities("identity.txt")
//	answers, err := seal.Open(blob, identities...)   // on the team's computer
//
// A blob is an ordinary age file (age-encryption.org/v1), so that the team can
// open it without Partake as long as any age program exists: what comes out is
// four bytes with the length, most significant first, the text, and zeros.
//
// # The recipients file
//
// Text, one public key a line. The comment before a key is its name. Empty
// lines are skipped. Every key in the file opens every record that is sealed
// from now on, so it should hold two: the team's, and one kept elsewhere for
// the day on which the team's is lost.
//
//	# involvement team
//	age1pq1…
//	# recovery, in the safe of the governance office
//	age1pq1…
//
// Keys are post-quantum (ML-KEM-768 with X25519) unless somebody asks for
// X25519. One file holds one kind: the weaker kind would undo the stronger. A
// file whose first line is "# development only" is for trying things out on
// one's own computer; Recipients.Development tells, and a server must refuse it.
//
// # What is promised
//
//   - Whoever copies the database, a backup or the server's disk can't read
//     what was sent before, nor what is sent after, with a quantum computer
//     either (except with X25519 keys).
//   - The size of a blob tells the length of the text only to the next 512
//     bytes (the bucket), and how many keys there are.
//   - A blob that was cut, changed or sealed to other keys is an error of its
//     own and never half a text.
//   - An identity is never part of an error, and is not printed by fmt or slog.
//
// # What is not promised
//
//   - That a blob came from the desk. Anybody with the public keys can seal a
//     text of their own, so somebody who can write to the database could put
//     records in. That is what MAC is for: the desk keeps a key that the
//     database does not hold, and CheckMAC says whether this desk stored this
//     blob under this id. It covers these two, not the other columns, and it
//     can't tell that a whole record was deleted or put back. Nor does it help
//     against somebody who has the desk's key.
//   - Anything against somebody who rules the running server: they see what is
//     sent from then on, before it is sealed, and could swap the keys. The pin
//     (Recipients.SHA256, CheckPin) stops a quiet swap by somebody who may
//     change the site and not the server.
//   - Anything once an identity has leaked: all records sealed to it are open,
//     old copies too. New keys help only what comes after.
//   - A way back when all identities are lost. There is none.
//   - That secrets are wiped from this computer's memory. Go can't promise it.
//
// # New keys for old
//
// Add the new public key to the recipients file, so that new records open with
// both. Reseal the stored ones. Take the old key out. Destroy the old identity
// only when no backup holds a record that needs it.
package seal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
)

// Why a blob does not open. NotForKeysError is the third reason.
var (
	// ErrBroken means that it is no sealed record, or not a whole one.
	ErrBroken = errors.New("the record is broken: it is cut short, or was never sealed by Partake")
	// ErrTampered means that it is whole and was changed after it was sealed.
	ErrTampered = errors.New("the record was changed after it was sealed")
)

// NotForKeysError means that none of the identities opens the blob. A change
// in the part of the blob that belongs to a key looks the same: CheckMAC tells
// the two apart.
type NotForKeysError struct {
	Tried []string // fingerprints of the identities' public keys
}

// Error names the keys that were tried.
func (e *NotForKeysError) Error() string {
	if len(e.Tried) == 0 {
		return "there is no identity to open the record with"
	}
	return "the record is not sealed to any of these keys: " + strings.Join(e.Tried, ", ")
}

const (
	bucketSize = 512     // bytes: the answers' length is told only so closely
	mostBytes  = 1 << 24 // of a plaintext
	prefixSize = 4       // bytes of the length before a plaintext

	// What age adds to the text after its header.
	nonceSize = 16
	chunkSize = 64 << 10
	tagSize   = 16

	// And somewhat more than its header takes, for each key and by itself.
	stanzaSize = 2 << 10
	headSize   = 1 << 10
)

// Seal locks a text to all recipients. The bucket is its padded length in bytes.
func (r Recipients) Seal(plaintext []byte) (blob []byte, bucket int, err error) {
	if len(r.keys) == 0 {
		return nil, 0, errors.New("seal: there are no keys to seal to")
	}
	if len(plaintext) > mostBytes {
		return nil, 0, fmt.Errorf("seal: %d bytes are more than the %d that a record may have", len(plaintext), mostBytes)
	}
	padded := pad(plaintext)
	var out bytes.Buffer
	out.Grow(len(padded) + len(r.keys)*stanzaSize + headSize)
	w, err := age.Encrypt(&out, r.ageRecipients()...)
	if err != nil {
		return nil, 0, fmt.Errorf("seal: %w", err)
	}
	if _, err := w.Write(padded); err != nil {
		return nil, 0, fmt.Errorf("seal: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, 0, fmt.Errorf("seal: %w", err)
	}
	return out.Bytes(), len(padded), nil
}

// Open unlocks a blob with the first identity that fits. Its error is ErrBroken,
// ErrTampered or a *NotForKeysError.
func Open(blob []byte, identities ...Identity) ([]byte, error) {
	header, err := age.ExtractHeader(bytes.NewReader(blob))
	if err != nil || !bytes.HasPrefix(blob, header) || !wholePayload(len(blob)-len(header)) {
		return nil, ErrBroken
	}
	tried, keys := &NotForKeysError{}, []age.Identity{}
	for _, id := range identities {
		if id.secret != nil {
			tried.Tried, keys = append(tried.Tried, id.Fingerprint()), append(keys, id.secret())
		}
	}
	if len(keys) == 0 {
		return nil, tried
	}
	r, err := age.Decrypt(bytes.NewReader(blob), keys...)
	if _, ok := errors.AsType[*age.NoIdentityMatchError](err); ok {
		return nil, tried
	}
	if err != nil {
		return nil, ErrTampered
	}
	padded, err := io.ReadAll(r)
	if err != nil {
		return nil, ErrTampered
	}
	return unpad(padded)
}

// wholePayload says whether so many bytes after the header can be what Seal
// made of a whole number of buckets.
func wholePayload(n int) bool {
	n -= nonceSize
	if n <= 0 {
		return false
	}
	last := n % (chunkSize + tagSize)
	return last == 0 || last > tagSize && (last-tagSize)%bucketSize == 0
}

// pad puts the length before a text and zeros after it, up to a whole bucket.
func pad(text []byte) []byte {
	size := prefixSize + len(text)
	size += (bucketSize - size%bucketSize) % bucketSize
	out := make([]byte, size)
	binary.BigEndian.PutUint32(out, uint32(len(text)))
	copy(out[prefixSize:], text)
	return out
}

// unpad undoes pad, and takes nothing that pad did not make.
func unpad(padded []byte) ([]byte, error) {
	if len(padded) < bucketSize || len(padded)%bucketSize != 0 {
		return nil, ErrBroken
	}
	n, rest := uint64(binary.BigEndian.Uint32(padded)), padded[prefixSize:]
	if n > uint64(len(rest)) || uint64(len(rest))-n >= bucketSize {
		return nil, ErrBroken
	}
	for _, b := range rest[n:] {
		if b != 0 {
			return nil, ErrBroken
		}
	}
	return rest[:n:n], nil
}

// Reseal seals what is in a blob to other recipients: for new keys. When one of
// the identities belongs to the new recipients, the new blob is opened and
// compared with the old one, and verified is true. Otherwise nobody here can
// open it, and verified is false: keep the old blob until somebody did.
//
// Reseal can't tell a forged blob from a true one. Check its MAC before, and
// make a new MAC for what comes out; both take the desk's key.
func Reseal(blob []byte, to Recipients, identities ...Identity) (sealed []byte, bucket int, verified bool, err error) {
	text, err := Open(blob, identities...)
	if err != nil {
		return nil, 0, false, err
	}
	sealed, bucket, err = to.Seal(text)
	if err != nil {
		return nil, 0, false, err
	}
	for _, id := range identities {
		if _, ok := to.NameOf(id); !ok {
			continue
		}
		again, err := Open(sealed, id)
		if err != nil || !bytes.Equal(text, again) {
			return nil, 0, false, errors.New("seal: the record that was sealed again does not open as the old one does: keep the old one")
		}
		verified = true
	}
	return sealed, bucket, verified, nil
}
