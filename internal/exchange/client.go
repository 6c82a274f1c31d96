package exchange

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"example.org/partake/internal/intake"
	"example.org/partake/internal/store"
)

// What the desk may answer instead.
var (
	// ErrToken means that the desk does not know the token.
	ErrToken = errors.New("the desk does not know this token: it has to be the one that is set on the server")
	// ErrNothing means that the desk has nothing at the address.
	ErrNothing = errors.New("there is no desk for the team at this address: look at the address, and whether the server has a token (PARTAKE_TEAM_TOKEN_FILE)")
	// ErrCut means that an answer ended too early.
	ErrCut = errors.New("the line to the desk broke: run it again, nothing is lost and nothing comes twice")
)

// Client is the team's end. It holds the token; print neither.
type Client struct {
	Base  string       // the site's address: https, or http on this computer
	Token string       //
	HTTP  *http.Client // nil for one with sensible time limits; redirects are never followed
}

// Row is what a page holds: a record, or the reference of one that the desk
// would not send because it did not store it.
type Row struct {
	Record intake.Record
	Forged string
}

// The client's limits. A page has to fit into patience on a slow line.
const (
	patience = 3 * time.Minute
	mostLine = 16 << 20
	mostPage = 64 << 20
)

var patient = &http.Client{
	Timeout: patience,
	Transport: &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: 15 * time.Second}).DialContext, ForceAttemptHTTP2: true,
		TLSHandshakeTimeout: 15 * time.Second, ResponseHeaderTimeout: 30 * time.Second, IdleConnTimeout: 30 * time.Second, MaxResponseHeaderBytes: 64 << 10,
	},
}

// Pull fetches a page and hands over each row as soon as it is whole, those
// before a break too. more says that there is another page after next. With all,
// records come that the team has already.
func (c Client) Pull(ctx context.Context, after int64, all bool, take func(Row) error) (next int64, more bool, err error) {
	query := url.Values{"after": {strconv.FormatInt(after, 10)}}
	if all {
		query.Set("all", "1")
	}
	body, err := c.do(ctx, http.MethodGet, "records?"+query.Encode(), nil, "application/jsonl")
	if err != nil {
		return after, false, err
	}
	defer body.Close()
	lines := bufio.NewScanner(io.LimitReader(body, mostPage))
	lines.Buffer(nil, mostLine)
	for lines.Scan() {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return after, false, ErrCut
		}
		if l.End != nil {
			return l.End.Next, l.End.More, nil
		}
		row, err := l.row()
		if err == nil {
			err = take(row)
		}
		if err != nil {
			return after, false, err
		}
	}
	return after, false, ErrCut
}

func (l line) row() (Row, error) {
	if l.Record == nil {
		return Row{Forged: l.Forged}, nil
	}
	r, err := l.Record.record()
	return Row{Record: r}, err
}

// Held asks which records the desk has.
func (c Client) Held(ctx context.Context) ([]Held, error) {
	var all []Held
	return all, c.ask(ctx, "held", &all)
}

// Pulled tells the desk that these records are safe here.
func (c Client) Pulled(ctx context.Context, references []string) error {
	for len(references) > 0 {
		part := references[:min(mostPulled, len(references))]
		references = references[len(part):]
		b, err := json.Marshal(part)
		if err != nil {
			return fmt.Errorf("desk: %w", err)
		}
		body, err := c.do(ctx, http.MethodPost, "pulled", b, "")
		if err != nil {
			return err
		}
		if err := body.Close(); err != nil {
			return fmt.Errorf("desk: %w", err)
		}
	}
	return nil
}

// Words fetches the forms, and the titles of opportunities.
func (c Client) Words(ctx context.Context) (Words, error) {
	var w Words
	return w, c.ask(ctx, "forms", &w)
}

// Stats asks how many records and mails the desk has.
func (c Client) Stats(ctx context.Context) (store.Stats, error) {
	var x counts
	if err := c.ask(ctx, "stats", &x); err != nil {
		return store.Stats{}, err
	}
	s := store.Stats{States: x.States, Waiting: x.Waiting, Failed: x.Failed}
	if x.Oldest != 0 {
		s.Oldest = time.Unix(x.Oldest, 0).UTC()
	}
	return s, nil
}

// Canary fetches a sealed test record. ErrNothing means that the desk has none.
func (c Client) Canary(ctx context.Context) ([]byte, error) {
	var blob []byte
	return blob, c.ask(ctx, "canary", &blob)
}

func (c Client) ask(ctx context.Context, name string, into any) error {
	body, err := c.do(ctx, http.MethodGet, name, nil, "application/json")
	if err != nil {
		return err
	}
	defer body.Close()
	if err := json.NewDecoder(io.LimitReader(body, mostPage)).Decode(into); err != nil {
		return ErrCut
	}
	return nil
}

// do sends a request and returns the body of an answer that is fine and of the
// kind that was asked for.
func (c Client) do(ctx context.Context, method, name string, send []byte, kind string) (io.ReadCloser, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(c.Base, "/")+Prefix+name, bytes.NewReader(send))
	if err != nil {
		return nil, fmt.Errorf("desk: %w", err)
	}
	req.Header.Set("Authorization", "Bearer "+c.Token)
	if send != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := c.client().Do(req)
	if err != nil {
		return nil, fmt.Errorf("desk: %w", err)
	}
	err = status(res.StatusCode)
	if got, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")); err == nil && got != kind {
		err = errForeign
	}
	if err != nil {
		return nil, errors.Join(err, res.Body.Close())
	}
	return res.Body, nil
}

func status(code int) error {
	switch {
	case code == http.StatusOK || code == http.StatusNoContent:
		return nil
	case code == http.StatusUnauthorized:
		return ErrToken
	case code == http.StatusNotFound:
		return ErrNothing
	case code >= 300 && code < 400:
		return fmt.Errorf("the desk answers from another address now (%d): give that address, the token is not sent on", code)
	}
	return fmt.Errorf("the desk could not answer (%d %s): try again later", code, http.StatusText(code))
}

// client never follows a redirect, which could lead the token elsewhere.
func (c Client) client() *http.Client {
	out := *patient
	if c.HTTP != nil {
		out = *c.HTTP
	}
	out.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &out
}

// Check looks at the address and the token without asking anybody.
func (c Client) Check() error {
	u, err := url.Parse(c.Base)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("the desk's address has to be like https://involvement.example.org")
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())) {
		return errors.New("the desk's address has to start with https://, or everybody on the way could copy the token")
	}
	return checkToken(c.Token)
}

func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}
