package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"runtime"
	"strings"
	"time"

	"example.org/partake/cmd/partake/keyfiles"
	"example.org/partake/cmd/partake/memory"
	"example.org/partake/cmd/partake/records"
	"example.org/partake/cmd/partake/terminal"
	"example.org/partake/internal/host"
	"example.org/partake/internal/teamcopy"
	"example.org/partake/internal/watch"
)

type hostCommand struct {
	records.StoreFlags `embed:""`
	BaseURL            string   `placeholder:"URL" help:"The address at which the site is published, instead of base_url in site.yaml."`
	Addr               string   `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where to listen."`
	Recipients         string   `placeholder:"FILE" help:"The public keys of those who read what people send. Left out, it is recipients.txt in DIR."`
	TrustProxy         []string `placeholder:"CIDR" help:"Believe the X-Forwarded-For of proxies at these addresses, such as 10.0.0.0/8."`
	TLSCert            string   `name:"tls-cert" placeholder:"FILE" help:"Certificate, with those between it and the root. Not needed behind a proxy that does TLS."`
	TLSKey             string   `name:"tls-key" placeholder:"FILE" help:"Key of the certificate."`
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
func (c hostCommand) Run(ctx context.Context, t terminal.Terminal) error {
	defer runtime.KeepAlive(memory.Spare())
	p, err := c.prepare(t)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	defer listener.Close()
	if p.server, err = host.New(c.Folder("served", served(listener.Addr()))); err != nil {
		return err
	}
	p.server.Trusted, p.server.Log, p.server.Talk = p.trusted, slog.New(slog.NewJSONHandler(t.Out, nil)), p.log
	source := watch.Watcher{Folders: sources(c.Dir), Settle: quiet, Longest: time.Minute, Tell: func(why string) { p.log.Warn(why) }}
	changes := source.Changes(ctx)
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

// prepare reads the flags and the files that they name.
func (c hostCommand) prepare(t terminal.Terminal) (*production, error) {
	p := &production{hostCommand: c, t: t, log: slog.New(slog.NewJSONHandler(t.Err, nil))}
	var err error
	if p.recipients, err = keyfiles.ForTeam(c.Dir, c.Recipients); err != nil {
		return nil, err
	}
	if p.recipients == nil {
		return nil, fmt.Errorf("%w: there are no public keys to seal what people send: run partake keys new in %s for your team, then partake keys pin", terminal.ErrUsage, c.Dir)
	}
	var file string
	if p.dsn, file, err = c.DSN(); err != nil {
		return nil, err
	}
	if file != "" {
		// What can't be read now may be on a disk that is away: the desk waits for it.
		if _, copied, err := teamcopy.Read(file); err == nil && copied {
			return nil, fmt.Errorf("%w: %s is the team's copy of another desk's records: choose another file with --store", terminal.ErrUsage, file)
		}
	}
	if p.trusted, err = prefixes(c.TrustProxy); err != nil {
		return nil, err
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return nil, fmt.Errorf("%w: --tls-cert and --tls-key go together", terminal.ErrUsage)
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
			return nil, fmt.Errorf("%w: --trust-proxy %q is no address such as 10.0.0.0/8", terminal.ErrUsage, text)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}
