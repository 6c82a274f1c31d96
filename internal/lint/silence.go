package lint

import (
	"slices"
	"strings"

	"example.org/partake/internal/content"
	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
)

// Unused is the rule about silences that keep nothing away.
var Unused = Rule{
	Name: "unused-silence", Asker: "partake check",
	About: "A page silences only rules that have something to say about it.",
}

// silence takes out what pages have silenced. It says which silences name no
// rule and, when all rules have run, which have nothing to do.
func (c *checker) silence(pages []*Page, all bool) {
	quiet, used := map[[2]string]bool{}, map[[2]string]bool{}
	for _, d := range c.sources.Docs {
		for _, s := range d.Base().Silence {
			quiet[[2]string{d.Base().File, s.Rule}] = true
		}
	}
	c.list = slices.DeleteFunc(c.list, func(d diag.Diagnostic) bool {
		key := [2]string{d.File, d.Rule}
		silenced := d.Severity == diag.Advice && quiet[key]
		used[key] = used[key] || silenced
		return silenced
	})
	for i, d := range c.sources.Docs {
		for j, s := range d.Base().Silence {
			at := d.Base().At(frontmatter.Index("silence", j) + ".rule")
			if hint, ok := c.known(d, s.Rule); !ok {
				c.list.Add(diag.Errorf(at, hint, "there is no rule %q", s.Rule))
			} else if all && pages[i] != nil && !used[[2]string{d.Base().File, s.Rule}] {
				c.list.Add(diag.Advicef(at, Unused.Name, Unused.Asker, "take it out", "the rule %q has nothing to say about this page", s.Rule))
			}
		}
	}
}

// known says whether there is a rule, or which one is near.
func (c *checker) known(d content.Doc, rule string) (hint string, ok bool) {
	var names []string
	for _, r := range c.opts.Rules {
		names = append(names, r.Name)
	}
	if strings.HasPrefix(rule, "asked/") {
		names = nil
		for _, key := range frontmatter.KeysOf(d) {
			names = append(names, frontmatter.AskedRule(key))
		}
	}
	if slices.Contains(names, rule) {
		return "", true
	}
	if near := diag.Nearest(rule, names); near != "" {
		return "did you mean \"" + near + "\"?", false
	}
	return "partake check --rules lists them", false
}
