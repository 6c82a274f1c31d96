package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"example.org/partake/internal/bench/corpus"
	"example.org/partake/layouts"
)

// generator is one of the programs that are compared, with a site of its own.
type generator struct {
	name  string
	site  string // the folder
	known string // what it remembers from one run to the next; "" for nothing
	build func(out string) []string
	serve func(port string) []string     // nil: clean builds only
	feed  string                         // the address of the feed of opportunities
	index string                         // the folder of the A to Z; "" for none
	shape func() (string, []byte, error) // the file of the layout of opportunities, and what stands in it
	tells bool                           // its preview has an event stream
}

func partake(binary, site, now string) *generator {
	return &generator{
		name: "Partake", site: site, known: filepath.Join(site, ".partake"), feed: "/opportunities/feed.xml", index: "a-z", tells: true,
		build: func(out string) []string {
			return []string{binary, "build", "-C", site, "--out", out, "--base-url", "https://example.org", "--now", now}
		},
		serve: func(port string) []string {
			return []string{binary, "serve", "-C", site, "--addr", "127.0.0.1:" + port, "--now", now}
		},
		shape: func() (string, []byte, error) { // a site's own layout takes the place of the built-in one
			text, err := layouts.FS.ReadFile("opportunity.html")
			return filepath.Join(site, "layouts", "opportunity.html"), text, err
		},
	}
}

func hugo(site, scratch string) *generator {
	return &generator{
		name: "Hugo", site: site, feed: "/opportunities/index.xml",
		build: func(out string) []string { return []string{"hugo", "--quiet", "-s", site, "-d", out} },
		serve: func(port string) []string {
			return []string{"hugo", "server", "-s", site, "--bind", "127.0.0.1", "--port", port, "-d", filepath.Join(scratch, "hugo-preview")}
		},
		shape: func() (string, []byte, error) {
			file := filepath.Join(site, "layouts", "page.html")
			text, err := os.ReadFile(file)
			return file, text, err
		},
	}
}

// other is a command of the person's own.
func other(command, site string) *generator {
	return &generator{name: "other", site: site, build: func(out string) []string {
		return strings.Fields(strings.NewReplacer("{out}", out, "{site}", site).Replace(command))
	}}
}

// mostForHugo is how many pages Hugo gets without being asked for more.
const mostForHugo = 10_000

// withHugo says whether Hugo takes part, and says in a line why not.
func (o options) withHugo(size int) bool {
	if o.hugo == "none" || o.versus != "" || o.site != "" && !o.ownTwin() {
		return false
	}
	if _, err := exec.LookPath("hugo"); err != nil {
		fmt.Fprintln(os.Stderr, "bench: there is no program hugo on the PATH, so nothing is compared with it")
		return false
	}
	if o.hugo == "auto" && size > mostForHugo {
		fmt.Fprintf(os.Stderr, "bench: Hugo is left out at %d pages: -hugo all measures it there too\n", size)
		return false
	}
	return true
}

// sides writes or copies the site, for each program that takes part.
func (o options) sides(dir, binary string, size int) ([]*generator, error) {
	s := corpus.Site{Pages: size, Seed: o.seed}
	write, twin := s.Write, s.WriteHugo
	if o.site != "" {
		write = func(to string) error { return copySite(to, o.site) }
		twin = func(to string) error { return copySite(to, o.hugo) }
	}
	site := filepath.Join(dir, "site")
	if err := write(site); err != nil {
		return nil, fmt.Errorf("write the site: %w", err)
	}
	out := []*generator{partake(binary, site, o.now)}
	if o.versus != "" {
		return append(out, other(o.versus, site)), nil
	}
	if o.withHugo(size) {
		to := filepath.Join(dir, "hugo")
		if err := twin(to); err != nil {
			return nil, fmt.Errorf("write the site for Hugo: %w", err)
		}
		out = append(out, hugo(to, dir))
	}
	return out, nil
}

// copySite copies what people write, and nothing that was made of it.
func copySite(to, from string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		switch {
		case strings.HasPrefix(name, "."), name == "public", name == "resources", name == "node_modules":
		case e.IsDir():
			if err := os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(from, name))); err != nil {
				return err
			}
		case e.Type().IsRegular():
			data, err := os.ReadFile(filepath.Join(from, name))
			if err != nil {
				return err
			}
			if err := os.MkdirAll(to, 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(to, name), data, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// size is how many files are in a folder, and how many bytes.
func size(dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files, bytes = files+1, bytes+info.Size()
		return nil
	})
	return files, bytes, err
}
