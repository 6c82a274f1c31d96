package frontmatter

import (
	"fmt"
	"regexp"
	"strings"

	"example.org/partake/internal/diag"
)

// Check collects what a struct's own check finds after decoding, at the places
// of its keys.
type Check struct {
	Keys   Keys
	List   diag.List
	Count  bool // advice is counted, not told
	Advice int  // so much was
}

// Errorf reports an error at a key.
func (c *Check) Errorf(key, hint, format string, args ...any) {
	c.List.Add(diag.Errorf(c.Keys.Pos(key), hint, format, args...))
}

// Need reports a must field that only some files have to have.
func (c *Check) Need(missing bool, key, because, example string) {
	if missing {
		c.Errorf(parent(key), addLine(key, example), "%q is missing: %s", key, because)
	}
}

// Ask reports an asked field that only some files have to have.
func (c *Check) Ask(missing bool, key, asker, because, example string) {
	switch {
	case missing && c.Count:
		c.Advice++
	case missing:
		c.List.Add(diag.Advicef(c.Keys.Pos(parent(key)), AskedRule(key), asker, addLine(key, example), "%q is missing: %s", key, because))
	}
}

// AskedRule is the name of the rule that asks for a key: "asked/actions.evidence"
// for "actions[2].evidence".
func AskedRule(key string) string {
	return "asked/" + strings.TrimPrefix(index.ReplaceAllString(key, ""), ".")
}

var index = regexp.MustCompile(`\[\d+\]`)

// Line is the line of a key, for messages that point at another place.
func (c *Check) Line(key string) string { return fmt.Sprint(c.Keys.Pos(key).Line) }

func addLine(key, example string) string {
	return "add a line such as " + key[strings.LastIndexByte(key, '.')+1:] + ": " + example
}

func parent(key string) string { return key[:max(0, strings.LastIndexByte(key, '.'))] }

// Index is the key of an entry of a list.
func Index(key string, i int) string { return fmt.Sprintf("%s[%d]", key, i) }
