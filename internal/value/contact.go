package value

import (
	"net/mail"
	"strings"

	"example.org/partake/internal/frontmatter"
)

// Contact is a person to talk to.
type Contact struct {
	// Person is the id of a person's page, in place of everything else.
	Person string `yaml:"-"`
	// Name is what callers ask for.
	Name string `yaml:"name" must:"true" line:"true" eg:"\"Sam Rowe\""`
	// Role is the person's job.
	Role string `yaml:"role" line:"true" eg:"\"Involvement officer\""`
	// Phone is the number with its area code.
	Phone Phone `yaml:"phone" asked:"HRA D" eg:"\"01632 960123\""`
	// Email is the address that people write to.
	Email Email `yaml:"email" asked:"HRA D" eg:"sam.rowe@example.org"`
	// Post is the address for letters.
	Post string `yaml:"post" eg:"\"Involvement team, 1 Market Cross, Northgate\""`
	// TextRelay is the number for Relay UK.
	TextRelay Phone `yaml:"text_relay" eg:"\"18001 01632 960123\""`
	// Hours says when somebody answers.
	Hours string `yaml:"hours" line:"true" eg:"\"Monday to Friday, 9am to 5pm\""`
}

// UnmarshalValue reads a person's id or the keys.
func (c *Contact) UnmarshalValue(v frontmatter.Value) error {
	if id, ok := v.Scalar(); ok {
		c.Person = id
		return nil
	}
	type keys Contact // without this method
	return v.Into((*keys)(c))
}

// Phone is a telephone number as people write it.
type Phone string

// UnmarshalText accepts figures, spaces, brackets, hyphens, a plus and "ext".
func (p *Phone) UnmarshalText(text []byte) error {
	s := string(text)
	number, _, _ := strings.Cut(strings.ToLower(s), "ext")
	digits := 0
	for _, r := range number {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune(" +()-", r):
			return &frontmatter.Mistake{Message: "is not a phone number: " + s, Hint: "write it as 01632 960123"}
		}
	}
	if digits < 3 || digits > 20 {
		return &frontmatter.Mistake{Message: "is not a phone number: " + s, Hint: "write it with its area code: 01632 960123"}
	}
	*p = Phone(s)
	return nil
}

// URL is the number as a tel: link.
func (p Phone) URL() string {
	number, _, _ := strings.Cut(strings.ToLower(string(p)), "ext")
	keep := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, strings.ReplaceAll(number, "(0)", ""))
	if keep == "" {
		return ""
	}
	return "tel:" + keep
}

// Email is an address to write to.
type Email string

// UnmarshalText accepts a bare address only.
func (e *Email) UnmarshalText(text []byte) error {
	s := string(text)
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || !strings.Contains(s[strings.LastIndexByte(s, '@')+1:], ".") {
		return &frontmatter.Mistake{Message: "is not an email address: " + s, Hint: "write it as name@example.org"}
	}
	*e = Email(s)
	return nil
}
