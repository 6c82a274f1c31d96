package build

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"os"
	"time"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/digest"
	"example.org/partake/internal/output"
	"example.org/partake/internal/press"
	"example.org/partake/internal/source"
)

// The notes that a build leaves in the manifest: what there is to know before
// anything is read, and what was found in the texts.
const (
	runNote   = "run"
	textsNote = "texts"
)

// record says of a build what must still hold for there to be nothing to do, and
// what it came to.
type record struct {
	Flags                uint64
	Sources              []source.Stat
	From, Next           time.Time // from the one to the other the site is the same
	Desk                 uint64    // digest of the desk file
	Pages, Files, Advice int
	Bytes                int64
}

// flags is a digest of everything that a build is told, but for the moment.
func flags(o Options) uint64 {
	return digest.Sum("run", o.Program, o.BaseURL, fmt.Sprint(o.Drafts, o.Hidden, o.Sends, o.Preview), o.Recipients, o.Context, o.Desk)
}

// standing says whether the site that stands is the one that a build would make,
// and what it is.
func standing(opts Options) (Result, bool) {
	last := output.ReadLast(opts.Out, opts.State)
	var r record
	err := gob.NewDecoder(bytes.NewReader(last.Note(runNote))).Decode(&r)
	if err != nil || r.Flags != flags(opts) || opts.Now.Before(r.From) || !opts.Now.Before(r.Next) {
		return Result{}, false
	}
	files := make(chan bool, 1)
	go func() { files <- last.Stands() }()
	if same := source.Same(opts.Site, r.Sources); !<-files || !same {
		return Result{}, false
	}
	out := Result{Pages: r.Pages, Files: r.Files, Unchanged: r.Files, Bytes: r.Bytes, Advice: r.Advice, Next: r.Next}
	if opts.Sends {
		out.Desk, err = readDesk(opts.Desk, r.Desk)
	}
	return out, err == nil
}

// readDesk reads the desk file that a build wrote.
func readDesk(name string, want uint64) (deskfile.File, error) {
	src, err := os.ReadFile(name)
	if err != nil {
		return deskfile.File{}, err
	}
	if digest.Sum(string(src)) != want {
		return deskfile.File{}, fmt.Errorf("%s is not as the last build wrote it", name)
	}
	return deskfile.Read(bytes.NewReader(src))
}

// notes makes the notes of a build that is about to be published.
func notes(opts Options, result Result, texts press.Texts, stats []source.Stat) (map[string][]byte, error) {
	r := record{
		Flags: flags(opts), Sources: stats, From: opts.Now.UTC(), Next: result.Next.UTC(), // in years long ago zones were seconds apart, which gob refuses
		Pages: result.Pages, Files: result.Files, Advice: result.Advice, Bytes: result.Bytes,
	}
	if opts.Sends {
		var b bytes.Buffer
		if err := result.Desk.Write(&b); err != nil {
			return nil, err
		}
		r.Desk = digest.Sum(b.String())
	}
	var run bytes.Buffer
	if err := gob.NewEncoder(&run).Encode(r); err != nil {
		return nil, fmt.Errorf("note the build: %w", err)
	}
	found, err := encodeTexts(texts)
	return map[string][]byte{runNote: run.Bytes(), textsNote: found}, err
}

func encodeTexts(texts press.Texts) ([]byte, error) {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(texts); err != nil {
		return nil, fmt.Errorf("note what was found in texts: %w", err)
	}
	return b.Bytes(), nil
}

// decodeTexts is what was noted of the texts; nothing when it can't be read.
func decodeTexts(note []byte) press.Texts {
	var t press.Texts
	if err := gob.NewDecoder(bytes.NewReader(note)).Decode(&t); err != nil {
		return nil
	}
	return t
}
