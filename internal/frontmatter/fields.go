package frontmatter

import (
	"reflect"
	"slices"
	"sync"
)

// field is what the tags of a struct's field say.
type field struct {
	key     string
	index   []int
	must    bool
	asked   string
	example string
	line    bool
}

// plan is a struct as the decoder sees it.
type plan struct {
	fields []field
	byKey  map[string]int
	keys   []string // sorted, for hints
}

var plans sync.Map // reflect.Type → *plan

// planOf reads the tags of a struct once. Embedded structs belong to it.
func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p := &plan{byKey: map[string]int{}}
	for _, f := range reflect.VisibleFields(t) {
		key, ok := f.Tag.Lookup("yaml")
		if !ok || key == "-" {
			continue
		}
		p.byKey[key] = len(p.fields)
		p.keys = append(p.keys, key)
		p.fields = append(p.fields, field{
			key: key, index: f.Index, must: f.Tag.Get("must") == "true", asked: f.Tag.Get("asked"),
			example: f.Tag.Get("eg"), line: f.Tag.Get("line") == "true",
		})
	}
	slices.Sort(p.keys)
	plans.Store(t, p)
	return p
}
