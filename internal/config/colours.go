package config

import (
	"example.org/partake/internal/frontmatter"
	"example.org/partake/internal/value"
)

// check refuses pairs that people can't read: 4.5 to 1 for text, WCAG 1.4.3.
func (c Colours) check(k *frontmatter.Check) {
	accent, text, tint := c.Accent.Or(value.DefaultAccent), c.AccentText.Or(value.DefaultAccentText), c.AccentTint.Or(value.DefaultAccentTint)
	pairs := []struct {
		key      string
		fore, on value.Colour
		what     string
	}{
		{"accent", text, accent, "accent_text on accent"},
		{"accent", accent, "#ffffff", "accent on white"},
		{"accent_tint", value.BodyText, tint, "text on accent_tint"},
		{"accent_tint", accent, tint, "accent on accent_tint"},
		{"accent_tint", value.LinkBlue, tint, "a link on accent_tint"},
	}
	for _, p := range pairs {
		if ratio := value.Contrast(p.fore, p.on); ratio < 4.5 {
			k.Errorf("identity.colours."+p.key, "choose a darker accent or a lighter tint", "%s has a contrast of %.1f to 1, at least 4.5 is needed", p.what, ratio)
		}
	}
}
