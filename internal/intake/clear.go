package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrClear means that a value is not of the kind that may be stored unsealed.
var ErrClear = errors.New("not an identifier")

// longest is how long an unsealed value may be, in bytes.
const longest = 200

// Unsealed finds what may not be stored as it is.
func Unsealed(r Record, mails []Mail) error {
	for _, s := range []shape{
		{"reference", IsWord(r.Reference)},
		{"form", IsID(r.Form)},
		{"opportunity", r.Opportunity == "" || IsID(r.Opportunity)},
		{"state", IsState(r.State)},
		{"flags", !slices.ContainsFunc(r.Flags, isNoWord)},
		{"id", r.ID != [16]byte{}},
		{"nonce", r.Nonce != [32]byte{}},
		{"answers", r.Answers != [32]byte{}},
		{"mails", !slices.ContainsFunc(mails, isClear)},
		{"blob or its keys", IsSealed(r)},
	} {
		if !s.ok {
			return fmt.Errorf("%w: %s", ErrClear, s.name)
		}
	}
	return nil
}

type shape struct {
	name string
	ok   bool
}

// IsState says whether a state is one of the six.
func IsState(s State) bool { return slices.Contains(States(), s) }

// IsSealed says whether a record looks sealed: what is readable text was never sealed.
func IsSealed(r Record) bool {
	return IsWord(r.Keys) && r.Seal != [32]byte{} && !utf8.Valid(r.Blob)
}

func isClear(m Mail) bool {
	known := m.Kind == ToTeam || m.Kind == Confirmation
	return !known || m.ID == [16]byte{} || m.Address != nil && utf8.Valid(m.Address)
}

// IsWord is for references, flags, fingerprints, roles and reasons.
func IsWord(s string) bool {
	return s != "" && len(s) <= longest && !strings.ContainsFunc(s, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.:/", r)
	})
}

func isNoWord(s string) bool { return !IsWord(s) }

// IsID is for what a site names, after its files: with spaces and apostrophes.
func IsID(s string) bool {
	return s != "" && len(s) <= longest && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || strings.ContainsRune("@<>\"", r)
	})
}
