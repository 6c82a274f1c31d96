package output

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// manifestHeader is the first line; another version is not read.
const manifestHeader = "partake manifest 1"

// manifestPath is one file for each output folder.
func manifestPath(state, out string) string {
	return filepath.Join(state, fmt.Sprintf("%016x", xxhash.Sum64String(out)))
}

// readManifest returns what the last build wrote, by path, with each target's
// key. It is nil when there was none.
func readManifest(name string) (map[string]uint64, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	if !lines.Scan() || lines.Text() != manifestHeader {
		return nil, fmt.Errorf("%s is not a manifest that this version of Partake can read: delete it and empty the output folder", name)
	}
	files := map[string]uint64{}
	for lines.Scan() {
		key, path, ok := strings.Cut(lines.Text(), " ")
		n, err := strconv.ParseUint(key, 16, 64)
		if !ok || err != nil {
			return nil, fmt.Errorf("%s is damaged: delete it and empty the output folder", name)
		}
		files[path] = n
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	return files, nil
}

// writeManifest replaces the manifest in one step.
func writeManifest(name string, files map[string]uint64) error {
	paths := make([]string, 0, len(files))
	for p := range files {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	b := []byte(manifestHeader + "\n")
	for _, p := range paths {
		b = fmt.Appendf(b, "%016x %s\n", files[p], p)
	}
	if err := os.WriteFile(name+".tmp", b, 0o644); err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	if err := os.Rename(name+".tmp", name); err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	return nil
}
