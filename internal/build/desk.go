package build

import (
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/form"
	"example.org/partake/internal/handover"
	"example.org/partake/internal/markdown"
	"example.org/partake/internal/output"
)

// handOver makes the desk file, which stands once the site does.
func (p *press) handOver(stage *output.Stage) (deskfile.File, error) {
	return handover.Write(stage, p.opts.Desk, p.opts.Sends, handover.Input{
		Site: p.site, Shell: p.shell, Layouts: p.layouts, Recipients: p.opts.Recipients, Context: p.opts.Context, Intro: p.intro,
	})
}

// intro is what stands before the questions of a form.
func (p *press) intro(d *form.Definition) (markdown.HTML, error) {
	body, err := p.body(d, "form")
	return body.HTML, err
}
