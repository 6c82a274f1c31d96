package intake

import (
	"fmt"
	"io"
	"strings"
)

// signs are those of a reference: no vowels, so that none spells a word, and
// none that looks or sounds like another (0 and O, 1 and L).
const signs = "23456789BCDFGHJKMNPQRSTVWXYZ"

// NewReference makes a reference for people: "7KM4-2PXR". A store may have it
// already; then make another.
func NewReference(random io.Reader) (string, error) {
	var out []byte
	var b [1]byte
	for len(out) < 8 {
		if _, err := io.ReadFull(random, b[:]); err != nil {
			return "", fmt.Errorf("make reference: %w", err)
		}
		if n := int(b[0]); n < 256/len(signs)*len(signs) { // or the first signs would come more often
			out = append(out, signs[n%len(signs)])
		}
	}
	return string(out[:4]) + "-" + string(out[4:]), nil
}

// ParseReference reads a reference as people type it: with or without the
// hyphen, in small letters, with spaces.
func ParseReference(text string) (string, bool) {
	plain := strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' || r == '\u00a0' || r == '–' {
			return -1
		}
		return r
	}, strings.ToUpper(strings.TrimSpace(text)))
	if len(plain) != 8 || strings.Trim(plain, signs) != "" {
		return "", false
	}
	return plain[:4] + "-" + plain[4:], true
}
