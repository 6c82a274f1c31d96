package scaffold

import (
	"bytes"
	"embed"
	"io/fs"
	"strings"
	"text/template"
	"time"

	"example.org/partake/internal/config"
	"example.org/partake/internal/reference"
	"example.org/partake/internal/value"
)

// site is a small whole site. A name that begins with "dot-" stands for one that
// begins with a dot. The files are templates between [[ and ]].
//
//go:embed all:site
var site embed.FS

// Settings are what a new site is told.
type Settings struct {
	Name    string // of the organisation
	BaseURL string
	Now     time.Time
}

// Site makes the files of a new site. Its dates are counted from today, so that
// its opportunity is open.
func Site(s Settings) ([]File, error) {
	if _, err := value.CheckBaseURL(s.BaseURL); err != nil {
		return nil, refuse("the address of the site %s", err)
	}
	s.BaseURL = strings.TrimRight(s.BaseURL, "/")
	var files []File
	err := fs.WalkDir(site, "site", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := s.fill(name)
		path := strings.ReplaceAll(strings.TrimPrefix(name, "site/"), "dot-", ".")
		files = append(files, File{Path: path, Data: data})
		return err
	})
	if err != nil {
		return nil, err
	}
	return files, s.check(files)
}

// fill runs one template.
func (s Settings) fill(name string) ([]byte, error) {
	today := value.DateOf(s.Now)
	t, err := template.New("").Delims("[[", "]]").Funcs(template.FuncMap{
		"quote": reference.Quote,
		"date":  func(days int) string { return (today + value.Date(days)).ISO() },
		"long":  func(days int) string { return (today + value.Date(days)).String() },
	}).ParseFS(site, name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.ExecuteTemplate(&b, name[strings.LastIndexByte(name, '/')+1:], s)
	return b.Bytes(), err
}

// check refuses a name that site.yaml can't hold.
func (s Settings) check(files []File) error {
	for _, f := range files {
		if f.Path != "content/site.yaml" {
			continue
		}
		if _, list := config.ParseConfig(f.Path, f.Data); len(list.Errors()) > 0 {
			return refuse("the name %q can't be used: %s", s.Name, list.Errors()[0].Message)
		}
	}
	return nil
}
