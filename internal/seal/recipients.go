package seal

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"filippo.io/age"
)

// Recipients are the public keys that records are sealed to. The zero value
// seals nothing. They never change, and may be used from many goroutines.
type Recipients struct {
	keys        []publicKey
	sum         [sha256.Size]byte
	print       string // of the keys
	development bool
}

type publicKey struct {
	name string // from the comment before it
	text string // as age writes it
	line int
	age  age.Recipient
}

func (k publicKey) hybrid() bool { return strings.HasPrefix(k.text, hybridPrefix) }

const (
	hybridPrefix     = "age1pq1"
	classicPrefix    = "age1"
	secretPrefix     = "AGE-SECRET-KEY-"
	developmentLine  = "# development only"
	mostRecipients   = 64      // keys in one file; each makes every record larger
	mostRecipientsKB = 1 << 10 // size of the file
)

// ParseRecipients reads a recipients file. The error names every wrong line,
// as in "recipients.txt:3: …", and says what to do.
func ParseRecipients(name string, src []byte) (Recipients, error) {
	r := Recipients{sum: sha256.Sum256(src)}
	if len(src) > mostRecipientsKB<<10 {
		return Recipients{}, fmt.Errorf("%s: this is no recipients file: it is larger than %d kB", name, mostRecipientsKB)
	}
	var wrong []error
	refuse := func(line int, format string, args ...any) {
		wrong = append(wrong, fmt.Errorf("%s:%d: %s", name, line, fmt.Sprintf(format, args...)))
	}
	comment := ""
	for i, text := range strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n") {
		text = strings.TrimSpace(text)
		said, isComment := strings.CutPrefix(text, "#")
		switch {
		case text == "":
		case i == 0 && strings.EqualFold(text, developmentLine):
			r.development = true
		case isComment:
			comment = strings.TrimSpace(said)
		default:
			key, err := parseKey(text)
			key.name, key.line = comment, i+1
			if err == nil {
				err = r.fits(key)
			}
			if err != nil {
				refuse(i+1, "%v", err)
			} else {
				r.keys = append(r.keys, key)
			}
			comment = ""
		}
	}
	if len(r.keys) == 0 && len(wrong) == 0 {
		refuse(1, "there is no key in this file, so nothing could be sealed: make one with partake keys new --recipients %s", name)
	}
	if len(wrong) > 0 {
		return Recipients{}, errors.Join(wrong...)
	}
	r.print = r.fingerprint()
	return r, nil
}

// parseKey reads one public key. Its errors do not quote the line: it could be
// a secret that was pasted into the wrong file.
func parseKey(text string) (publicKey, error) {
	var r age.Recipient
	var err error
	switch {
	case strings.HasPrefix(strings.ToUpper(text), secretPrefix):
		return publicKey{}, errors.New("this is a secret key, and whoever sees this file can now open what people sent: " +
			"take the line out, make a new pair with partake keys new, and stop using this one")
	case strings.HasPrefix(text, hybridPrefix):
		r, err = age.ParseHybridRecipient(text)
	case strings.HasPrefix(text, classicPrefix):
		r, err = age.ParseX25519Recipient(text)
	default:
		return publicKey{}, errors.New("this is no public key: a key is one line that starts with age1; a name before it starts with #")
	}
	if err == nil {
		_, err = r.Wrap(make([]byte, 16)) // a key to which nothing can be sealed
	}
	if err != nil {
		return publicKey{}, errors.New("this public key is mistyped, cut short or of a kind that Partake does not know: copy the whole line again")
	}
	return publicKey{text: fmt.Sprint(r), age: r}, nil
}

// fits says why a key can't stand beside those before it.
func (r Recipients) fits(key publicKey) error {
	for _, other := range r.keys {
		if other.text == key.text {
			return fmt.Errorf("this key is on line %d already: take one of them out", other.line)
		}
		if other.hybrid() != key.hybrid() {
			return fmt.Errorf("this key is %s and that on line %d is %s: the two kinds can't be in one file, "+
				"because the weaker would undo the stronger. Make a new key of the other kind (partake keys new, with or without --x25519)",
				kindOf(key), other.line, kindOf(other))
		}
	}
	if len(r.keys) == mostRecipients {
		return fmt.Errorf("there are more than %d keys: two are enough, one for the team and one for recovery", mostRecipients)
	}
	return nil
}

func kindOf(k publicKey) string {
	if k.hybrid() {
		return "post-quantum"
	}
	return "X25519"
}

// Len is how many keys there are.
func (r Recipients) Len() int { return len(r.keys) }

// Names are the names of the keys in the order of the file; "" for a key
// without a comment.
func (r Recipients) Names() []string {
	var out []string
	for _, k := range r.keys {
		out = append(out, k.name)
	}
	return out
}

// Development says whether the file is for trying things out only.
func (r Recipients) Development() bool { return r.development }

// PostQuantum says whether the keys withstand a quantum computer.
func (r Recipients) PostQuantum() bool { return len(r.keys) > 0 && r.keys[0].hybrid() }

// NameOf says whether an identity belongs to one of the keys, and to which.
func (r Recipients) NameOf(id Identity) (name string, ok bool) {
	for _, k := range r.keys {
		if id.secret != nil && k.text == id.public {
			return k.name, true
		}
	}
	return "", false
}

// Fingerprint names the set of keys in 16 characters. Order, names and comments
// do not change it.
func (r Recipients) Fingerprint() string { return r.print }

func (r Recipients) fingerprint() string {
	var keys []string
	for _, k := range r.keys {
		keys = append(keys, k.text)
	}
	return fingerprint(keys...)
}

func fingerprint(keys ...string) string {
	slices.Sort(keys)
	sum := sha256.Sum256([]byte(strings.Join(keys, "\n")))
	return hex.EncodeToString(sum[:8])
}

// SHA256 is the pin: the checksum of the file, byte for byte, in 64 characters.
func (r Recipients) SHA256() string { return hex.EncodeToString(r.sum[:]) }

// CheckPin compares the file with the pin that the operator set.
func (r Recipients) CheckPin(pin string) error {
	if subtle.ConstantTimeCompare([]byte(strings.ToLower(strings.TrimSpace(pin))), []byte(r.SHA256())) == 1 {
		return nil
	}
	return errors.New("the recipients file is not the one that was pinned: find out who changed it and why. " +
		"If the change is right, set PARTAKE_RECIPIENTS_SHA256 to what partake keys pin prints")
}

func (r Recipients) ageRecipients() []age.Recipient {
	out := make([]age.Recipient, len(r.keys))
	for i, k := range r.keys {
		out[i] = k.age
	}
	return out
}

// Add returns the text of a recipients file with one more key at its end. The
// result parses, or there is an error.
func Add(file string, src []byte, name string, id Identity) ([]byte, error) {
	switch {
	case strings.TrimSpace(name) == "" || strings.ContainsAny(name, "\r\n") || len(name) > 200:
		return nil, errors.New("the name of a key is one line of text")
	case strings.EqualFold("# "+strings.TrimSpace(name), developmentLine):
		return nil, errors.New(`a key can't be called "development only": that marks a whole file`)
	}
	out := slices.Clone(src)
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	out = fmt.Appendf(out, "# %s\n%s\n", strings.TrimSpace(name), id.public)
	r, err := ParseRecipients(file, out)
	if err != nil {
		return nil, err
	}
	names := r.Names()
	if slices.Contains(names[:len(names)-1], strings.TrimSpace(name)) {
		return nil, fmt.Errorf("%s has a key called %q already", file, strings.TrimSpace(name))
	}
	return out, nil
}
