package content

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// Measure is a figure with what is needed to judge it.
type Measure struct {
	// Question is what was asked or counted.
	Question string `yaml:"question" must:"true" eg:"\"Was our letter easy to understand?\""`
	// Value is the figure.
	Value float64 `yaml:"value" must:"true" eg:"72"`
	// Unit is percent, count, days or score.
	Unit value.Unit `yaml:"unit" must:"true" eg:"percent"`
	// AsOf is the day for which it holds.
	AsOf value.Date `yaml:"as_of" must:"true" eg:"2026-06-30"`
	// Respondents are who answered. A figure in percent or as a score does not build without them.
	Respondents *Respondents `yaml:"respondents" eg:"{who: [patients, carers], n: 398}"`
	// Method says how it was found out.
	Method string `yaml:"method" asked:"4Pi Impact" eg:"\"Survey by post, by phone and online\""`
	// Source says where the figure stands.
	Source string `yaml:"source" must:"true" eg:"\"Yearly involvement survey\""`
	// Baseline is the figure from which you began, for comparison.
	Baseline *float64 `yaml:"baseline" eg:"54"`
	// Target is what we aim for.
	Target *Target `yaml:"target" eg:"{value: 90, by: 2030-03-31}"`
	// Better says whether a higher or a lower figure is better.
	Better value.Better `yaml:"better" eg:"higher"`
	// History lists earlier figures.
	History []Reading `yaml:"history" eg:"[{as_of: 2025-06-30, value: 61}]"`
	// Note is what readers need to know to judge it.
	Note string `yaml:"note" eg:"\"The survey was new in 2025.\""`
}

// Respondents are who answered a survey.
type Respondents struct {
	// Who lists the groups.
	Who []value.Who `yaml:"who" must:"true" eg:"[patients, carers]"`
	// N is how many, or not-published.
	N value.Count `yaml:"n" must:"true" eg:"398"`
}

// Target is a figure to reach by a day.
type Target struct {
	// Value is the figure.
	Value float64 `yaml:"value" must:"true" eg:"90"`
	// By is the day.
	By value.Date `yaml:"by" must:"true" eg:"2030-03-31"`
}

// Reading is an earlier figure.
type Reading struct {
	// AsOf is the day for which it holds.
	AsOf value.Date `yaml:"as_of" must:"true" eg:"2025-06-30"`
	// Value is the figure.
	Value float64 `yaml:"value" must:"true" eg:"61"`
}

func checkMeasures(c *frontmatter.Check, measures []Measure) {
	for i, m := range measures {
		m.check(c, frontmatter.Index("measures", i))
	}
}

func (m *Measure) check(c *frontmatter.Check, key string) {
	survey := m.Unit == "percent" || m.Unit == "score"
	c.Need(survey && m.Respondents == nil, key+".respondents", "a figure means nothing without who answered", "{who: [patients, carers], n: 398}")
	m.checkRange(c, key+".value", m.Value)
	if m.Baseline != nil {
		m.checkRange(c, key+".baseline", *m.Baseline)
	}
	for i, r := range m.History {
		at := frontmatter.Index(key+".history", i)
		m.checkRange(c, at+".value", r.Value)
		if r.AsOf >= m.AsOf {
			c.Errorf(at, "put the newest figure in value and as_of", "the earlier figure is not earlier than %s", m.AsOf)
		}
		for _, earlier := range m.History[:i] {
			if earlier.AsOf == r.AsOf {
				c.Errorf(at, "keep the figure that is right", "there are two figures for %s", r.AsOf)
				break
			}
		}
	}
	if m.Target != nil {
		m.checkTarget(c, key+".target")
	}
}

// checkRange refuses what no figure of its unit can be.
func (m *Measure) checkRange(c *frontmatter.Check, key string, x float64) {
	switch {
	case m.Unit == "percent" && (x < 0 || x > 100):
		c.Errorf(key, "check the figure, or write another unit than percent", "a percentage is between 0 and 100")
	case m.Unit == "count" && x < 0:
		c.Errorf(key, "check the figure, or write another unit than count", "a count is 0 or more")
	}
}

// checkTarget refuses an aim that the other figures contradict. That its day has
// passed is no mistake: time alone never fails a build.
func (m *Measure) checkTarget(c *frontmatter.Check, key string) {
	t := m.Target
	m.checkRange(c, key+".value", t.Value)
	if len(m.History) > 0 {
		first := m.AsOf
		for _, r := range m.History {
			first = min(first, r.AsOf)
		}
		if t.By < first {
			c.Errorf(key+".by", "write the day by which you want to reach it", "the day of the target is before the first figure, of %s", first)
		}
	}
	if b := m.Baseline; b != nil && (m.Better == "higher" && t.Value < *b || m.Better == "lower" && t.Value > *b) {
		c.Errorf(key+".value", "check baseline, target and better", "%s is better, and the target is worse than the baseline", m.Better)
	}
}
