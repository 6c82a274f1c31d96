package lint

import "example.org/partake/internal/diag"

// Rule is one thing to look for. Exactly one of Page and Site is set, or none
// for what is found before any rule runs.
type Rule struct {
	Name  string // by which a page silences it: "long-title"
	Asker string // who asks for it
	About string // what it asks for, in a sentence
	// Page looks at one page that is on the site. Pages run at the same time.
	Page func(*Page)
	// Site looks across all pages.
	Site func(*Site)
	// English is set for rules that read English words: pages in another
	// language are left out.
	English bool
	// Archived is set for rules that look at archived pages too.
	Archived bool
}

// fits says whether a rule looks at a page.
func (r *Rule) fits(p *Page) bool {
	return r.Page != nil && (r.Archived || !p.Archived) && (!r.English || p.Lang == "" || p.Lang == "en" || p.Lang == "en-GB")
}

// finder collects what the rule that runs now finds.
type finder struct {
	rule  *Rule
	found diag.List
}

// Find notes a finding of the rule that runs: where, what to write instead, and
// what is wrong.
func (f *finder) Find(at diag.Pos, hint, format string, args ...any) {
	f.found.Add(diag.Advicef(at, f.rule.Name, f.rule.Asker, hint, format, args...))
}
