package mail

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/mail"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"
)

// trick is what a server does at a verb instead of going on. Greet is the time
// before the first one, and "." the end of a mail.
type trick struct {
	verb  string
	does  string // hang, close, lose (takes the mail and hangs up before the 250), or a code
	times int    // 0 is always
}

// got is a mail that a server took.
type got struct {
	from string
	to   []string
	*mail.Message
	body string
}

// server is a mail server that does as it is told.
type server struct {
	net.Listener
	roots *x509.CertPool
	cert  tls.Certificate

	mu     sync.Mutex
	safe   Safety
	login  string
	tricks []trick
	mails  []got
	logins int
	bad    []string // mails that no program can read
}

// rude is what the server says when it refuses: servers repeat addresses.
const rude = "5.1.1 CANARY <amina.canary@example.org> is not welcome"

const rightLogin = "\x00desk\x00CANARY-password"

func newServer(t *testing.T) *server {
	t.Helper()
	s := &server{safe: StartTLS, login: rightLogin}
	s.cert, s.roots = certificate(t)
	var err error
	if s.Listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	go func() {
		for {
			conn, err := s.Accept()
			if err != nil {
				return
			}
			go s.serve(conn)
		}
	}()
	return s
}

// certificate makes one that only its own pool trusts.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(made)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func (s *server) play(tricks ...trick) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tricks = tricks
}

// be sets how the server encrypts, and the name and password that it takes.
func (s *server) be(safe Safety, login string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.safe, s.login = safe, login
}

func (s *server) settings() (Safety, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.safe, s.login
}

func (s *server) taken() []got {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]got{}, s.mails...)
}

// does says what to do at a verb, "" to go on.
func (s *server) does(verb string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.tricks {
		k := &s.tricks[i]
		if k.verb != verb || k.times < 0 {
			continue
		}
		if k.times > 0 {
			if k.times--; k.times == 0 {
				k.times = -1
			}
		}
		return k.does
	}
	return ""
}

// talk is one connection.
type talk struct {
	*server
	net.Conn
	r    *bufio.Reader
	tls  bool
	mail got
	open bool // a mail was begun: another has to wait for its end, or for RSET
}

func (s *server) serve(conn net.Conn) {
	defer conn.Close()
	k := &talk{server: s, Conn: conn}
	if safe, _ := s.settings(); safe == TLS {
		k.Conn, k.tls = tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{s.cert}}), true
	}
	k.r = bufio.NewReader(k.Conn)
	if !k.answer("greet", "220 here") {
		return
	}
	for {
		text, err := k.r.ReadString('\n')
		if err != nil {
			return
		}
		text = strings.TrimRight(text, "\r\n")
		verb, rest, _ := strings.Cut(text, " ")
		if !k.hear(strings.ToUpper(verb), rest) {
			return
		}
	}
}

// answer says the usual, or plays a trick. It says whether to go on.
func (k *talk) answer(verb, usual string) bool {
	switch does := k.does(verb); does {
	case "":
		return k.say(usual)
	case "hang":
		io.Copy(io.Discard, k.r)
		return false
	case "close", "lose":
		return false
	case "421":
		k.say(does + " 4.3.2 going down")
		return false
	default:
		return k.say(does + " " + rude)
	}
}

func (k *talk) say(text string) bool {
	_, err := io.WriteString(k.Conn, strings.ReplaceAll(text, "\n", "\r\n")+"\r\n")
	return err == nil
}

func (k *talk) hear(verb, rest string) bool {
	switch verb {
	case "EHLO", "HELO":
		return k.answer("EHLO", k.welcome())
	case "STARTTLS":
		return k.secure()
	case "AUTH":
		return k.auth(rest)
	case "MAIL":
		if k.open {
			return k.say("503 5.5.1 one after the other")
		}
		k.mail, k.open = got{from: rest}, true
		return k.answer(verb, "250 ok")
	case "RCPT":
		k.mail.to = append(k.mail.to, rest)
		return k.answer(verb, "250 ok")
	case "DATA":
		return k.data()
	case "QUIT":
		k.answer(verb, "221 bye")
		return false
	case "RSET":
		k.open = false
		return k.answer(verb, "250 ok")
	}
	return k.say("500 what?")
}

func (k *talk) welcome() string {
	out := "250-here\n250-8BITMIME\n"
	if safe, _ := k.settings(); !k.tls && safe != NoTLS {
		return out + "250-STARTTLS\n250 ENHANCEDSTATUSCODES"
	}
	return out + "250-AUTH PLAIN LOGIN\n250 ENHANCEDSTATUSCODES"
}

func (k *talk) secure() bool {
	does := k.does("STARTTLS")
	if does != "" {
		k.play(trick{verb: "STARTTLS", does: does})
		return k.answer("STARTTLS", "")
	}
	if !k.say("220 go on") {
		return false
	}
	k.Conn, k.tls = tls.Server(k.Conn, &tls.Config{Certificates: []tls.Certificate{k.cert}}), true
	k.r = bufio.NewReader(k.Conn)
	return true
}

func (k *talk) auth(rest string) bool {
	_, secret, _ := strings.Cut(rest, " ")
	said, err := base64.StdEncoding.DecodeString(secret)
	_, login := k.settings()
	k.mu.Lock()
	k.logins++
	k.mu.Unlock()
	if err != nil || string(said) != login {
		return k.say("535 5.7.8 wrong: " + string(said))
	}
	return k.answer("AUTH", "235 welcome")
}

func (k *talk) data() bool {
	switch does := k.does("DATA"); does {
	case "":
	case "hang":
		io.Copy(io.Discard, k.r)
		return false
	case "close":
		return false
	default:
		return k.say(does + " " + rude)
	}
	if !k.say("354 go on") {
		return false
	}
	text, err := io.ReadAll(textproto.NewReader(k.r).DotReader())
	if err != nil {
		return false
	}
	k.open = false
	does := k.does(".")
	if does == "" || does == "lose" {
		k.keep(string(text))
	}
	switch does {
	case "":
		return k.say("250 2.0.0 mine")
	case "hang":
		io.Copy(io.Discard, k.r)
		return false
	case "close", "lose":
		return false
	}
	return k.say(does + " " + rude)
}

func (k *talk) keep(text string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	m, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		k.bad = append(k.bad, fmt.Sprintf("%v in %s", err, text))
		return
	}
	k.mail.Message, k.mail.body = m, decoded(m)
	k.mails = append(k.mails, k.mail)
}
