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
	waiting := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+stagingMark+filepath.Base(s.manifest))
	if data != nil {
		b.waiting, err = waiting, wait(waiting, data)
	} else if err = os.Remove(waiting); errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	if err != nil {
		return advise(fmt.Errorf("write beside the site: %w", err))
	}
	s.beside = append(s.beside, b)
	return nil
}

// wait writes a file under another name. That is the same in each build into an
// output folder, so what a killed one left is written over.
func wait(waiting string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(waiting), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(waiting, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(waiting))
	}
	return nil
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
