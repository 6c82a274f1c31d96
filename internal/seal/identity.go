package seal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"filippo.io/age"
)

// Identity is a secret key. It prints as its fingerprint, never as itself; its
// secret leaves only through File and Sheet. Both functions keep the secret out
// of reach of fmt, which prints the fields of a struct inside another.
type Identity struct {
	public string
	secret func() age.Identity
	text   func() string
}

// NewIdentity makes a post-quantum key pair.
func NewIdentity() (Identity, error) {
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		return Identity{}, fmt.Errorf("make a key pair: %w", err)
	}
	return hybrid(id), nil
}

// NewX25519Identity makes a key pair of the older kind: for teams whose other
// programs do not know the newer.
func NewX25519Identity() (Identity, error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return Identity{}, fmt.Errorf("make a key pair: %w", err)
	}
	return classic(id), nil
}

func hybrid(id *age.HybridIdentity) Identity {
	return Identity{id.Recipient().String(), func() age.Identity { return id }, id.String}
}

func classic(id *age.X25519Identity) Identity {
	return Identity{id.Recipient().String(), func() age.Identity { return id }, id.String}
}

// Public is the public key.
func (id Identity) Public() string { return id.public }

// Fingerprint names the public key in 16 characters. It is that of a recipients
// file with this key alone.
func (id Identity) Fingerprint() string { return fingerprint(id.public) }

// Format prints the fingerprint for every verb, so that no log holds a secret.
func (id Identity) Format(w fmt.State, _ rune) {
	io.WriteString(w, "identity "+id.Fingerprint()) //nolint:errcheck // fmt keeps its own errors
}

// mostIdentityBytes is the size of an identity file.
const mostIdentityBytes = 1 << 16

// ReadIdentities reads the secret keys in a file. A file that others on this
// computer may read is refused.
func ReadIdentities(file string) ([]Identity, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("the identity: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("the identity: %w", err)
	}
	if info.Mode().IsRegular() && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s: others on this computer may read this secret key (mode %04o): "+
			"say chmod 600 %[1]s, and make new keys if somebody could have copied it", file, info.Mode().Perm())
	}
	src, err := io.ReadAll(io.LimitReader(f, mostIdentityBytes+1))
	if err != nil {
		return nil, fmt.Errorf("the identity: %w", err)
	}
	return ParseIdentities(file, src)
}

// ParseIdentities reads the secret keys in a text. Lines that start with # are
// skipped. A key may be typed in from its printed sheet: spaces, line breaks and
// small letters do no harm. No error quotes the text.
func ParseIdentities(name string, src []byte) ([]Identity, error) {
	if len(src) > mostIdentityBytes {
		return nil, fmt.Errorf("%s: this is no identity file: it is too large", name)
	}
	var lines []int // where each key starts
	var texts []string
	for i, line := range strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		text := strings.ToUpper(strings.Join(strings.Fields(line), ""))
		switch {
		case text == "":
		case strings.HasPrefix(text, secretPrefix):
			lines, texts = append(lines, i+1), append(texts, text)
		case len(texts) > 0:
			texts[len(texts)-1] += text
		case strings.HasPrefix(text, strings.ToUpper(classicPrefix)):
			return nil, fmt.Errorf("%s:%d: this is a public key, which opens nothing: the secret key starts with %s", name, i+1, secretPrefix)
		default:
			return nil, fmt.Errorf("%s:%d: this is no secret key: it starts with %s", name, i+1, secretPrefix)
		}
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("%s: there is no secret key in this file: it is a line that starts with %s", name, secretPrefix)
	}
	var out []Identity
	for i, text := range texts {
		id, err := parseIdentity(text)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, lines[i], err)
		}
		out = append(out, id)
	}
	return out, nil
}

func parseIdentity(text string) (Identity, error) {
	if id, err := age.ParseHybridIdentity(text); err == nil {
		return hybrid(id), nil
	}
	if id, err := age.ParseX25519Identity(text); err == nil {
		return classic(id), nil
	}
	return Identity{}, errors.New("this secret key is mistyped or not whole: compare it with the printed sheet letter by letter")
}

// File is the text of an identity file. It holds the secret.
func (id Identity) File(name string, made time.Time) []byte {
	return fmt.Appendf(nil, `# Secret key of Partake for: %s
# Made: %s. It opens what people sent. Never send, share or commit this file.
# public key: %s
%s
`, name, made.UTC().Format(time.DateOnly), id.public, id.text())
}
