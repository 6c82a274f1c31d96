// Write puts the hostile site into a folder, for the tests that open it in a
// browser:
//
//	go run ./internal/hostile/write DIR
//
// DIR/site is the site and DIR/titles.json the titles that its pages must show:
// those of its updates, by their addresses.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"example.org/partake/internal/hostile"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: write DIR")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

func write(dir string) error {
	texts := hostile.Lines()
	for name, data := range hostile.Site(texts) {
		if err := put(filepath.Join(dir, "site", filepath.FromSlash(name)), []byte(data)); err != nil {
			return err
		}
	}
	titles := map[string]string{}
	for i := 0; i < len(texts); i += 2 {
		titles[fmt.Sprintf("/updates/u%d/", i/2)] = texts[i]
	}
	out, err := json.Marshal(titles)
	if err != nil {
		return err
	}
	return put(filepath.Join(dir, "titles.json"), out)
}

func put(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
