package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// edited is a page that is edited again and again. Of its text and its title one
// is changed at a time; the other stays as it was changed before.
type edited struct {
	source, head, title, rest string
	count                     int
	textWord, titleWord       string // the last that were put in
	layout                    layout
	page, list, feed          string // addresses
	index                     string // "" for none
}

// layout is that of the page, edited too.
type layout struct {
	file, text string
	word       string // the last that was put in
}

var (
	begins    = regexp.MustCompile(`\{\{ ?define "main" ?\}\}`)
	links     = regexp.MustCompile(`href="(/opportunities/[^"/]+/)"`)
	titleLine = regexp.MustCompile(`(?m)^title: "(.*)"$`)
)

// choose finds an opportunity in the built site that the list and the feed show,
// and that does not stand at the end of its page of the A to Z, whence a longer
// title might move it. The list may have many pages.
func (s *side) choose(out string) (*edited, error) {
	pages, _ := filepath.Glob(filepath.Join(out, "opportunities", "page", "*")) // fails for a wrong pattern only
	for _, dir := range append([]string{filepath.Join(out, "opportunities")}, pages...) {
		if e, err := s.chooseOf(out, filepath.ToSlash(strings.TrimPrefix(dir, out))+"/"); e != nil || err != nil {
			return e, err
		}
	}
	return nil, errors.New("the site has no opportunity in content/opportunities/NAME.md that stands on the list and in the feed, so there is nothing to edit")
}

// chooseOf is choose for one page of the list, nil when that has none.
func (s *side) chooseOf(out, list string) (*edited, error) {
	page, err := os.ReadFile(file(out, list))
	feed, feedErr := os.ReadFile(file(out, s.feed))
	if err := errors.Join(err, feedErr); err != nil {
		return nil, err
	}
	for _, m := range links.FindAllSubmatch(page, -1) {
		address := string(m[1])
		source := filepath.Join(s.site, "content", filepath.FromSlash(strings.Trim(address, "/"))+".md")
		text, err := os.ReadFile(source)
		if err != nil || !strings.Contains(string(feed), address+"</link>") {
			continue
		}
		index, err := s.indexOf(out, address)
		at := titleLine.FindSubmatchIndex(text)
		if err != nil || at == nil || s.index != "" && index == "" {
			continue
		}
		shape, err := s.layout()
		return &edited{
			layout: shape, source: source, head: string(text[:at[2]]), title: string(text[at[2]:at[3]]), rest: string(text[at[3]:]),
			page: address, list: list, feed: s.feed, index: index,
		}, err
	}
	return nil, nil
}

// layout is the one that shows the page.
func (s *side) layout() (layout, error) {
	file, text, err := s.shape()
	if err == nil && !begins.Match(text) {
		err = fmt.Errorf("%s does not define \"main\", so there is no place to edit it", file)
	}
	return layout{file: file, text: string(text)}, err
}

// indexOf is the page of the A to Z that has a link to an address.
func (s *side) indexOf(out, address string) (string, error) {
	if s.index == "" {
		return "", nil
	}
	pages, err := filepath.Glob(filepath.Join(out, s.index, "page", "*", "index.html"))
	if err != nil {
		return "", err
	}
	for _, name := range append(pages, filepath.Join(out, s.index, "index.html")) {
		text, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		if _, after, ok := strings.Cut(string(text), `href="`+address+`"`); ok && len(links.FindAllString(after, 4)) > 3 {
			rel, err := filepath.Rel(out, filepath.Dir(name))
			return "/" + filepath.ToSlash(rel) + "/", err
		}
	}
	return "", nil
}

// file is where the build has what an address shows.
func file(out, address string) string {
	if strings.HasSuffix(address, "/") {
		address = path.Join(address, "index.html")
	}
	return filepath.Join(out, filepath.FromSlash(address))
}

// change writes the file with one more change. Its words are new each time.
func (e *edited) change(w work) error {
	e.count++
	word := fmt.Sprintf("zebra%dquagga", e.count)
	switch w {
	case textBuild, textPreview:
		e.textWord = word
	case titleBuild, titlePreview:
		e.titleWord = word
	case layoutBuild, layoutPreview:
		e.layout.word = word
		return e.layout.write()
	default:
		return nil
	}
	return os.WriteFile(e.source, []byte(e.text()), 0o644)
}

// write writes the layout with its word at the start of the page.
func (l layout) write() error {
	if err := os.MkdirAll(filepath.Dir(l.file), 0o755); err != nil {
		return err
	}
	at := begins.FindStringIndex(l.text)
	return os.WriteFile(l.file, []byte(l.text[:at[1]]+"<p>"+l.word+"</p>"+l.text[at[1]:]), 0o644)
}

func (e *edited) text() string {
	title, rest := e.title, e.rest
	if e.titleWord != "" {
		title += " " + e.titleWord
	}
	if e.textWord != "" {
		rest += "\nNew text " + e.textWord + " here.\n"
	}
	return e.head + title + rest
}

// shows lists the addresses that show a change, and the word to look for.
func (e *edited) shows(w work) (word string, addresses []string) {
	switch w {
	case textBuild, textPreview:
		return e.textWord, []string{e.page, e.feed}
	case titleBuild, titlePreview:
		return e.titleWord, e.all()
	case layoutBuild, layoutPreview:
		return e.layout.word, []string{e.page}
	}
	return "", nil
}

// all are the addresses that show the title.
func (e *edited) all() []string {
	addresses := []string{e.page, e.list, e.feed}
	if e.index != "" {
		addresses = append(addresses, e.index)
	}
	return addresses
}

// shownIn checks that a build took the change in: figures of a build that missed
// it would say nothing.
func (e *edited) shownIn(out string, w work) error {
	word, addresses := e.shows(w)
	for _, address := range addresses {
		text, err := os.ReadFile(file(out, address))
		if err != nil {
			return err
		}
		if !strings.Contains(string(text), word) {
			return fmt.Errorf("%s does not show the change of %s (%s)", address, e.source, word)
		}
	}
	return nil
}
