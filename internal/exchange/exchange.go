// Package exchange brings sealed records from the desk to the team's machines, and
// what the team does with them from one machine to the others. It is both ends of
// that line: a Handler for the server, a Client for the team.
//
// # What goes over the line
//
// Only what the desk may read anyway: sealed answers with their clear columns.
// The team's secret key never leaves their machine, and the database is never
// opened to it. Everything is below Prefix and needs the team's token, as in
// "Authorization: Bearer TOKEN". There are no cookies.
//
//	GET  /api/desk/records?after=N      new records, a page of JSON lines; &all=1 for those the team has too
//	GET  /api/desk/held                 places and references of all records
//	POST /api/desk/pulled               references that are safe with the team: ["7KM4-2PXR", …]
//	GET  /api/desk/forms                forms, and the titles of opportunities
//	GET  /api/desk/steps                ids of all that the team did (package casework), with those of their records
//	POST /api/desk/fetch                ids of steps → the steps
//	POST /api/desk/steps                steps to keep → the ids of those whose record is not there
//	GET  /api/desk/erased               what was erased because somebody asked: reference, day, reason, role
//	POST /api/desk/erased               what the team erased
//	GET  /api/desk/stats                how many records and mails there are
//	GET  /api/desk/canary               a sealed test record, to see whether the team's key still fits
//
// # Nothing is missed, nothing comes twice
//
// A record stays new until the team says that it is safe on their disk. A line
// that breaks at any byte therefore repeats records and loses none, and whoever
// takes a repeated one knows it by its id (TestCut). The number in after only
// leads through one pull: each pull begins at 0, because in PostgreSQL a lower
// number may become visible after a higher one. What one computer of the team pulled
// is new no longer: another sees from held what it lacks, and fetches that.
//
// A page ends with a line that says so, so that one which was cut is never
// taken for a whole one.
//
// Steps are never changed and known by their ids, so each end sends the other what
// it lacks, in any order and as often as one likes. The desk reads no note: they are
// sealed to the team. An erasure wins over everything, since nothing is kept for a
// record that has a tombstone.
//
// # Forged records
//
// The desk checks the MAC of each record before it sends it. One that it did not
// store itself, or that was changed or moved since, is named by its reference
// and stays where it is; the others go on. The team's machine can't check the
// MAC, as it has no key of the desk: it relies on the desk and on TLS.
//
// # The token
//
// Whoever has it can fetch sealed records and mark them as fetched, say how far
// the team is with them, and erase them. They can read none of them, and change
// none. So the token is worth as much as a backup is old: keep both well.
//
// The server keeps the SHA-256 of the token only, and compares in constant time. A
// wrong one is 401 before anything else is looked at; where no token is set there
// is nothing at these addresses (404).
package exchange

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"example.org/partake/internal/form"
	"example.org/partake/internal/intake"
)

// Prefix is where the addresses of this room begin.
const Prefix = "/api/desk/"

// The limits of a page: about as many records as the store reads at a time, and
// few enough bytes for a slow line.
const (
	pageRecords = 500
	pageBytes   = 4 << 20
)

// minToken is the shortest token, in characters.
const minToken = 32

// NewToken makes a token of 256 random bits.
func NewToken(random io.Reader) (string, error) {
	b := make([]byte, 32)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("make a token: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

// HashToken is how a server keeps a token: its SHA-256 in hexadecimal. The error
// never shows the token.
func HashToken(token string) (string, error) {
	if err := checkToken(token); err != nil {
		return "", err
	}
	return hash(token), nil
}

// checkToken refuses a token that is easy to guess or that no header can carry.
func checkToken(token string) error {
	if len(token) < minToken {
		return fmt.Errorf("the token has %d characters: it needs at least %d random ones, as partake keys token makes them", len(token), minToken)
	}
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("the token has spaces or signs in it that it can't have: make one with partake keys token")
	}
	return nil
}

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Words say in words what records name by ids.
type Words struct {
	Forms  []form.Form       `json:"forms"`
	Titles map[string]string `json:"titles"` // of opportunities, by id

	// Closes are the days on which opportunities close, 0 for never.
	Closes map[string]intake.Day `json:"closes"`
}

// Held is a record that the desk has, and its place there, for after.
type Held struct {
	Sequence  int64  `json:"sequence"`
	Reference string `json:"reference"`
}

// line is a line of a page. It has one of its parts.
type line struct {
	Record *row   `json:"record,omitempty"`
	Forged string `json:"forged,omitempty"` // reference of a record that the desk did not store
	End    *end   `json:"end,omitempty"`
}

// end is the last line of a page.
type end struct {
	Next int64 `json:"next"` // for after
	More bool  `json:"more"`
}

// row is a record on its way.
type row struct {
	Sequence    int64        `json:"sequence"`
	ID          []byte       `json:"id"`
	Reference   string       `json:"reference"`
	Form        string       `json:"form"`
	Opportunity string       `json:"opportunity,omitempty"`
	Received    intake.Day   `json:"received"`
	Expires     intake.Day   `json:"expires"`
	State       intake.State `json:"state"`
	Flags       []string     `json:"flags,omitempty"`
	Keys        string       `json:"keys"`
	Seal        []byte       `json:"seal"`
	Size        int          `json:"size"`
	Blob        []byte       `json:"blob"`
}

func rowOf(r intake.Record) *row {
	return &row{
		Sequence: r.Sequence, ID: r.ID[:], Reference: r.Reference, Form: r.Form, Opportunity: r.Opportunity, Received: r.Received, Expires: r.Expires,
		State: r.State, Flags: r.Flags, Keys: r.Keys, Seal: r.Seal[:], Size: r.Size, Blob: r.Blob,
	}
}

// record is what a row was made of. A part of another length is an error of
// whoever wrote it.
func (x *row) record() (intake.Record, error) {
	r := intake.Record{
		Sequence: x.Sequence, Reference: x.Reference, Form: x.Form, Opportunity: x.Opportunity, Received: x.Received, Expires: x.Expires,
		State: x.State, Flags: x.Flags, Keys: x.Keys, Size: x.Size, Blob: x.Blob,
	}
	if copy(r.ID[:], x.ID) != len(x.ID) || len(x.ID) != len(r.ID) || len(x.Seal) != len(r.Seal) {
		return intake.Record{}, errForeign
	}
	copy(r.Seal[:], x.Seal)
	return r, nil
}

var errForeign = errors.New("this is not the answer of a Partake desk")

// counts are store.Stats on the way.
type counts struct {
	States  map[intake.State]int `json:"states"`
	Waiting int                  `json:"waiting"`
	Failed  int                  `json:"failed"`
	Oldest  int64                `json:"oldest,omitempty"` // seconds since 1970
}
