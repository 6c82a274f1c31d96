package config

import (
	"os"
	"testing"

	"example.org/partake/internal/disclosure"
)

// TestTables: what the command prints is what the site reads, and printed again it is
// the same text.
func TestTables(t *testing.T) {
	src, err := os.ReadFile("../../content/data/submissions.yaml")
	if err != nil {
		t.Fatal(err)
	}
	odd := disclosure.Text([]disclosure.Table{{Quarter: 8106, Rows: []disclosure.Row{
		{Form: "123", Title: "“Odd”: \\ \"names\" # & * é 中 true", Sent: 1205, Done: 50}, {Form: "null", Title: "- [x]", Done: disclosure.Withheld},
	}, Counted: disclosure.Quarter(8107).First()}})
	for _, text := range []string{string(src), odd} {
		var d Data
		if list := d.Add("content/data/submissions.yaml", "submissions.yaml", []byte(text)); len(list) > 0 {
			t.Errorf("%v", list)
		}
		if got := disclosure.Text(d.Tables()); got != text {
			t.Errorf("%s\nbecame\n%s", text, got)
		}
	}
}
