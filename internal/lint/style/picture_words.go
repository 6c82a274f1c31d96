package style

import (
	"strings"

	"example.org/partake/internal/lint"
)

// pictureWords: a screen reader says that it is a picture before it reads them.
var pictureWords = lint.Rule{
	Name: "picture-words", Asker: "WCAG 1.1.1",
	About:    "The words of a picture begin with what it shows, not with \"picture of\".",
	English:  true,
	Archived: true,
	Page: func(p *lint.Page) {
		if p.Image != nil && saysPicture(p.Image.Alt) {
			p.Find(p.At("image.alt"), tellWhatIsThere, "the words of the picture say that it is a picture")
		}
		for _, picture := range p.Text.Pictures {
			if saysPicture(picture.Words) {
				p.Find(picture.At, tellWhatIsThere, "the words of the picture say that it is a picture")
			}
		}
	},
}

const tellWhatIsThere = "start with what it shows: \"Two people planting beans\""

func saysPicture(alt string) bool {
	alt = strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(alt), "a "), "an ")
	for _, word := range []string{"picture", "image", "photo", "photograph", "graphic", "icon"} {
		if strings.HasPrefix(alt, word+" of ") || strings.HasPrefix(alt, word+" showing ") {
			return true
		}
	}
	return false
}
