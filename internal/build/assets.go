package build

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"example.org/partake/internal/config"
	"example.org/partake/internal/value"
)

// assets are the built stylesheet and scripts, by the name that layouts use,
// and the small stylesheet with the site's own colours.
type assets struct {
	manifest map[string]string // "site.css" → "site-1a2b3c.css"
	css      []byte            // of the theme, nil without colours
}

// findAssets reads the manifest that `npm run assets` wrote.
func findAssets(static fs.FS, colours config.Colours) (assets, error) {
	a := assets{css: themeCSS(colours)}
	src, err := fs.ReadFile(static, "assets/manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return a, ErrNoAssets
	}
	if err != nil {
		return a, fmt.Errorf("read assets: %w", err)
	}
	if err := json.Unmarshal(src, &a.manifest); err != nil {
		return a, fmt.Errorf("read assets/manifest.json: %w", err)
	}
	return a, nil
}

// url is the address of an asset, "" when there is none.
func (a assets) url(name string) string {
	if file := a.manifest[name]; file != "" {
		return "/assets/" + file
	}
	return ""
}

// theme is the address of the theme, named by what is in it.
func (a assets) theme() string {
	if a.css == nil {
		return ""
	}
	return fmt.Sprintf("/assets/theme-%016x.css", sum(string(a.css)))
}

// themeCSS sets the custom properties that layouts/css uses.
func themeCSS(c config.Colours) []byte {
	if c == (config.Colours{}) {
		return nil
	}
	var b strings.Builder
	b.WriteString(":root{")
	for _, p := range []struct {
		name   string
		colour value.Colour
	}{{"accent", c.Accent}, {"accent-text", c.AccentText}, {"accent-tint", c.AccentTint}} {
		if p.colour != "" {
			fmt.Fprintf(&b, "--partake-%s:%s;", p.name, p.colour)
		}
	}
	return []byte(strings.TrimSuffix(b.String(), ";") + "}\n")
}
