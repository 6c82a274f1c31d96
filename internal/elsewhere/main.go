// Elsewhere reads the Markdown of other sites, to find what our readers of front
// matter and Markdown get wrong in texts that nobody here wrote:
//
//	go run ./internal/elsewhere DIR...
//
// For each folder it counts files, what is said of them, how long the slowest one
// took, and words that stand in a file and not in its HTML. Nothing of those sites
// is ever kept here.
//
// What Partake refuses for reasons of its own – HTML, relative addresses – is
// counted first. Then it is mended as an author would, a sign at a time, so that
// the rest of the file is read too.
package main

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"time"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: elsewhere DIR...")
		os.Exit(2)
	}
	for _, dir := range os.Args[1:] {
		r, err := read(os.DirFS(dir), time.Now)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		fmt.Println(dir)
		r.print(os.Stdout)
	}
}

// report is what was found in a folder.
type report struct {
	files, withBlock, whole, mended int
	bytes, words                    int
	messages                        map[string]int    // files that a message is said of
	first                           map[string]string // where it is said first
	lost                            map[string]string // words that are not in the HTML, and where they stand
	signs                           map[string]int    // files that show a sign as text
	slowest                         time.Duration
	slowestFile                     string
}

func read(dir fs.FS, now func() time.Time) (*report, error) {
	r := &report{messages: map[string]int{}, first: map[string]string{}, lost: map[string]string{}, signs: map[string]int{}}
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		src, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		began := now()
		r.file(name, src)
		if took := now().Sub(began); took > r.slowest {
			r.slowest, r.slowestFile = took, name
		}
		return nil
	})
	return r, err
}

func (r *report) print(w io.Writer) {
	fmt.Fprintf(w, "  %d files (%.1f MB), %d with front matter; %d read whole, %d more once mended, %d not; %d words, %d lost\n",
		r.files, float64(r.bytes)/1e6, r.withBlock, r.whole, r.mended, r.files-r.whole-r.mended, r.words, len(r.lost))
	fmt.Fprintf(w, "  slowest: %s in %v\n", r.slowestFile, r.slowest.Round(time.Millisecond))
	byCount := slices.SortedFunc(maps.Keys(r.messages), func(a, b string) int { return r.messages[b] - r.messages[a] })
	for _, m := range byCount {
		fmt.Fprintf(w, "  %5d  %s (%s)\n", r.messages[m], m, r.first[m])
	}
	for _, sign := range slices.Sorted(maps.Keys(r.signs)) {
		fmt.Fprintf(w, "  %5d  show %s as text\n", r.signs[sign], sign)
	}
	for n, word := range slices.Sorted(maps.Keys(r.lost)) {
		if n == mostLost {
			fmt.Fprintf(w, "  … and %d more words\n", len(r.lost)-n)
			break
		}
		fmt.Fprintf(w, "  lost: %q of %s\n", word, r.lost[word])
	}
}

// mostLost is how many lost words are worth a look.
const mostLost = 40
