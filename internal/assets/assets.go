// Package assets finds the stylesheet and the script that npm run assets made,
// and makes the small stylesheet with a site's own colours. The tools that make
// them stand in the same folder.
package assets

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/cespare/xxhash/v2"

	"example.org/partake/internal/config"
	"example.org/partake/internal/value"
)

// Assets are the built stylesheet and scripts, by the name that layouts use,
// and the small stylesheet with the site's own colours.
type Assets struct {
	manifest map[string]string // "site.css" → "site-1a2b3c.css"
	css      []byte            // of the theme, nil without colours
}

// Find reads the manifest that `npm run assets` wrote.
func Find(static fs.FS, colours config.Colours) (Assets, error) {
	a := Assets{css: themeCSS(colours)}
	src, err := fs.ReadFile(static, "assets/manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return a, ErrNone
	}
	if err != nil {
		return a, fmt.Errorf("read assets: %w", err)
	}
	if err := json.Unmarshal(src, &a.manifest); err != nil {
		return a, fmt.Errorf("read assets/manifest.json: %w", err)
	}
	return a, nil
}

// ErrNone means that the stylesheet was never built.
var ErrNone = errors.New("there is no stylesheet: run npm run assets first")

// CSS is the stylesheet of the theme, nil without colours.
func (a Assets) CSS() []byte { return a.css }

// URL is the address of an asset, "" when there is none.
func (a Assets) URL(name string) string {
	if file := a.manifest[name]; file != "" {
		return "/assets/" + file
	}
	return ""
}

// Theme is the address of the theme, named by what is in it.
func (a Assets) Theme() string {
	if a.css == nil {
		return ""
	}
	return fmt.Sprintf("/assets/theme-%016x.css", xxhash.Sum64(a.css))
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
