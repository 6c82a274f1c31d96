package host

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// The codings of a text, best first.
var codings = []string{"br", "gzip"}

// Below this many bytes nothing is compressed: it would not save a packet.
// Above the other nothing is, so that it fits into memory.
const minText, maxText = 200, 16 << 20

// Measured on the example site (371 texts, 4.5 MB): Brotli 5 makes 1.11 MB in
// 0.5 s, Brotli 11 0.97 MB in 24 s, gzip 1.20 MB in 0.2 s. A site has to be there
// soon after a change.
const brotliLevel, gzipLevel = 5, gzip.DefaultCompression

// cache keeps the files of a site on disk, named after the checksums of their
// content, so that what stands there after a crash is known to be whole:
//
//	SUM           a file
//	SUM.br.SUM2   the same in a coding, with the checksum of that
type cache struct {
	dir string

	mu   sync.Mutex
	have map[string]stored // by checksum
}

// stored is a file of the cache.
type stored struct {
	coded
	sum   string
	codes map[string]coded // by coding; empty for what is not worth it
}

// coded is one form of a file.
type coded struct {
	name string
	size int64
}

func sumOf(h []byte) string { return hex.EncodeToString(h[:16]) }

func checksum(data []byte) string {
	h := sha256.Sum256(data)
	return sumOf(h[:])
}

// newCache starts with what is whole in a folder.
func newCache(dir string) (*cache, error) {
	c := &cache{dir: dir, have: map[string]stored{}}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	files, err := os.ReadDir(dir) // sorted: a file comes before its codings
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		whole, err := c.load(f.Name())
		if err == nil && !whole {
			err = os.Remove(filepath.Join(dir, f.Name()))
		}
		if err != nil {
			return nil, err
		}
	}
	return c, nil
}

// load takes a file in that an earlier server left, if it is whole.
func (c *cache) load(name string) (bool, error) {
	f, err := os.Open(filepath.Join(c.dir, name))
	if err != nil {
		return false, err
	}
	defer f.Close()
	h := sha256.New()
	size, err := io.Copy(h, f)
	if err != nil {
		return false, err
	}
	form, sum := coded{name, size}, sumOf(h.Sum(nil))
	if name == sum {
		c.have[sum] = stored{coded: form, sum: sum, codes: map[string]coded{}}
		return true, nil
	}
	parts := strings.Split(name, ".")
	of, ok := c.have[parts[0]]
	switch {
	case !ok || len(parts) != 3:
		return false, nil
	case parts[2] != sum: // then the file has to be compressed again
		delete(c.have, of.sum)
		return false, os.Remove(filepath.Join(c.dir, of.name))
	}
	of.codes[parts[1]] = form
	return true, nil
}

// add takes a file of the site in, unless its like is there. It may be called
// for many files at once.
func (c *cache) add(f io.ReadSeeker, text bool) (stored, error) {
	h := sha256.New()
	size, err := io.Copy(h, f)
	if err != nil {
		return stored{}, err
	}
	sum := sumOf(h.Sum(nil))
	c.mu.Lock()
	s, ok := c.have[sum]
	c.mu.Unlock()
	if ok {
		return s, nil
	}
	s = stored{coded: coded{sum, size}, sum: sum, codes: map[string]coded{}}
	if text && size >= minText && size <= maxText {
		if err := c.compress(f, s); err != nil {
			return stored{}, fmt.Errorf("compress: %w", err)
		}
	}
	// The file itself comes last: where it stands, its codings do.
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return stored{}, err
	}
	if err := c.put(s.name, f); err != nil {
		return stored{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.have[sum] = s
	return s, nil
}

// put writes a file of the cache. Two that write the same do no harm.
func (c *cache) put(name string, from io.Reader) error {
	f, err := os.CreateTemp(c.dir, "new-")
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), filepath.Join(c.dir, name))
}

// compress writes the codings of a text that are shorter than it.
func (c *cache) compress(f io.ReadSeeker, s stored) error {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	for _, coding := range codings {
		var b bytes.Buffer
		if err := encode(&b, coding, data); err != nil {
			return err
		}
		if int64(b.Len()) >= s.size {
			continue
		}
		form := coded{s.sum + "." + coding + "." + checksum(b.Bytes()), int64(b.Len())}
		if err := c.put(form.name, &b); err != nil {
			return err
		}
		s.codes[coding] = form
	}
	return nil
}

func encode(w io.Writer, coding string, data []byte) error {
	var z io.WriteCloser = brotli.NewWriterLevel(w, brotliLevel)
	if coding == "gzip" {
		var err error
		if z, err = gzip.NewWriterLevel(w, gzipLevel); err != nil {
			return err
		}
	}
	_, err := z.Write(data)
	return errors.Join(err, z.Close())
}

// keep deletes all files but these.
func (c *cache) keep(needed map[string]bool) error {
	for sum, s := range c.have {
		if needed[sum] {
			continue
		}
		delete(c.have, sum)
		for _, form := range slices.AppendSeq([]coded{s.coded}, maps.Values(s.codes)) { // readers may still look into codes
			if err := os.Remove(filepath.Join(c.dir, form.name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}
