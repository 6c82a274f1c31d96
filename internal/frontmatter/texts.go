package frontmatter

import (
	"reflect"
	"strconv"
)

// Texts calls yield for each text of a struct that was decoded, with its key as
// Keys knows it. Lines – titles, names, addresses – are left out: what remains
// is sentences, and words of lists.
func Texts(doc any, yield func(key, text string)) {
	texts(reflect.ValueOf(doc), "", yield)
}

func texts(v reflect.Value, path string, yield func(key, text string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			texts(v.Elem(), path, yield)
		}
	case reflect.String:
		if v.Type() == plainString && v.Len() > 0 {
			yield(path, v.String())
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), path+"["+strconv.Itoa(i)+"]", yield)
		}
	case reflect.Struct:
		for _, f := range planOf(v.Type()).fields {
			if !f.line {
				texts(v.FieldByIndex(f.index), join(path, f.key), yield)
			}
		}
	}
}

// plainString is the type of free text; enums, dates and addresses have types
// of their own.
var plainString = reflect.TypeFor[string]()

// KeysOf lists all keys that a struct may have, those inside others too, in the
// form "reimbursement.model".
func KeysOf(doc any) []string {
	var out []string
	keysOf(reflect.TypeOf(doc), "", maxDepth, &out)
	return out
}

func keysOf(t reflect.Type, path string, depth int, out *[]string) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || depth == 0 {
		return
	}
	for _, f := range planOf(t).fields {
		sub := join(path, f.key)
		*out = append(*out, sub)
		keysOf(t.FieldByIndex(f.index).Type, sub, depth-1, out)
	}
}
