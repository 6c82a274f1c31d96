package internal_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	faultRow  = regexp.MustCompile(`(?m)^\| ([FEGHN]?\d[\d, ]*) \| (.+) \| (.+) \|$`)
	faultTest = regexp.MustCompile(`^([a-z]+)\.(Test\w+)(?:/(.+))?$`)
	script    = regexp.MustCompile("script `([^`]+)`")
)

// The table of faults names tests. All of them are there, with their cases, and
// every number has exactly one row, which names a test.
func TestFaults(t *testing.T) {
	src, err := os.ReadFile("faults.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, row := range faultRow.FindAllStringSubmatch(string(src), -1) {
		for n := range strings.SplitSeq(row[1], ", ") {
			seen[n]++
		}
		if err := faultTests(row[3]); err != nil {
			t.Errorf("%s: %v", row[1], err)
		}
	}
	for group, last := range map[string]int{"F": 26, "": 70, "E": 10, "G": 11, "H": 14, "N": 8} {
		for i := 1; i <= last; i++ {
			if n := group + strconv.Itoa(i); seen[n] != 1 {
				t.Errorf("%s has %d rows", n, seen[n])
			}
			delete(seen, group+strconv.Itoa(i))
		}
	}
	if len(seen) > 0 {
		t.Errorf("nobody knows the numbers %v", seen)
	}
}

// faultTests looks for the tests that a row names.
func faultTests(cell string) error {
	for _, m := range script.FindAllStringSubmatch(cell, -1) {
		if _, err := os.Stat(filepath.Join("..", "cmd", "partake", "testdata", "script", m[1]+".txtar")); err != nil {
			return fmt.Errorf("there is no script %s", m[1])
		}
	}
	names := quoted.FindAllStringSubmatch(script.ReplaceAllString(cell, ""), -1)
	for _, m := range names {
		if err := faultNamed(m[1]); err != nil {
			return err
		}
	}
	if len(names) == 0 && !script.MatchString(cell) {
		return fmt.Errorf("no test is named in %q", cell)
	}
	return nil
}

// faultNamed looks for one test: a file of the browser's, or a function and in
// its room the name of a case, or how it begins.
func faultNamed(name string) error {
	if strings.HasSuffix(name, ".mjs") {
		_, err := os.Stat(filepath.Join("browser", name))
		return err
	}
	m := faultTest.FindStringSubmatch(name)
	if m == nil {
		return fmt.Errorf("%s is no name of a test", name)
	}
	dir := m[1]
	if program := map[string]string{"partake": "../cmd/partake", "interest": "../cmd/functions/interest"}[dir]; program != "" {
		dir = program
	}
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		return err
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if !strings.Contains(string(src), "\nfunc "+m[2]+"(t *testing.T)") {
			continue
		}
		if m[3] == "" || faultCase(string(src), m[3]) {
			return nil
		}
	}
	return fmt.Errorf("there is no %s", name)
}

// faultCase says whether a test's file has a text that is the name of a case, or
// begins with it: "19" is the case "19 letters" and not "190".
func faultCase(src, name string) bool {
	return regexp.MustCompile(`"` + regexp.QuoteMeta(name) + `[", ]`).MatchString(src)
}

// A name that is gone, or a case, is found out.
func TestFaultNames(t *testing.T) {
	for name, fine := range map[string]bool{
		"form.TestInputs": true, "form.TestInputs/19 letters": true, "form.TestInputs/19": true, "journey.test.mjs": true, "partake.TestHostEnds/killed": true,
		"form.TestInput": false, "forms.TestInputs": false, "form.TestInputs/19 letter": false, "form.TestInputs/190": false, "journeys.test.mjs": false,
		"form.FuzzRead": false, "inputs_test.go": false, "store.TestInputs": false, "form.TestCounts/19 letters": false,
	} {
		if err := faultNamed(name); (err == nil) != fine {
			t.Errorf("%s: %v", name, err)
		}
	}
	for cell, fine := range map[string]bool{"script `inbox`": true, "script `nothing`": false, "later": false} {
		if err := faultTests(cell); (err == nil) != fine {
			t.Errorf("%s: %v", cell, err)
		}
	}
}
