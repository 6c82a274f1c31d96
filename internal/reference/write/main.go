// Command write brings the reference for editors up to date with the Go source:
//
//	go generate ./internal/reference
//
// It writes comments.txt and the pages content/guide/front-matter-*.md.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"example.org/partake/internal/reference"
)

func main() {
	if err := write("../.."); err != nil { // go generate runs in the folder of the package
		fmt.Fprintln(os.Stderr, "reference:", err)
		os.Exit(1)
	}
}

func write(root string) error {
	comments, err := reference.Comments(os.DirFS(filepath.Join(root, "internal")))
	if err != nil {
		return err
	}
	files := reference.Open(comments).Pages()
	files["internal/reference/comments.txt"] = comments
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
