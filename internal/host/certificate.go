package host

import (
	"crypto/tls"
	"fmt"
	"os"
	"sync"
	"time"
)

// Certificate is a TLS certificate and its key in two files. When they change,
// the new ones are used; while they do not fit each other, the old ones.
type Certificate struct {
	Cert, Key string

	mu      sync.Mutex
	looked  time.Time // when the files were last looked at
	changed [2]time.Time
	pair    *tls.Certificate
}

// look is how often the files are looked at.
const look = 5 * time.Second

// NewCertificate reads the files.
func NewCertificate(cert, key string) (*Certificate, error) {
	c := &Certificate{Cert: cert, Key: key}
	if err := c.read(); err != nil {
		return nil, fmt.Errorf("the certificate: %w", err)
	}
	return c, nil
}

// get is a tls.Config's GetCertificate.
func (c *Certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Since(c.looked) >= look {
		_ = c.read() // half of the pair is written: keep the old one, look again
	}
	return c.pair, nil
}

func (c *Certificate) read() error {
	c.looked = time.Now()
	var changed [2]time.Time
	for i, file := range []string{c.Cert, c.Key} {
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		changed[i] = info.ModTime()
	}
	if c.pair != nil && changed == c.changed {
		return nil
	}
	pair, err := tls.LoadX509KeyPair(c.Cert, c.Key)
	if err != nil {
		return err
	}
	c.pair, c.changed = &pair, changed
	return nil
}
