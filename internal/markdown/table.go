package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// tables puts each table into a region that scrolls by itself on a narrow
// screen and can be reached with the keyboard.
type tables struct{}

// RegisterFuncs implements goldmark's NodeRenderer.
func (tables) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	plain := map[ast.NodeKind]renderer.NodeRendererFunc{}
	extension.NewTableHTMLRenderer().RegisterFuncs(collect(plain))
	table := plain[extast.KindTable]
	reg.Register(extast.KindTable, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			var heads []string
			for cell := n.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
				heads = append(heads, plainText(cell, source))
			}
			label := "Table: " + strings.Join(heads, ", ")
			_, _ = w.WriteString(`<div class="partake-table" role="region" tabindex="0" aria-label="` + html.EscapeString(label) + `">` + "\n")
		}
		status, err := table(w, source, n, entering)
		if !entering {
			_, _ = w.WriteString("</div>\n")
		}
		return status, err
	})
}

// collect lets us call goldmark's own table renderer.
type collect map[ast.NodeKind]renderer.NodeRendererFunc

// Register keeps a renderer.
func (c collect) Register(kind ast.NodeKind, f renderer.NodeRendererFunc) { c[kind] = f }
