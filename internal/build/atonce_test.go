package build_test

import (
	"testing"

	"golang.org/x/tools/txtar"
)

// Several builds of sites that have a bit of everything go on at once, each with
// several goroutines of its own, as a server's do: nothing that they share is written.
func TestAtOnce(t *testing.T) {
	for _, name := range []string{"opportunity-rich", "strategy", "board", "doing", "poster", "poster-sheet", "agenda", "plan", "form-send", "learning"} {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, archive)
		})
	}
}
