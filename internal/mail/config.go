package mail

import (
	"cmp"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"example.org/partake/internal/intake"
)

// Site is what a site says about its mail.
type Site struct {
	Name   string            // of the organisation
	Base   string            // address of the site, whose host ends every Message-ID
	To     string            // where the team reads its mail
	Reply  string            // where people reach the team, To if it is empty
	Titles map[string]string // of forms and opportunities, by id
	Folder string            // while a site is written: mails become files in here
}

// Config says where mail goes.
type Config struct {
	Site
	From   string
	Server Server
	Roots  *x509.CertPool // certificates that are trusted; the system's if nil
}

// Server is the mail server that takes our mail.
type Server struct {
	Host string
	Port int
	Safe Safety
	User string
	// password is a function, so that it is not printed with the rest.
	password func() string
}

// Safety is how a connection is encrypted.
type Safety string

// The ways. None is for a server on this computer.
const (
	TLS      Safety = "tls"
	StartTLS Safety = "starttls"
	NoTLS    Safety = "none"
)

// Off says that there is nowhere to send mail to.
func (c Config) Off() bool { return c.Folder == "" && c.Server.Host == "" }

// ConfigFrom reads the environment. Its errors name variables, never what is in
// them.
func ConfigFrom(env func(string) string, s Site) (Config, error) {
	c := Config{Site: s, From: env("PARTAKE_MAIL_FROM")}
	if s.Folder != "" {
		c.From = cmp.Or(c.From, "partake@"+c.host())
		c.To = cmp.Or(c.To, c.From)
	}
	c.Reply = cmp.Or(c.Reply, c.To)
	if s.Folder != "" || env("PARTAKE_SMTP") == "" {
		return c, nil
	}
	var err error
	if c.Server, err = serverFrom(env("PARTAKE_SMTP")); err != nil {
		return Config{}, err
	}
	if c.Server.password, err = passwordFrom(env, c.Server.User); err != nil {
		return Config{}, err
	}
	for _, a := range []struct {
		into *string
		name string
	}{{&c.From, "PARTAKE_MAIL_FROM"}, {&c.To, "the team's email address in site.yaml"}, {&c.Reply, "the team's email address in site.yaml"}} {
		bare, ok := intake.Mailbox(*a.into)
		if !ok {
			return Config{}, fmt.Errorf("mail needs %s: one address, such as involve@example.org", a.name)
		}
		*a.into = bare
	}
	return c, nil
}

// host is the name that our mails and our greeting carry: the site's, never that
// of the machine.
func (c Config) host() string {
	u, err := url.Parse(c.Base)
	if err != nil || net.ParseIP(u.Hostname()) != nil {
		return "localhost"
	}
	h, err := idna.Lookup.ToASCII(u.Hostname())
	if err != nil || h == "" {
		return "localhost"
	}
	return h
}

const (
	wantSMTP = "PARTAKE_SMTP must be smtps://USER@HOST:465 or smtp://USER@HOST:587"
	noSecret = "PARTAKE_SMTP holds a password, which others could read there: put it into PARTAKE_SMTP_PASSWORD or the file that PARTAKE_SMTP_PASSWORD_FILE names"
)

func serverFrom(text string) (Server, error) {
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || u.Path != "" && u.Path != "/" || u.Fragment != "" {
		return Server{}, errors.New(wantSMTP) // the library's error repeats the text
	}
	if _, has := u.User.Password(); has {
		return Server{}, errors.New(noSecret)
	}
	s := Server{Host: u.Hostname(), User: u.User.Username()}
	switch u.Scheme {
	case "smtps":
		s.Safe, s.Port = TLS, 465
	case "smtp":
		s.Safe, s.Port = StartTLS, 587
	default:
		return Server{}, errors.New(wantSMTP)
	}
	if u.Port() != "" {
		if s.Port, err = strconv.Atoi(u.Port()); err != nil || s.Port < 1 || s.Port > 65535 {
			return Server{}, errors.New(wantSMTP)
		}
	}
	return s.relaxed(u)
}

// relaxed looks at what stands after the question mark.
func (s Server) relaxed(u *url.URL) (Server, error) {
	switch q := u.RawQuery; {
	case q == "":
		return s, nil
	case q != "tls=none" || s.Safe == TLS:
		return Server{}, errors.New(wantSMTP + "; after the ? only tls=none may stand, for smtp")
	case !onThisComputer(s.Host):
		return Server{}, errors.New("PARTAKE_SMTP: tls=none is only for a server on this computer (127.0.0.1): others would read the password and the mails")
	}
	s.Safe = NoTLS
	return s, nil
}

func onThisComputer(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// passwordFrom reads the password, which a server with a user needs.
func passwordFrom(env func(string) string, user string) (func() string, error) {
	text, file := env("PARTAKE_SMTP_PASSWORD"), env("PARTAKE_SMTP_PASSWORD_FILE")
	if text != "" && file != "" {
		return nil, errors.New("PARTAKE_SMTP_PASSWORD and PARTAKE_SMTP_PASSWORD_FILE are both set: keep one")
	}
	if file != "" {
		read, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("PARTAKE_SMTP_PASSWORD_FILE: %w", err)
		}
		text = strings.TrimRight(string(read), "\r\n")
	}
	switch {
	case user == "" && text != "":
		return nil, errors.New("there is a password for mail, but PARTAKE_SMTP names no user: write smtps://USER@HOST")
	case user != "" && text == "":
		return nil, errors.New("PARTAKE_SMTP names a user: put the password into PARTAKE_SMTP_PASSWORD or the file that PARTAKE_SMTP_PASSWORD_FILE names")
	}
	return func() string { return text }, nil
}

// address is where the server is.
func (s Server) address() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }
