package store

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/partake/internal/intake"
)

// longest is how long an unsealed value may be, in bytes.
const longest = 200

// unsealed finds what may not be stored as it is.
func unsealed(r intake.Record, mails []intake.Mail) error {
	for _, s := range []shape{
		{"reference", isWord(r.Reference)},
		{"form", isID(r.Form)},
		{"opportunity", r.Opportunity == "" || isID(r.Opportunity)},
		{"state", isState(r.State)},
		{"flags", !slices.ContainsFunc(r.Flags, isNoWord)},
		{"id", r.ID != [16]byte{}},
		{"nonce", r.Nonce != [32]byte{}},
		{"answers", r.Answers != [32]byte{}},
		{"mails", !slices.ContainsFunc(mails, isClear)},
		{"blob or its keys", isSealed(r)},
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

func isState(s intake.State) bool { return slices.Contains(intake.States(), s) }

// isSealed: what is readable text was never sealed.
func isSealed(r intake.Record) bool {
	return isWord(r.Keys) && r.Seal != [32]byte{} && !utf8.Valid(r.Blob)
}

func isClear(m intake.Mail) bool {
	known := m.Kind == intake.ToTeam || m.Kind == intake.Confirmation
	return !known || m.ID == [16]byte{} || m.Address != nil && utf8.Valid(m.Address)
}

// isWord is for references, flags, fingerprints, roles and reasons.
func isWord(s string) bool {
	return s != "" && len(s) <= longest && !strings.ContainsFunc(s, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.:/", r)
	})
}

func isNoWord(s string) bool { return !isWord(s) }

// isID is for what a site names, after its files: with spaces and apostrophes.
func isID(s string) bool {
	return s != "" && len(s) <= longest && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || strings.ContainsRune("@<>\"", r)
	})
}
