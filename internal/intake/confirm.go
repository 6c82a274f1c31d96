package intake

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"time"

	"golang.org/x/net/idna"

	"example.org/partake/internal/form"
)

// confirmation is the mail that tells a person that we have got their answers,
// or none: it goes to people who asked for email, and never because of a record
// that may be spam, or anybody could make us write to a stranger.
func (d *Desk) confirmation(r Record, a form.Answers) ([]Mail, error) {
	to, ok := Mailbox(a.Value("contact_email"))
	if !d.Confirm || !ok || a.Value("reply_by") != "email" || len(r.Flags) > 0 {
		return nil, nil
	}
	m := Mail{Kind: Confirmation}
	if _, err := io.ReadFull(d.Random, m.ID[:]); err != nil {
		return nil, fmt.Errorf("make id: %w", err)
	}
	var err error
	m.Address, err = d.Keys.HideAddress(d.Random, m.ID, to)
	return []Mail{m}, err
}

// Mailbox reads an address to which a mail may go: one bare address as every
// server takes it, or nothing. Lists, groups, names, quotes, comments and line
// breaks are refused, and so are letters outside of ASCII before the @, which
// few servers take. Those after it are written as servers know them.
func Mailbox(text string) (string, bool) {
	local, domain, _ := strings.Cut(text, "@")
	domain, err := idna.Lookup.ToASCII(domain)
	bare := local + "@" + domain
	if err != nil || !strings.Contains(domain, ".") || len(local) > 64 || len(bare) > 254 {
		return "", false
	}
	// Whatever an address may hold beside atoms and dots, it isn't in here.
	if strings.ContainsFunc(bare, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),:;<>[\]`, r) }) {
		return "", false
	}
	a, err := mail.ParseAddress(bare)
	return bare, err == nil && a.Address == bare && a.Name == ""
}

var errAddress = errors.New("not an address that this desk hid")

// HideAddress encrypts the address of a confirmation. It opens again only
// together with the id of its mail.
func (k Keys) HideAddress(random io.Reader, id [16]byte, address string) ([]byte, error) {
	box, err := k.addresses()
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, box.NonceSize())
	if _, err := io.ReadFull(random, nonce); err != nil {
		return nil, fmt.Errorf("hide address: %w", err)
	}
	return box.Seal(nonce, nonce, pad(address), id[:]), nil
}

// OpenAddress is the address that HideAddress hid.
func (k Keys) OpenAddress(id [16]byte, hidden []byte) (string, error) {
	box, err := k.addresses()
	if err != nil {
		return "", err
	}
	if len(hidden) < box.NonceSize() {
		return "", errAddress
	}
	plain, err := box.Open(nil, hidden[:box.NonceSize()], hidden[box.NonceSize():], id[:])
	if err != nil {
		return "", errAddress
	}
	return strings.TrimRight(string(plain), "\x00"), nil
}

// pad makes all addresses equally long, as far as they may be.
func pad(address string) []byte {
	out := make([]byte, max(256, len(address)))
	copy(out, address)
	return out
}

func (k Keys) addresses() (cipher.AEAD, error) {
	key, err := hkdf.Expand(sha256.New, k.address, "partake desk v1 mail", 32)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("address key: %w", err)
	}
	return cipher.NewGCM(block)
}

// LimitAddress is the name under which the mails to an address are counted: a
// MAC that changes every day. Ways to write an address that many providers
// deliver to the same person are one: capitals, dots, and what follows a plus.
func (k Keys) LimitAddress(address string, now time.Time) []byte {
	local, domain, _ := strings.Cut(strings.ToLower(address), "@")
	local, _, _ = strings.Cut(local, "+")
	sum := mac(k.address, []byte("mail"), []byte(now.UTC().Format(time.DateOnly)), []byte(strings.ReplaceAll(local, ".", "")), []byte(domain))
	return sum[:16]
}
