package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"example.org/partake/internal/bench/timing"
	"example.org/partake/internal/value"
)

// work is one of the things that are measured.
type work int

const (
	cleanBuild work = iota
	nothingChanged
	textBuild
	titleBuild
	layoutBuild
	coldPreview
	warmPreview
	textPreview
	titlePreview
	layoutPreview
	works
)

// names of the works as the tables have them.
var names = [works]string{
	"clean build", "build, nothing changed", "build, text of one page changed", "build, title of one page changed", "build, layout of opportunities changed",
	"preview ready, at first", "preview ready, again", "preview, text edited: page and feed fresh", "preview, title edited: page, lists and feed fresh",
	"preview, layout edited: page fresh",
}

// side is what one program took for one site.
type side struct {
	*generator
	edited *edited // the page that is edited, once the site was built
	took   [works][]timing.Figures
	files  int
	bytes  int64
}

// result is what all programs took for one site; the first is Partake.
type result struct {
	title string
	pages int // 0 for a site of the person's own
	sides []*side
}

func (r result) hasHugo() bool { return len(r.sides) > 1 && r.sides[1].name == "Hugo" }

// measure measures one site.
func (o options) measure(ctx context.Context, dir, binary string, pages int) (r result, err error) {
	dir = filepath.Join(dir, fmt.Sprint(pages))
	generators, err := o.sides(dir, binary, pages)
	if err != nil {
		return r, err
	}
	defer os.RemoveAll(dir) // the next one is larger
	r.title, r.pages = value.Thousands(pages)+" pages", pages
	if o.site != "" {
		r.title, r.pages = o.site, 0
	}
	for _, g := range generators {
		r.sides = append(r.sides, &side{generator: g})
	}
	if err := r.builds(ctx, dir, o.runs); err != nil {
		return r, err
	}
	if !o.preview {
		return r, nil
	}
	return r, r.previews(ctx, o.runs)
}

// note keeps what a run took, unless it was there to warm up.
func (s *side) note(w work, run int, f timing.Figures) {
	if run > 0 {
		s.took[w] = append(s.took[w], f)
	}
}

// builds measures all builds, in turns.
func (r result) builds(ctx context.Context, dir string, runs int) error {
	for run := range runs + 1 {
		for _, s := range r.sides {
			out := s.out(dir)
			if err := s.clean(ctx, out, run); err != nil {
				return err
			}
			if s.serve == nil {
				continue
			}
			if s.edited == nil {
				var err error
				if s.edited, err = s.choose(out); err != nil {
					return err
				}
			}
			if err := s.again(ctx, out, run); err != nil {
				return err
			}
		}
	}
	return nil
}

// out is the folder that a program writes to.
func (s *side) out(dir string) string { return filepath.Join(dir, "out-"+s.name) }

// forget removes what a program remembers of what it did before.
func (s *side) forget() error {
	if s.known == "" {
		return nil
	}
	return os.RemoveAll(s.known)
}

// clean builds into an empty folder, and counts what is in it.
func (s *side) clean(ctx context.Context, out string, run int) error {
	if err := errors.Join(s.forget(), os.RemoveAll(out)); err != nil {
		return err
	}
	f, err := timing.Run(ctx, s.build(out))
	if err != nil {
		return err
	}
	s.note(cleanBuild, run, f)
	s.files, s.bytes, err = size(out)
	return err
}

// again builds over the last output, each time after another change.
func (s *side) again(ctx context.Context, out string, run int) error {
	for _, w := range []work{nothingChanged, textBuild, titleBuild, layoutBuild} {
		if err := s.edited.change(w); err != nil {
			return err
		}
		f, err := timing.Run(ctx, s.build(out))
		if err != nil {
			return err
		}
		s.note(w, run, f)
		if err := s.edited.shownIn(out, w); err != nil {
			return err
		}
	}
	return nil
}
