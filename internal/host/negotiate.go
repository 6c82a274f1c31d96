package host

import (
	"strconv"
	"strings"
)

// choose is the best coding that a browser takes, "" for none. A coding with
// q=0 is one that it does not want; * stands for those that it does not name.
func choose(accept []string, have map[string]coded) string {
	if len(have) == 0 {
		return ""
	}
	wanted := map[string]bool{}
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, params, _ := strings.Cut(part, ";")
		quality := 1.0
		if q, ok := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q="); ok {
			quality, _ = strconv.ParseFloat(q, 64) // what is no number is refused, to be safe
		}
		wanted[strings.ToLower(strings.TrimSpace(name))] = quality > 0
	}
	for _, c := range codings {
		want, named := wanted[c]
		if !named {
			want = wanted["*"]
		}
		if _, ok := have[c]; ok && want {
			return c
		}
	}
	return ""
}

// holds says whether a browser has the file with this tag (If-None-Match).
func holds(lists []string, tag string) bool {
	for part := range strings.SplitSeq(strings.Join(lists, ","), ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == "*" || part == tag {
			return true
		}
	}
	return false
}
