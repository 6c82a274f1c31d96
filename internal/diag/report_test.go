package diag

import (
	"encoding/json"
	"strings"
	"testing"
)

var some = List{
	{Pos: Pos{"a,b.md", 3, 180}, Message: "50% is\twrong", Hint: "write:\nthis", Excerpt: "---"},
	{Pos: Pos{File: "c:d.yaml"}, Severity: Advice, Rule: "long-title", Message: "it is <long>", Asker: "4Pi Purpose"},
	{Pos: Pos{"c:d.yaml", 12, 1}, Severity: Advice, Rule: "long-title", Message: "it is long", Asker: "4Pi Purpose", Excerpt: "title: x"},
}

func TestReport(t *testing.T) {
	var b strings.Builder
	if err := some.Report(&b); err != nil {
		t.Fatal(err)
	}
	want := `a,b.md
  3:180  error: 50% is wrong
         write:
         this

c:d.yaml
  advice: it is <long>
  asked for by 4Pi Purpose [long-title]
  12:1  advice: it is long
        12 | title: x
        asked for by 4Pi Purpose [long-title]
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestJSON(t *testing.T) {
	var b strings.Builder
	if err := some.JSON(&b); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Errors, Advice int
		Findings       []map[string]any
	}
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.Errors != 1 || got.Advice != 2 || len(got.Findings) != 3 {
		t.Errorf("got %+v", got)
	}
	for _, key := range []string{"file", "line", "col", "severity", "rule", "message", "hint", "asker", "excerpt"} {
		if _, ok := got.Findings[1][key]; !ok {
			t.Errorf("%q is not there", key)
		}
	}
	if !strings.Contains(b.String(), "<long>") {
		t.Error("signs were escaped that JSON leaves alone")
	}
	b.Reset()
	if err := (List{}).JSON(&b); err != nil || !strings.Contains(b.String(), `"findings": []`) {
		t.Errorf("an empty list is %s (%v)", b.String(), err)
	}
}

// The escapes are those of GitHub's workflow commands: in the text %, CR and LF,
// in the properties the colon and the comma too.
func TestGitHub(t *testing.T) {
	var b strings.Builder
	if err := some.GitHub(&b); err != nil {
		t.Fatal(err)
	}
	want := `::error file=a%2Cb.md,line=3,col=180,title=Mistake::50%25 is wrong%0Awrite:%0Athis
::warning file=c%3Ad.yaml,title=long-title::it is <long>%0Aasked for by 4Pi Purpose
::warning file=c%3Ad.yaml,line=12,col=1,title=long-title::it is long%0Aasked for by 4Pi Purpose
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// Of a long line the excerpt shows the part that is meant, with the caret below.
func TestLongLine(t *testing.T) {
	line := strings.Repeat("é", 300) + "X" + strings.Repeat("é", 300)
	l := List{Errorf(Pos{"a.md", 1, 301}, "", "wrong")}
	l.Quote(func(string) ([]byte, error) { return []byte(line), nil })
	var b strings.Builder
	if err := l.Print(&b, 1); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	if caret := strings.Index(lines[2], "^"); []rune(lines[1])[caret] != 'X' {
		t.Errorf("the caret is elsewhere:\n%s", b.String())
	}
}
