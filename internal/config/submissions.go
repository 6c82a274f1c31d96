package config

import (
	"fmt"
	"time"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/disclosure"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// Published is an entry of submissions.yaml: how many forms people sent in a quarter
// of a year. The command partake inbox stats --public makes it, and nobody types it.
type Published struct {
	// From is the first day of the quarter.
	From value.Date `yaml:"from" must:"true" eg:"2026-04-01"`
	// Until is the last day of the quarter.
	Until value.Date `yaml:"until" must:"true" eg:"2026-06-30"`
	// Counted is the day on which it was counted, in the quarter after.
	Counted value.Date `yaml:"counted" must:"true" eg:"2026-07-14"`
	// Forms lists each form once.
	Forms []PublishedForm `yaml:"forms" must:"true" eg:"[{form: forms/interest, title: \"Tell us that you are interested\", sent: 1 to 7}]"`

	Quarter disclosure.Quarter `yaml:"-"`
}

// PublishedForm is what is published of one form.
type PublishedForm struct {
	// Form is the id of the form.
	Form string `yaml:"form" must:"true" line:"true" eg:"forms/interest"`
	// Title is what the form was called.
	Title string `yaml:"title" must:"true" line:"true" eg:"\"Tell us that you are interested\""`
	// Sent is how many were sent: 0, 1 to 7, or rounded to the nearest 5.
	Sent Sent `yaml:"sent" must:"true" eg:"1 to 7"`
	// DealtWith is the share that the team had dealt with on the day of the count. It is left out where it could tell of a few people.
	DealtWith *DealtWith `yaml:"dealt_with" eg:"85%"`
}

// Share is the share, withheld where there is none.
func (f PublishedForm) Share() disclosure.Share {
	if f.DealtWith == nil {
		return disclosure.Withheld
	}
	return disclosure.Share(*f.DealtWith)
}

// Sent is a count as it may be published.
type Sent disclosure.Figure

// UnmarshalText refuses what is more exact.
func (s *Sent) UnmarshalText(text []byte) error {
	f, ok := disclosure.ParseFigure(string(text))
	*s = Sent(f)
	switch {
	case ok:
		return nil
	case f < 0:
		return &frontmatter.Mistake{Message: fmt.Sprintf("has to be 0, 1 to 7, or a multiple of 5 from 10, not %q", text), Hint: "copy the line that partake inbox stats --public printed"}
	case f == disclosure.Few:
		return &frontmatter.Mistake{Message: fmt.Sprintf("can't be %s: so small a number could tell who sent it", text), Hint: "write sent: 1 to 7"}
	}
	return &frontmatter.Mistake{Message: fmt.Sprintf("can't be %s: exact counts tell, one beside the other, who came or went", text), Hint: "write sent: " + f.String()}
}

// DealtWith is a share as it may be published.
type DealtWith disclosure.Share

// UnmarshalText refuses what is more exact.
func (s *DealtWith) UnmarshalText(text []byte) error {
	share, ok := disclosure.ParseShare(string(text))
	if !ok {
		*s = DealtWith(disclosure.Withheld) // of a wrong one nothing else is said
		return &frontmatter.Mistake{
			Message: fmt.Sprintf("has to be a percentage in steps of 5, not %q", text), Hint: "copy the line that partake inbox stats --public printed, or take it out",
		}
	}
	*s = DealtWith(share)
	return nil
}

// Tables are the published counts, as their rules know them.
func (d *Data) Tables() []disclosure.Table {
	var all []disclosure.Table
	for _, p := range d.Published {
		t := disclosure.Table{Quarter: p.Quarter, Counted: dayOf(p.Counted)}
		for _, f := range p.Forms {
			t.Rows = append(t.Rows, disclosure.Row{Form: f.Form, Title: f.Title, Sent: disclosure.Figure(f.Sent), Done: f.Share()})
		}
		all = append(all, t)
	}
	return all
}

func dayOf(d value.Date) time.Time {
	t, _ := time.Parse(time.DateOnly, d.ISO()) // it wrote it
	return t
}

func published(file string, src []byte, into *[]Published) diag.List {
	keys, list := frontmatter.ParseData(file, src, into)
	c := &frontmatter.Check{Keys: keys, List: list}
	first := map[disclosure.Quarter]int{}
	for i := range *into {
		p, at := &(*into)[i], frontmatter.Index("", i)
		if p.From == 0 || p.Until == 0 {
			continue // said already
		}
		p.Quarter = disclosure.QuarterOf(dayOf(p.From))
		if j, twice := first[p.Quarter]; !p.checkTime(c, at) {
			continue
		} else if twice {
			c.Errorf(at, "keep what was published first, on line "+c.Line(frontmatter.Index("", j)), "the quarter %s stands here twice", p.Quarter)
		} else {
			first[p.Quarter] = i
		}
		p.checkForms(c, at)
	}
	return c.List
}

// checkTime refuses all but whole quarters, counted when they were over and before the
// next one was. It says whether it is a quarter.
func (p *Published) checkTime(c *frontmatter.Check, at string) bool {
	q := p.Quarter
	if dayOf(p.From) != q.First() || dayOf(p.Until) != q.Last() {
		c.Errorf(at, "write from: "+q.First().Format(time.DateOnly)+" and until: "+q.Last().Format(time.DateOnly),
			"counts are published for whole quarters of a year, and this is none")
		return false
	}
	if p.Counted != 0 && disclosure.QuarterOf(dayOf(p.Counted)) != q+1 {
		c.Errorf(at+".counted", "copy the line that partake inbox stats --public printed", "a quarter is counted in the three months after it: from %s to %s",
			(q + 1).First().Format("2 January"), (q + 1).Last().Format("2 January 2006"))
	}
	return true
}

func (p *Published) checkForms(c *frontmatter.Check, at string) {
	first := map[string]string{}
	for i, f := range p.Forms {
		entry := frontmatter.Index(at+".forms", i)
		if line, twice := first[f.Form]; twice && f.Form != "" {
			c.Errorf(entry, "the first is on line "+line+": keep what was published", "the form %q stands here twice", f.Form)
		}
		first[f.Form] = c.Line(entry)
		if sent := disclosure.Figure(f.Sent); sent.Publishable() && !f.Share().Fits(sent) {
			c.Errorf(entry+".dealt_with", "take the line out", "%s of %s could tell how a few people were dealt with", f.Share(), sent)
		}
	}
}
