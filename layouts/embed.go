// Package layouts holds Partake's own layouts for the binary: what every site
// looks like until it brings layouts of its own. The stylesheet and scripts
// beside them are built into static/assets by `npm run assets`.
package layouts

import "embed"

// FS holds base.html, one layout for each kind of page, partials and feed. The
// folders team and report are no part of a site: they hold the layouts of the team's
// own inbox, and of a board report as a document.
//
//go:embed *.html partials/*.html feed/*.html report/*.html team/*.html team/partials/*.html
var FS embed.FS
