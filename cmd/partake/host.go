package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"example.org/partake/internal/build"
	"example.org/partake/internal/desk"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/headers"
	"example.org/partake/internal/host"
	"example.org/partake/internal/inbox"
	"example.org/partake/internal/watch"
)

type hostCommand struct {
	storeFlags `embed:""`
	BaseURL    string   `placeholder:"URL" help:"The address at which the site is published, instead of base_url in site.yaml."`
	Addr       string   `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where to listen."`
	Recipients string   `placeholder:"FILE" help:"The public keys of those who read what people send. Left out, it is recipients.txt in DIR."`
	TrustProxy []string `placeholder:"CIDR" help:"Believe the X-Forwarded-For of proxies at these addresses, such as 10.0.0.0/8."`
	TLSCert    string   `name:"tls-cert" placeholder:"FILE" help:"Certificate, with those between it and the root. Not needed behind a proxy that does TLS."`
	TLSKey     string   `name:"tls-key" placeholder:"FILE" help:"Key of the certificate."`
}

// Help is printed by partake host --help.
func (hostCommand) Help() string {
	return `Examples:
  PARTAKE_RECIPIENTS_SHA256=$(partake keys pin) partake host -C my-site
  partake host -C my-site --addr :443 --tls-cert cert.pem --tls-key key.pem
  partake host -C my-site --addr 127.0.0.1:8080 --trust-proxy 127.0.0.1

The site is built at the start, when its files change, and when a date has come. A build with mistakes leaves the last
good site. The keys are read once: after a change of keys set PARTAKE_RECIPIENTS_SHA256 anew and start again.

What people send is sealed to the public keys before it is stored. Requests are logged on stdout and everything else on
stderr, as JSON, with nothing about anybody. /healthz says whether all is well; details and /metrics are for private
addresses only.

The environment:
  PARTAKE_RECIPIENTS_SHA256   checksum of the recipients file: partake keys pin prints it
  PARTAKE_DESK_KEY[_FILE]     the desk's secret; left out, DIR/.partake/desk.key is made
  PARTAKE_TEAM_TOKEN[_FILE]   lets the team fetch what was sent: partake keys token makes one
  PARTAKE_STORE               where to keep what was sent, instead of --store
  PARTAKE_SMTP, PARTAKE_SMTP_PASSWORD[_FILE], PARTAKE_MAIL_FROM   tell the team by mail`
}

// Run serves until it is stopped.
func (c hostCommand) Run(ctx context.Context, t terminal) error {
	p, err := c.prepare(t)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	defer listener.Close()
	if p.server, err = host.New(c.folder("served", served(listener.Addr()))); err != nil {
		return err
	}
	p.server.Trusted, p.server.Log, p.server.Talk = p.trusted, slog.New(slog.NewJSONHandler(t.out, nil)), p.log
	changes, err := watch.Folders(ctx, []string{filepath.Join(c.Dir, "content"), filepath.Join(c.Dir, "layouts"), filepath.Join(c.Dir, "static")})
	if err != nil {
		return err
	}
	result, err := p.first(ctx)
	if err != nil {
		return err
	}
	p.log.Info("ready", "address", listener.Addr().String(), "pages", result.Pages, "base", result.Desk.Base)
	return p.run(ctx, listener, changes, result.Next)
}

// served names the copy of the site after this computer and the address, which
// nobody else can have while we listen there.
func served(addr net.Addr) string {
	name, _ := os.Hostname() // without a name the address has to do
	return strings.NewReplacer(":", "-", "[", "", "]", "", "/", "-").Replace(name + "-" + addr.String())
}

func (c hostCommand) folder(parts ...string) string {
	return filepath.Join(append([]string{c.Dir, ".partake"}, parts...)...)
}

// prepare reads the flags and the files that they name.
func (c hostCommand) prepare(t terminal) (*production, error) {
	p := &production{hostCommand: c, t: t, log: slog.New(slog.NewJSONHandler(t.err, nil))}
	var err error
	if p.recipients, err = teamKeys(c.Dir, c.Recipients); err != nil {
		return nil, err
	}
	if p.recipients == nil {
		return nil, fmt.Errorf("%w: there are no public keys to seal what people send: run partake keys new in %s for your team, then partake keys pin", errUsage, c.Dir)
	}
	var file string
	if p.dsn, file, err = c.dsn(); err != nil {
		return nil, err
	}
	if file != "" {
		// What can't be read now may be on a disk that is away: the desk waits for it.
		if _, copied, err := inbox.ReadCopy(file); err == nil && copied {
			return nil, fmt.Errorf("%w: %s is the team's copy of another desk's records: choose another file with --store", errUsage, file)
		}
	}
	if p.trusted, err = prefixes(c.TrustProxy); err != nil {
		return nil, err
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return nil, fmt.Errorf("%w: --tls-cert and --tls-key go together", errUsage)
	}
	if c.TLSCert != "" {
		p.certificate, err = host.NewCertificate(c.TLSCert, c.TLSKey)
	}
	return p, err
}

