package build

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/form"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/output"
	"example.org/partake/internal/source"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render renders every target into the stage, on all cores. It goes on after a
// mistake in a text, so that all of them are found.
func (p *press) render(ctx context.Context, targets []Target, stage *output.Stage) (Result, diag.List, error) {
	result := Result{Files: len(targets)}
	var done, size atomic.Int64
	err := source.Each(len(targets), func(i int) error {
		t := targets[i]
		if err := ctx.Err(); err != nil {
			return err
		}
		out := buffers.Get().(*bytes.Buffer)
		out.Reset()
		defer buffers.Put(out)
		if err := t.Render(out); err != nil {
			return err
		}
		size.Add(int64(out.Len()))
		if n := int(done.Add(1)); p.opts.Tick != nil && n%100 == 0 {
			p.opts.Tick(n, len(targets))
		}
		return stage.Write(t.Path, t.Key, out.Bytes())
	})
	if err != nil {
		list, err := layoutMistake(err)
		return Result{}, list, err
	}
	result.Bytes = size.Load()
	list, anchors := p.found(targets, &result)
	more, err := p.checkAnchors(anchors, stage)
	list.Add(more...)
	return result, list, err
}

// checkTexts looks for mistakes in the text of every page of a site that can't
// be built, so that an author sees all of them at once.
func (p *press) checkTexts() diag.List {
	docs := p.sources.Docs
	lists := make([]diag.List, len(docs))
	_ = source.Each(len(docs), func(i int) error { // a file that can't be read again is no mistake of its author
		b := docs[i].Base()
		if b.BodyLine > 0 && (p.opts.Drafts || !b.Draft) {
			_, _ = p.body(docs[i], string(b.Kind))
			lists[i] = p.pages[docs[i]].list
		}
		return nil
	})
	return slices.Concat(lists...)
}

// found collects what the bodies' Markdown had wrong, and the anchors that
// they lead to.
func (p *press) found(targets []Target, result *Result) (diag.List, []markdown.Anchor) {
	var list diag.List
	var anchors []markdown.Anchor
	for _, t := range targets {
		if t.Page {
			result.Pages++
		}
		if t.Doc != nil {
			list.Add(p.pages[t.Doc].list...)
			anchors = append(anchors, p.anchors(t.Doc)...)
		}
	}
	for _, d := range p.sources.Docs {
		b := d.Base()
		_, isForm := d.(*form.Definition) // its text stands on pages of others, or on none
		waits := p.site.Index.Hidden[b.ID]
		if b.Draft && !p.opts.Drafts || !isForm && !waits {
			continue
		}
		_, _ = p.body(d, string(b.Kind)) // a page that shows it says when it can't be read again
		list.Add(p.pages[d].list...)
		if !waits {
			anchors = append(anchors, p.anchors(d)...)
		}
	}
	return list, anchors
}

// anchors are the places that a text leads to. One on the page itself is left
// out where the text has no page of its own.
func (p *press) anchors(d content.Doc) []markdown.Anchor {
	var out []markdown.Anchor
	for _, a := range p.pages[d].body.Anchors {
		if a.URL == "" {
			a.URL = d.Base().URL
		}
		if a.URL != "" {
			out = append(out, a)
		}
	}
	return out
}

// checkAnchors looks for each place that a link leads to in the page as it was
// rendered. Each page is read once.
func (p *press) checkAnchors(anchors []markdown.Anchor, stage *output.Stage) (diag.List, error) {
	var list diag.List
	pages := map[string]string{}
	for _, a := range anchors {
		if p.site.Fleeting(a.URL, a.ID) {
			continue
		}
		if _, read := pages[a.URL]; !read {
			src, err := stage.Read(file(a.URL))
			if err != nil {
				return nil, err
			}
			pages[a.URL] = string(src)
		}
		if !strings.Contains(pages[a.URL], ` id="`+a.ID+`"`) {
			list.Add(a.Missing(a.URL, markdown.IDs(pages[a.URL])))
		}
	}
	return list, nil
}
