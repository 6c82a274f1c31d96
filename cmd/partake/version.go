package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"

	"example.org/partake/cmd/partake/terminal"
)

type versionCommand struct{}

// Run prints one line.
func (versionCommand) Run(t terminal.Terminal) error {
	_, err := fmt.Fprintf(t.Out, "partake %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version is that of the module, with the revision that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v, revision, dirty := info.Main.Version, "", ""
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case "vcs.modified":
			if s.Value == "true" {
				dirty = "+"
			}
		}
	}
	if v != "" && v != "(devel)" {
		return v
	}
	if revision != "" {
		return "devel-" + revision + dirty
	}
	return "devel"
}

// identity says what this program is, down to its bytes: what one of another
// build rendered is rendered again.
func identity() string {
	name, _ := os.Executable() // "" if that can't be told
	info, err := os.Stat(name)
	if err != nil {
		return version()
	}
	return fmt.Sprint(version(), info.Size(), info.ModTime().UnixNano())
}
