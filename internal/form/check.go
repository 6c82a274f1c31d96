package form

import (
	"slices"
	"strings"

	"example.org/partake/internal/diag"
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// What a form may be at most. A server takes 256 kB at once, and a character
// can be 12 bytes long on its way.
const (
	longest     = 5000  // characters of an answer
	longestForm = 20000 // characters of all answers
	mostOptions = 50
	mostFields  = 30
)

// MostInputs is how many names a form sends at most, ticks included.
const MostInputs = 36

// needed are the fields without which nobody can be answered.
var needed = []string{"name", "reply_by", "contact"}

// Check looks at what the fields say together.
func (d *Definition) Check(c *frontmatter.Check) {
	var ids []string
	for i, f := range d.Fields {
		key := frontmatter.Index("fields", i)
		if slices.Contains(ids, f.ID) {
			c.Errorf(key+".id", "keep one of them", "the form asks for %q twice", f.ID)
		}
		ids = append(ids, f.ID)
		f.check(c, key)
	}
	d.checkSize(c)
	for _, id := range needed {
		if !slices.Contains(ids, id) {
			c.Errorf("fields", "add - id: "+id, "the form has no field %q, and without it nobody can be answered", id)
		}
	}
}

func (f Field) check(c *frontmatter.Check, key string) {
	if !idPattern(f.ID) {
		c.Errorf(key+".id", "write small letters, figures and _", "%q can't name a field", f.ID)
		return
	}
	if why := banned(f); why != "" {
		c.Errorf(key, "take the field out", "a form on this site may not ask for %s", why)
	}
	f.checkOptions(c, key)
	f.checkHealth(c, key)
	if f.Max > longest {
		c.Errorf(key+".max", "write a number from 1 to "+value.Thousands(longest), "%s characters are more than an answer can have", value.Thousands(f.Max))
	}
	if _, ok := known[f.ID]; ok {
		if f.Kind != "" {
			c.Errorf(key+".kind", "take it out, or give the field another id", "how %q is answered is settled", f.ID)
		}
		return
	}
	if why := f.reserved(); why != "" {
		c.Errorf(key+".id", "give the field another id", "the id %q is taken: %s", f.ID, why)
	}
	c.Need(f.Kind == "", key+".kind", "a field of your own needs it", "long-text")
	c.Need(f.Label == "", key+".label", "a field of your own needs a question", `"What would you like to talk about?"`)
	choice := f.Kind == "choice" || f.Kind == "choices"
	c.Need(choice && len(f.Options) < 2, key+".options", "people need answers to choose from", "[Mornings, Evenings]")
	if near := diag.Nearest(f.ID, knownIDs()); near != "" && f.Kind == "" {
		c.Errorf(key+".id", "did you mean \""+near+"\"?", "there is no known field %q", f.ID)
	}
}

// reserved says what an id of one's own must not take the place of.
func (f Field) reserved() string {
	switch {
	case slices.ContainsFunc(contactInputs, func(in Input) bool { return in.ID == f.ID }):
		return "the field contact has an input of that name"
	case strings.HasSuffix(f.ID, consentEnd):
		return "what ends in " + consentEnd + " is the tick of a question about health"
	case strings.HasPrefix(f.ID, "_"):
		return "what starts with _ is for Partake itself"
	}
	return ""
}

func (f Field) checkOptions(c *frontmatter.Check, key string) {
	seen := map[string]string{}
	for i, o := range f.options() {
		at := key + "." + frontmatter.Index("options", i)
		switch other, twice := seen[o.Value]; {
		case o.Value == "":
			c.Errorf(at, "write it in words", "the answer %q has no letters or figures", o.Words)
		case twice:
			c.Errorf(at, "write them so that they differ by a letter, or keep one", "the answers %q and %q are stored as the same", other, o.Words)
		case f.ID == "reply_by" && !slices.ContainsFunc(known["reply_by"].Options, func(words string) bool { return words == f.Options[i] }):
			c.Errorf(at, "use some of: "+strings.Join(known["reply_by"].Options, ", "), "%q is not a way in which the form can take an address", o.Words)
		}
		seen[o.Value] = o.Words
	}
	if len(f.Options) > mostOptions {
		c.Errorf(key+".options", "make two questions of them, or ask with a text", "nobody can choose from %d answers: a question has %d at most", len(f.Options), mostOptions)
	}
}

// checkHealth: what people have to tell us can't hang on their consent.
func (f Field) checkHealth(c *frontmatter.Check, key string) {
	whole := f.whole()
	switch {
	case !whole.Health:
	case slices.Contains(needed, f.ID) || whole.Kind == "opportunity" || whole.Kind == "consent":
		c.Errorf(key+".health", "take it out", "%q can't be kept with a tick only", f.ID)
	case !whole.Optional:
		c.Errorf(key, "add optional: true", "people must be able to leave out an answer about their health")
	}
}

// checkSize keeps a form within what a server takes at once.
func (d *Definition) checkSize(c *frontmatter.Check) {
	sum, inputs := 0, 0
	for _, in := range d.Form("").Fields {
		sum += in.Max
		inputs++
		if in.Health {
			inputs++
		}
	}
	if sum > longestForm {
		c.Errorf("fields", "set a smaller max", "the answers may have %s characters together: a form takes %s at most", value.Thousands(sum), value.Thousands(longestForm))
	}
	if len(d.Fields) > mostFields {
		c.Errorf("fields", "ask only what you need to answer people", "the form has %d questions: %d are the most", len(d.Fields), mostFields)
	} else if inputs > MostInputs {
		c.Errorf("fields", "ask fewer questions about health: each has a tick", "the form has %d places to fill in and to tick: %d are the most", inputs, MostInputs)
	}
}

func idPattern(id string) bool {
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' {
			return false
		}
	}
	return id != ""
}

// banned says what a form must never ask for: what would do harm in the wrong
// hands, and is not needed to answer anybody.
func banned(f Field) string {
	words := " " + strings.Map(letters, strings.ToLower(f.ID+" "+f.Label)) + " "
	for _, b := range []struct{ words, what string }{
		{"nhs number", "an NHS number"},
		{"date of birth", "a date of birth"},
		{"dob", "a date of birth"},
		{"diagnosis", "a diagnosis"},
		{"bank account", "bank details"},
		{"bank details", "bank details"},
		{"sort code", "bank details"},
		{"national insurance", "a National Insurance number"},
		{"ni number", "a National Insurance number"},
	} {
		if strings.Contains(words, " "+b.words+" ") {
			return b.what
		}
	}
	return ""
}

// letters makes everything but letters and figures a space.
func letters(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return r
	}
	return ' '
}
