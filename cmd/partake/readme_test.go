package main

import (
	"net"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/txtar"
)

// README.md shows what the program does: each of the commands and messages in a
// section is one of a script, which runs them.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	must(t, err)
	for _, c := range []struct {
		heading, script string
		blocks          int
	}{
		{"A first tour for an editor", "new-tour.txtar", 5},
		{"Let people answer", "readme-answers.txtar", 5},
	} {
		script, err := txtar.ParseFile("testdata/script/" + c.script)
		must(t, err)
		_, section, _ := strings.Cut(string(readme), "\n## "+c.heading+"\n")
		section, _, _ = strings.Cut(section, "\n## ")
		shown := 0
		for i, block := range strings.Split(section, "```") {
			if i%2 == 0 {
				continue
			}
			shown++
			_, block, _ = strings.Cut(block, "\n")
			if !ran(script, dedent(block)) {
				t.Errorf("%s does not show that this is true:\n%s", c.script, block)
			}
		}
		if shown < c.blocks {
			t.Errorf("%q shows %d commands and messages", c.heading, shown)
		}
	}
}

// inScript has what README.md says otherwise than a script.
var inScript = strings.NewReplacer(`"`, "'", "https://involvement.example.org", "http://127.0.0.1:$PORT", "7KM4-2PXR", "$REFERENCE")

// ran says whether a block of README.md is commands that the script runs and
// wants to succeed, or a file of it.
func ran(script *txtar.Archive, block string) bool {
	for _, f := range script.Files {
		if string(f.Data) == block {
			return true
		}
	}
	for line := range strings.Lines(block) {
		if !strings.HasPrefix(line, "partake ") || !strings.Contains(string(script.Comment), "\nexits 0 "+inScript.Replace(line)) {
			return false
		}
	}
	return true
}

// dedent takes the indent of the first line off every line.
func dedent(block string) string {
	indent := block[:len(block)-len(strings.TrimLeft(block, " "))]
	var b strings.Builder
	for line := range strings.Lines(block) {
		if line = strings.TrimPrefix(line, indent); strings.Trim(line, " ") != "" {
			b.WriteString(line)
		}
	}
	return b.String()
}

// port is the command "port": it sets $PORT to one that nobody listens at.
func port(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: port")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	_, number, err := net.SplitHostPort(l.Addr().String())
	ts.Check(err)
	ts.Check(l.Close())
	ts.Setenv("PORT", number)
}

// answer is the command "answer FORM OPPORTUNITY NAME=VALUE…": it waits for the
// site at $PORT, sends the form and sets $REFERENCE to what the receipt says.
func answer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: answer FORM OPPORTUNITY NAME=VALUE…")
	}
	fields := url.Values{"_form": {args[0]}, "opportunity": {args[1]}}
	for _, a := range args[2:] {
		name, value, _ := strings.Cut(a, "=")
		fields.Add(name, value)
	}
	site := &hosted{addr: "127.0.0.1:" + ts.Getenv("PORT")}
	for end := time.Now().Add(40 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if code, _, _ := site.get("/", nil); code == 200 {
			break
		}
		if time.Now().After(end) {
			ts.Fatalf("waited too long for the site")
		}
	}
	sure, err := site.look(1, fields)
	ts.Check(err)
	got, err := site.send(1, sure)
	ts.Check(err)
	if got.reference == "" {
		ts.Fatalf("the receipt has no reference")
	}
	ts.Setenv("REFERENCE", got.reference)
}
