package config

import (
	"github.com/cespare/xxhash/v2"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// Data is what stands in content/data: lists that pages refer to.
type Data struct {
	Services, Areas, Skills []Term
	Rates                   []Rate
	Words                   []Word
	Published               []Published
	Digest                  uint64
}

// Term is an entry of services.yaml, areas.yaml or skills.yaml.
type Term struct {
	// ID is what pages write.
	ID string `yaml:"id" must:"true" line:"true" eg:"ward-4"`
	// Name is what readers see.
	Name string `yaml:"name" must:"true" line:"true" eg:"\"Ward 4\""`
}

// Rate is an entry of rates.yaml.
type Rate struct {
	// ID is what pages write.
	ID string `yaml:"id" must:"true" line:"true" eg:"involvement-hour"`
	// Amount is how many pounds.
	Amount float64 `yaml:"amount" must:"true" eg:"12.60"`
	// Per is what the amount is paid for.
	Per value.Per `yaml:"per" must:"true" eg:"hour"`
	// EffectiveFrom is its first day.
	EffectiveFrom value.Date `yaml:"effective_from" must:"true" eg:"2026-04-01"`
	// Until is its last day. Left out, the rate has no end.
	Until value.Date `yaml:"until" eg:"2027-03-31"`
	// Source says where the rate is laid down.
	Source string `yaml:"source" must:"true" eg:"\"Involvement payments policy\""`
}

// Word is an entry of words.yaml: words that partake check looks for, besides
// those that it knows.
type Word struct {
	// Avoid is what people write.
	Avoid string `yaml:"avoid" must:"true" line:"true" eg:"\"comms\""`
	// Say is what to write instead. Left out, the words are fine here, and partake check no longer names them.
	Say string `yaml:"say" line:"true" eg:"\"letters and emails\""`
}

// In says whether the rate holds on a day.
func (r Rate) In(d value.Date) bool {
	return r.EffectiveFrom <= d && (r.Until == 0 || d <= r.Until)
}

// DataFiles are the files of content/data.
var DataFiles = []string{"areas.yaml", "rates.yaml", "services.yaml", "skills.yaml", "submissions.yaml", "words.yaml"}

// Add reads one data file. name is its name without the folder.
func (d *Data) Add(file, name string, src []byte) diag.List {
	d.Digest ^= xxhash.Sum64String(name) * (xxhash.Sum64(src) | 1)
	switch name {
	case "services.yaml":
		return terms(file, src, &d.Services)
	case "areas.yaml":
		return terms(file, src, &d.Areas)
	case "skills.yaml":
		return terms(file, src, &d.Skills)
	case "rates.yaml":
		return rates(file, src, &d.Rates)
	case "submissions.yaml":
		return published(file, src, &d.Published)
	case "words.yaml":
		_, list := frontmatter.ParseData(file, src, &d.Words)
		return list
	}
	return diag.List{diag.Errorf(diag.Pos{File: file}, diag.DidYouMean(name, DataFiles), "there is no data file %q", name)}
}

func terms(file string, src []byte, into *[]Term) diag.List {
	keys, list := frontmatter.ParseData(file, src, into)
	c := &frontmatter.Check{Keys: keys, List: list}
	first := map[string]int{}
	for i, t := range *into {
		if j, twice := first[t.ID]; twice && t.ID != "" {
			c.Errorf(frontmatter.Index("", i), "the first is on line "+c.Line(frontmatter.Index("", j)), "the id %q stands here twice", t.ID)
		}
		first[t.ID] = i
		if t.ID != "" {
			value.CheckSlug(c, frontmatter.Index("", i)+".id", t.ID)
		}
	}
	return c.List
}

func rates(file string, src []byte, into *[]Rate) diag.List {
	keys, list := frontmatter.ParseData(file, src, into)
	c := &frontmatter.Check{Keys: keys, List: list}
	for i, r := range *into {
		if r.Amount < 0 {
			c.Errorf(frontmatter.Index("", i)+".amount", "write it without the minus: amount: 25", "a rate can't be less than nothing")
		}
		if r.Until != 0 && r.Until < r.EffectiveFrom {
			c.Errorf(frontmatter.Index("", i)+".until", "put the earlier day into effective_from and the later one into until", "the rate ends before it starts")
		}
		for j, s := range (*into)[:i] {
			if r.ID == s.ID && (s.Until == 0 || r.EffectiveFrom <= s.Until) && (r.Until == 0 || s.EffectiveFrom <= r.Until) {
				c.Errorf(frontmatter.Index("", i), "give the earlier one an until: date", "two rates %q hold on the same day; the other is on line %s", r.ID, c.Line(frontmatter.Index("", j)))
			}
		}
	}
	return c.List
}

// Rate finds the rate that holds on a day, else the latest one of that id; nil
// and all ids when there is none.
func (d *Data) Rate(id string, on value.Date) (rate *Rate, holds bool, ids []string) {
	for i := range d.Rates {
		r := &d.Rates[i]
		ids = append(ids, r.ID)
		switch {
		case r.ID != id:
		case r.In(on):
			return r, true, nil
		case rate == nil || r.EffectiveFrom > rate.EffectiveFrom:
			rate = r
		}
	}
	return rate, false, ids
}
