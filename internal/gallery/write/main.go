// Command write brings the gallery of messages in the editors' guide up to date with
// the golden cases:
//
//	go generate ./internal/gallery
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"example.org/partake/internal/gallery"
)

func main() {
	if err := write("../.."); err != nil { // go generate runs in the folder of the package
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

func write(root string) error {
	cases, err := gallery.Read(os.DirFS(filepath.Join(root, "internal")))
	if err != nil {
		return err
	}
	files, err := gallery.Pages(cases)
	if err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
