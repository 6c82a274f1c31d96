// Package static holds the files that every site gets as they are: an icon, and the
// stylesheet and scripts that `npm run assets` builds.
package static

import "embed"

// FS holds icons/, and assets/, which is empty but for .gitkeep until the assets
// are built.
//
//go:embed all:assets icons
var FS embed.FS
