package value

import "example.org/partake/internal/frontmatter"

// Texts is a list of texts, or a word that says that there are none.
type Texts struct {
	None bool
	List []string
}

// UnmarshalValue reads none, none-yet or a list.
func (t *Texts) UnmarshalValue(v frontmatter.Value) error {
	if word, ok := v.Scalar(); ok && (word == "none" || word == "none-yet") {
		t.None = true
		return nil
	}
	return v.Into(&t.List)
}

// Count is a number of people that may not have been counted or published.
type Count struct {
	Number int
	Not    bool
}

// UnmarshalValue reads a number, not-counted or not-published.
func (n *Count) UnmarshalValue(v frontmatter.Value) error {
	if word, _ := v.Scalar(); word == "not-counted" || word == "not-published" {
		n.Not = true
		return nil
	}
	return v.Into(&n.Number)
}
