package seal

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// canaryStart is how a canary starts. Answers are JSON and start with a brace.
const canaryStart = "partake canary v1"

// ErrNoCanary means that a record opens and is no canary of these recipients.
var ErrNoCanary = errors.New("the test record opens and is not one that was made for these keys")

// NewCanary seals a record that says nothing about anybody: the desk makes one
// when it starts, and the team opens it every week. As long as it opens, so
// does what people send.
func NewCanary(r Recipients, made time.Time) ([]byte, error) {
	blob, _, err := r.Seal([]byte(strings.Join([]string{canaryStart, r.Fingerprint(), made.UTC().Format(time.RFC3339)}, "\n")))
	return blob, err
}

// CheckCanary opens a canary, and says when it was made. The error is that of
// Open, or ErrNoCanary.
func CheckCanary(blob []byte, r Recipients, identities ...Identity) (made time.Time, err error) {
	text, err := Open(blob, identities...)
	if err != nil {
		return time.Time{}, fmt.Errorf("the test record: %w", err)
	}
	part := strings.Split(string(text), "\n")
	if len(part) != 3 || part[0] != canaryStart || part[1] != r.Fingerprint() {
		return time.Time{}, ErrNoCanary
	}
	made, err = time.Parse(time.RFC3339, part[2])
	if err != nil {
		return time.Time{}, ErrNoCanary
	}
	return made, nil
}
