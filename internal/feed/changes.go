package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"html"

	"example.org/partake/internal/site"
	"example.org/partake/internal/wording"
)

// ofChange is what feeds say of a line of a log, and its content. Its id holds the
// day and a digest of the words: another line on the same day is another item, and
// a page that moves is not.
func ofChange(s *site.Site, c site.Change) (Page, string) {
	p, words, why := c.Page, wording.Changed(c), wording.Why(c)
	sum := sha256.Sum256([]byte(words))
	at, place := c.Day.Start(), p.URL
	if c.Action != nil {
		place += "#promises"
	}
	content := "<p>" + html.EscapeString(words) + "</p>"
	summary := words
	if why != "" {
		content += "\n<p>" + html.EscapeString(why) + "</p>"
		summary += " " + why
	}
	content += "\n<p><a href=\"" + html.EscapeString(s.Base+place) + "\">" + html.EscapeString(p.Title) + "</a></p>\n"
	return Page{
		ID: ID(s.Host(), p.ID+"/changes/"+c.Day.ISO()+"-"+hex.EncodeToString(sum[:6])), URL: s.Base + place, Author: s.Config.Organisation.Name,
		Title: words, Summary: summary, Categories: []string{p.Title}, Published: at, Updated: at,
	}, content
}

// Told is all that feeds say of the lines of a log.
func Told(s *site.Site, changes []site.Change) []string {
	var out []string
	for _, c := range changes {
		page, content := ofChange(s, c)
		out = append(out, page.ID, page.Title, content)
	}
	return out
}

// addChanges puts the lines of a log into a feed.
func (f *Feed) addChanges(s *site.Site, changes []site.Change) error {
	for _, c := range changes {
		page, content := ofChange(s, c)
		made, err := NewItem(page, []byte(content))
		if err != nil {
			return err
		}
		f.Items = append(f.Items, made)
		if page.Updated.After(f.Updated) {
			f.Updated = page.Updated
		}
	}
	return nil
}
