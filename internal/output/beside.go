package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// beside is a file that goes with a build and is not published. waiting is it
// under another name until the build is.
type beside struct{ name, waiting string }

// Beside gives the build a file outside of the output folder. It takes the place
// of an earlier one when Commit publishes the rest, and never stands there torn.
// Without data the earlier one goes.
func (s *Stage) Beside(name string, data []byte) error {
	name, err := filepath.Abs(name)
	if err != nil {
		return fmt.Errorf("write beside the site: %w", err)
	}
	if within(name, s.out) {
		return fmt.Errorf("%s can't be below the output folder: it would be published", name)
	}
	b := beside{name: name}
	if data != nil {
		if b.waiting, err = wait(name, data); err != nil {
			return fmt.Errorf("write beside the site: %w", err)
		}
	}
	s.beside = append(s.beside, b)
	return nil
}

// wait writes a file under a name of its own in the folder that it is for.
func wait(name string, data []byte) (string, error) {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, "."+filepath.Base(name)+".tmp-")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// place puts the files where they belong.
func (s *Stage) place() error {
	var errs []error
	for _, b := range s.beside {
		if b.waiting != "" {
			errs = append(errs, os.Rename(b.waiting, b.name))
		} else if err := os.Remove(b.name); !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// drop takes the files away that nobody will place.
func (s *Stage) drop() error {
	var errs []error
	for _, b := range s.beside {
		if b.waiting != "" {
			errs = append(errs, os.Remove(b.waiting))
		}
	}
	return errors.Join(errs...)
}
