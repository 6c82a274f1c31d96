package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// fault is why a mail was not accepted.
type fault struct {
	class string    // one word, for the outbox
	final bool      // asking again is no use
	down  bool      // it says nothing of this mail: the server can't be used now
	until time.Time // when to try again, if not as usual
	cause error     // of the network, for the operator; never a server's words
}

// The classes beside those of SMTP, such as smtp-450.
const (
	classConnection = "connection"
	classTLS        = "tls"
	classLogin      = "login"
	classTime       = "time"
	classAddress    = "address"
	classDaily      = "once-a-day"
	classDigest     = "digest"
	classFile       = "file"
	classWords      = "words"
)

var says = map[string]string{
	classConnection: "the mail server can't be reached, or hung up",
	classTLS:        "no safe connection to the mail server: it has no STARTTLS, or its certificate is not one that this computer trusts",
	classLogin:      "the mail server knows no way to log in that this program knows",
	classFile:       "the mail can't be written to its folder",
	classTime:       "the mail server took too long",
	"smtp-530":      "the mail server wants a user name and password: set them in PARTAKE_SMTP and PARTAKE_SMTP_PASSWORD",
	"smtp-535":      "the mail server refused the user name or the password",
}

// Error is for operators.
func (f *fault) Error() string {
	text := says[f.class]
	if text == "" {
		text = "the mail server refused the connection (" + f.class + ")"
	}
	if f.cause != nil {
		text += ": " + f.cause.Error()
	}
	return text
}

// Unwrap is what the network said.
func (f *fault) Unwrap() error { return f.cause }

func smtpClass(code int) string { return fmt.Sprintf("smtp-%d", code) }

// refused is what a server, or the lack of one, did to a mail.
func refused(ctx context.Context, err error) *fault {
	var failed *gomail.SendError
	switch {
	case errors.As(err, &failed) && failed.ErrorCode() != 0:
		return &fault{class: smtpClass(failed.ErrorCode()), final: failed.ErrorCode() >= 500}
	case ctx.Err() != nil:
		return &fault{class: classTime, down: true}
	}
	return &fault{class: classConnection}
}

// unreachable is why there is no connection.
func unreachable(ctx context.Context, err error) *fault {
	var reply *textproto.Error
	var network net.Error
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case ctx.Err() != nil:
		return &fault{class: classTime, down: true}
	case errors.As(err, &reply):
		return &fault{class: smtpClass(reply.Code), down: true}
	case errors.As(err, &certificate):
		return &fault{class: classTLS, down: true, cause: certificate}
	case errors.As(err, &record), errors.As(err, &alert), errors.Is(err, errPlain):
		return &fault{class: classTLS, down: true}
	case errors.As(err, &network):
		return &fault{class: classConnection, down: true, cause: network}
	case errors.Is(err, errLogin):
		return &fault{class: classLogin, down: true}
	}
	return &fault{class: classConnection, down: true}
}
