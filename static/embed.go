// Package static holds the files that every site gets as they are: the
// stylesheet and scripts that `npm run assets` builds.
package static

import "embed"

// FS holds assets/, empty but for .gitkeep until the assets are built.
//
//go:embed all:assets
var FS embed.FS
