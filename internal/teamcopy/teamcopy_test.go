package teamcopy

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"example.org/partake/internal/casework"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/form"
)

// TestCopy: the file beside a copy.
func TestCopy(t *testing.T) {
	file := filepath.Join(t.TempDir(), "folder", "submissions.db")
	if _, ok, err := Read(file); ok || err != nil {
		t.Errorf("%t, %v", ok, err)
	}
	c := Copy{From: "https://example.org", Words: exchange.Words{Forms: []form.Form{{ID: "forms/interest", Title: "Tell us"}}, Titles: map[string]string{"a": "A"}}}
	for range 2 {
		if err := c.Write(file); err != nil {
			t.Fatal(err)
		}
	}
	got, ok, err := Read(file)
	if err != nil || !ok || fmt.Sprint(got) != fmt.Sprint(c) {
		t.Errorf("%+v, %t, %v", got, ok, err)
	}
	if names, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "*")); len(names) != 1 {
		t.Errorf("%v", names)
	}
	if err := os.WriteFile(file+copyEnd, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Read(file); err == nil {
		t.Error("half a file is read")
	}
}

// TestSent: what is known of the desk is read as it was written, and a broken file is as
// none.
func TestSent(t *testing.T) {
	file := filepath.Join(t.TempDir(), "submissions.db")
	if s := ReadSent(file); s.known {
		t.Error("there is none yet")
	}
	s := &Sent{}
	if err := s.Write(file); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file + sentEnd); err == nil {
		t.Error("what nobody knows was written down")
	}
	there := casework.Name{ID: casework.ID{1}}
	s.Asked([]casework.Name{there}, map[string]bool{"2222-2222": true})
	if first := s.Went([]casework.Step{{ID: casework.ID{2}}, {ID: casework.ID{3}}}, []casework.ID{{3}}); first != 1 {
		t.Errorf("%d stayed for the first time", first)
	}
	if err := s.Write(file); err != nil {
		t.Fatal(err)
	}
	got := ReadSent(file)
	if !got.known || !got.Has(casework.ID{1}) || !got.Has(casework.ID{2}) || got.Has(casework.ID{3}) || !got.erased["2222-2222"] {
		t.Errorf("%+v", got)
	}
	if first := got.Went(nil, []casework.ID{{3}}); first != 0 {
		t.Error("what stayed is told again")
	}
	got.Asked([]casework.Name{{ID: casework.ID{3}}}, nil)
	if len(got.stayed) != 0 || !got.Has(casework.ID{3}) {
		t.Errorf("it is there after all: %+v", got)
	}
	if err := os.WriteFile(file+sentEnd, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if ReadSent(file).known {
		t.Error("half a file is read")
	}
}
