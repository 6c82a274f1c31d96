package build

import (
	"bytes"
	"context"
	"sync"
	"sync/atomic"

	"example.org/partake/internal/output"
	"example.org/partake/internal/source"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render brings every target into the stage, on all cores: one with an old key
// as the last build wrote it. It goes on after a mistake in a text, so that all
// of them are found.
func (d *draft) render(ctx context.Context, stage *output.Stage) (Result, error) {
	var done, rendered, size atomic.Int64
	err := source.Each(len(d.targets), func(i int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if n := int(done.Add(1)); d.opts.Tick != nil && n%100 == 0 {
			d.opts.Tick(n, len(d.targets))
		}
		t := d.targets[i]
		kept, ok, err := stage.Keep(t.Path, t.Key())
		if size.Add(kept); ok || err != nil {
			t.Drop()
			return err
		}
		rendered.Add(1)
		out := buffers.Get().(*bytes.Buffer)
		out.Reset()
		defer buffers.Put(out)
		if err := t.Render(out); err != nil {
			return err
		}
		size.Add(int64(out.Len()))
		return stage.Write(t.Path, t.Key(), out.Bytes())
	})
	files, new := len(d.targets), int(rendered.Load())
	return Result{Pages: d.pages(), Files: files, Rendered: new, Unchanged: files - new, Bytes: size.Load()}, err
}

func (d *draft) pages() int {
	n := 0
	for _, t := range d.targets {
		if t.Page {
			n++
		}
	}
	return n
}
