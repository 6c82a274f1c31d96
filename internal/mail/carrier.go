package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// carrier takes mails where they go.
type carrier interface {
	carry(ctx context.Context, m *gomail.Msg) *fault
	close()
}

func (s *Sender) carrier() carrier {
	if s.config.Folder != "" {
		return folder(s.config.Folder)
	}
	return &wire{config: s.config}
}

// folder is where mails go while a site is written: a file for each, named by
// its Message-ID, so that the same mail is one file.
type folder string

func (f folder) carry(_ context.Context, m *gomail.Msg) *fault {
	name, _, _ := strings.Cut(strings.Trim(m.GetMessageID(), "<>"), "@")
	var text strings.Builder
	_, err := m.WriteTo(&text)
	if err == nil {
		err = os.MkdirAll(string(f), 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(string(f), name+".eml"), []byte(text.String()), 0o600)
	}
	if err != nil {
		return &fault{class: classFile, down: true, cause: err}
	}
	return nil
}

func (f folder) close() {}

// wire is a connection to the mail server, made when the first mail needs it. A
// server may hang up between two mails; then the next gets a new one.
type wire struct {
	config Config
	client *gomail.Client
	conn   net.Conn
	stop   func() bool
	broken int
}

// patience is how often a server may hang up in the middle of a mail before no
// other is tried in this round.
const patience = 3

var (
	errPlain = errors.New("the server has no STARTTLS")
	errLogin = errors.New("the server knows no way to log in")
)

func (w *wire) carry(ctx context.Context, m *gomail.Msg) *fault {
	if w.client == nil {
		if err := w.open(ctx); err != nil {
			w.hangUp()
			return unreachable(ctx, err)
		}
	}
	err := w.client.Send(m)
	if err == nil {
		return nil
	}
	f := refused(ctx, err)
	if m.IsDelivered() { // what came after the 250 doesn't count
		f = nil
	}
	// Some answers leave the server in the middle of a mail, others end it.
	if f == nil || !strings.HasPrefix(f.class, "smtp-") || w.client.Reset() != nil {
		w.hangUp()
	}
	if f != nil && w.client == nil {
		w.broken++
		f.down = f.down || w.broken >= patience && !f.final
	}
	return f
}

// open makes a connection. Only what goes wrong in here says nothing of a mail.
func (w *wire) open(ctx context.Context) error {
	c := w.config
	options := []gomail.Option{
		gomail.WithPort(c.Server.Port), gomail.WithTimeout(step), gomail.WithHELO(c.host()), gomail.WithTLSConfig(c.tls()), gomail.WithoutNoop(),
		gomail.WithDialContextFunc(func(dial context.Context, network, _ string) (net.Conn, error) { return w.dial(ctx, dial, network) }),
	}
	switch c.Server.Safe {
	case TLS:
		options = append(options, gomail.WithSSL())
	case StartTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if c.Server.User != "" {
		options = append(options, gomail.WithUsername(c.Server.User), gomail.WithPassword(c.Server.password()),
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	client, err := gomail.NewClient(c.Server.Host, options...)
	if err != nil {
		return err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return named(err)
	}
	w.client = client
	return nil
}

// named gives the library's errors that have words only a value.
func named(err error) error {
	switch text := err.Error(); {
	case strings.Contains(text, "does not support STARTTLS"):
		return errPlain
	case errors.Is(err, gomail.ErrNoSupportedAuthDiscovered), strings.Contains(text, "does not support SMTP AUTH"):
		return errLogin
	}
	return err
}

// dial connects. The connection ends with the round, wherever it hangs.
func (w *wire) dial(ctx, dial context.Context, network string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(dial, network, w.config.Server.address())
	if err != nil {
		return nil, err
	}
	w.conn = conn
	w.stop = context.AfterFunc(ctx, func() { conn.Close() })
	if w.config.Server.Safe != TLS {
		return conn, nil
	}
	safe := tls.Client(conn, w.config.tls())
	return safe, safe.HandshakeContext(dial)
}

func (c Config) tls() *tls.Config {
	return &tls.Config{ServerName: c.Server.Host, MinVersion: tls.VersionTLS12, RootCAs: c.Roots}
}

// goodbye is how long a server may take over its last word.
const goodbye = 2 * time.Second

func (w *wire) close() {
	if w.client != nil {
		w.conn.SetDeadline(time.Now().Add(goodbye))
		w.client.Close() // whatever comes back, all is said
	}
	w.hangUp()
}

func (w *wire) hangUp() {
	if w.conn != nil {
		w.stop()
		w.conn.Close()
	}
	w.client, w.conn = nil, nil
}