// prefixes reads addresses, each with or without how many bits of it count.
func prefixes(texts []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range texts {
		p, err := netip.ParsePrefix(text)
		if a, single := netip.ParseAddr(text); err != nil && single == nil {
			p, err = netip.PrefixFrom(a, a.BitLen()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: --trust-proxy %q is no address such as 10.0.0.0/8", errUsage, text)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// production is a site in production: a server, a desk, and the builds.
type production struct {
	hostCommand
	t           terminal
	log         *slog.Logger
	recipients  []byte
	dsn         string
	trusted     []netip.Prefix
	certificate *host.Certificate
	server      *host.Server
	desk        *desk.Desk
}

// first builds the site and opens the desk. Mistakes in the content are printed.
func (p *production) first(ctx context.Context) (build.Result, error) {
	opts, root, err := p.options()
	if err != nil {
		return build.Result{}, err
	}
	defer root.Close()
	result, list, err := build.Run(ctx, opts)
	if errors.Is(err, build.ErrContent) {
		return result, errors.Join(err, list.Errors().Print(p.t.err, mostFindings))
	}
	if err != nil {
		return result, err
	}
	p.desk, err = desk.Open(ctx, desk.Options{
		File: result.Desk, DSN: p.dsn, Folder: p.folder(), Env: os.Getenv, Log: p.log, Trusted: p.trusted, Now: time.Now,
	})
	if err != nil {
		return result, err
	}
	mount(p.server, p.desk)
	return result, p.server.Publish(opts.Out, headers.For(result.Desk.Base, opts.Hidden))
}

// options are those of a build for production, now.
func (p *production) options() (build.Options, *os.Root, error) {
	opts, root, err := siteFlags{Dir: p.Dir, BaseURL: p.BaseURL}.options()
	if err != nil {
		return opts, nil, err
	}
	opts.Out, opts.Desk, opts.Read = p.folder("host"), filepath.Join(p.Dir, filepath.FromSlash(deskfile.Name)), nil
	sends(&opts, p.recipients)
	return opts, root, nil
}

// mount puts a desk behind a server.
func mount(s *host.Server, d *desk.Desk) {
	s.API = d.Handler()
	s.Health = func(ctx context.Context) host.Health {
		h := d.Health(ctx)
		return host.Health{Ready: h.Ready, Notes: h.Notes, Details: h}
	}
	s.Metrics = func(ctx context.Context) []host.Count { return metrics(d.Health(ctx), d.Counts()) }
}

// metrics are what a desk counts, for machines.
func metrics(h desk.Health, counts map[string]int) []host.Count {
	truth := map[bool]float64{true: 1}
	out := []host.Count{
		{Name: "partake_store_up", Help: "1 when the store can be written.", Value: truth[h.Store]},
		{Name: "partake_disk_free_bytes", Help: "Free space on the disk of the store.", Value: float64(h.Free)},
		{Name: "partake_mails", Help: "Mails to the team and to people, by what became of them.", Labels: []string{"state", "waiting"}, Value: float64(h.Waiting)},
		{Name: "partake_mails", Help: "Mails to the team and to people, by what became of them.", Labels: []string{"state", "failed"}, Value: float64(h.Failed)},
		{Name: "partake_purge_age_seconds", Help: "Time since what has expired was deleted.", Value: time.Since(h.Purged).Round(time.Second).Seconds()},
	}
	for word, n := range counts {
		out = append(out, host.Count{Name: "partake_desk_total", Help: "What the desk did.", Total: true, Labels: []string{"what", word}, Value: float64(n)})
	}
	return out
}

// run serves and builds until the context ends; then requests under way are
// finished, the last mail is sent and the store closed, in that order.
func (p *production) run(ctx context.Context, l net.Listener, changes <-chan struct{}, next time.Time) error {
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	var all sync.WaitGroup
	var desk error
	all.Go(func() { desk = p.desk.Run(background) })
	all.Go(func() { p.builds(background, changes, next) })
	err := p.server.Serve(ctx, l, p.certificate)
	stop()
	all.Wait()
	err = errors.Join(err, desk, p.desk.Close())
	p.log.Info("stopped")
	return err
}

// The pauses of builds: how often the clock is asked whether a page has changed
// with it, and when a build is tried again that failed.
const (
	askClock = time.Second
	tryAgain = time.Minute
)

// builds builds when something changed, or when the time has come. The clock is
// asked again and again, since it may be set or stand still while a computer
// sleeps.
func (p *production) builds(ctx context.Context, changes <-chan struct{}, next time.Time) {
	clock := time.NewTicker(askClock)
	defer clock.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-changes:
		case <-clock.C:
			if time.Now().Before(next) {
				continue
			}
		}
		var err error
		if next, err = p.again(ctx); err != nil && ctx.Err() == nil {
			p.log.Error("the last good site stays", "error", err)
		}
	}
}

// again builds and publishes, and says when to build next.
func (p *production) again(ctx context.Context) (time.Time, error) {
	soon := time.Now().Add(tryAgain)
	opts, root, err := p.options()
	if err != nil {
		return soon, err
	}
	defer root.Close()
	result, list, err := build.Run(ctx, opts)
	if errors.Is(err, build.ErrContent) {
		for i, d := range list.Errors() {
			if i < mostFindings {
				p.log.Error("mistake in the content", "at", d.Pos.String(), "message", d.Message, "hint", d.Hint)
			}
		}
		return time.Now().Add(time.Hour), err // a change builds again at once
	}
	if err != nil {
		return soon, err
	}
	if err := p.desk.Use(result.Desk); err != nil {
		return soon, err
	}
	if err := p.server.Publish(opts.Out, headers.For(result.Desk.Base, opts.Hidden)); err != nil {
		return soon, err
	}
	p.log.Info("published", "pages", result.Pages, "until", result.Next)
	return result.Next, nil
}
