package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"html"

	"example.org/partake/internal/site"
	"example.org/partake/internal/wording"
)

// OfChange is what feeds say of a line of a log, and its content. Its id holds the
// day and a digest of the words: another line on the same day is another item, and
// a page that moves is not.
func OfChange(s *site.Site, c site.Change) (Page, string) {
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

// addChanges puts the lines of a log into a feed.
func (f *Feed) addChanges(s *site.Site, changes []site.Change) error {
	for _, c := range changes {
		page, content := OfChange(s, c)
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
