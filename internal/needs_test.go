package internal_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/partake/internal/build"
	"example.org/partake/internal/lint/rules"
	"example.org/partake/layouts"
)

var (
	needRow  = regexp.MustCompile(`(?m)^\| ([\d., –]+) \|.*\|.*\|$`)
	needPart = regexp.MustCompile("(check|checks|case|cases) ((?:`[^`]+`(?:, | to )?)+)")
	quoted   = regexp.MustCompile("`([^`]+)`")
)

// The table of needs names pages, rules and golden cases. All of them are there,
// and every need has a row.
func TestNeeds(t *testing.T) {
	src, err := os.ReadFile("needs.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	seen := map[string]bool{}
	for _, row := range needRow.FindAllStringSubmatch(text, -1) {
		for _, n := range needNumbers(row[1]) {
			if seen[n] {
				t.Errorf("%s has two rows", n)
			}
			seen[n] = true
		}
	}
	for group, last := range []int{20, 25, 40, 11, 27} {
		for i := 1; i <= last; i++ {
			if n := fmt.Sprintf("%d.%d", group, i); !seen[n] {
				t.Errorf("the need %s has no row", n)
			}
		}
	}
	checkNamed(t, text)
	checkPages(t, text)
}

// needNumbers reads "1.3–1.6, 1.8".
func needNumbers(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ", ") {
		first, last, isRange := strings.Cut(strings.TrimSpace(part), "–")
		if !isRange {
			out = append(out, first)
			continue
		}
		var group, from, to int
		if _, err := fmt.Sscanf(first+" "+last, "%d.%d %d.%d", &group, &from, &group, &to); err != nil {
			panic(err)
		}
		for i := from; i <= to; i++ {
			out = append(out, fmt.Sprintf("%d.%d", group, i))
		}
	}
	return out
}

// checkNamed looks for the rules and cases that the table names.
func checkNamed(t *testing.T, text string) {
	t.Helper()
	var known []string
	for _, r := range rules.All {
		known = append(known, r.Name)
	}
	for _, m := range needPart.FindAllStringSubmatch(text, -1) {
		for _, q := range quoted.FindAllStringSubmatch(m[2], -1) {
			if strings.HasPrefix(m[1], "check") {
				if !slices.Contains(known, q[1]) {
					t.Errorf("there is no rule %s", q[1])
				}
				continue
			}
			if _, err := os.Stat(filepath.Join("build", "testdata", q[1]+".txtar")); err != nil {
				t.Errorf("there is no case %s", q[1])
			}
		}
	}
}

// checkPages looks for the pages in the example site.
func checkPages(t *testing.T, text string) {
	t.Helper()
	out := t.TempDir()
	opts := build.Options{
		Site: os.DirFS(".."), Layouts: layouts.FS, Static: fstest.MapFS{"assets/manifest.json": {Data: []byte("{}")}},
		Out: out, State: t.TempDir(), Now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC),
	}
	if _, list, err := build.Run(context.Background(), opts); err != nil {
		t.Fatal(err, list.Errors())
	}
	for _, q := range quoted.FindAllStringSubmatch(text, -1) {
		url, anchor, _ := strings.Cut(q[1], "#")
		if !strings.HasPrefix(url, "/") || strings.Contains(url, "…") {
			continue
		}
		name := url
		if strings.HasSuffix(url, "/") {
			name += "index.html"
		}
		page, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Errorf("the example has no page %s", url)
		}
		if anchor != "" && !strings.Contains(string(page), `id="`+anchor+`"`) {
			t.Errorf("%s has no place #%s", url, anchor)
		}
	}
}
