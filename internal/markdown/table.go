package markdown

import (
	"fmt"
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
			label, _ := n.AttributeString(labelOf)
			_, _ = w.WriteString(`<div class="partake-table" role="region" tabindex="0" aria-label="` + html.EscapeString(label.(string)) + `">` + "\n")
		}
		status, err := table(w, source, n, entering)
		if !entering {
			_, _ = w.WriteString("</div>\n")
		}
		return status, err
	})
	reg.Register(extast.KindTableCell, cell)
}

// cell writes a cell. The library's own wants what is written here as attributes
// of a node, for which it makes room by the hundred bytes.
func cell(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tag, scope := "td", ""
	if n.Parent().Kind() == extast.KindTableHeader {
		tag, scope = "th", ` scope="col"`
	}
	if !entering {
		_, _ = w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<" + tag)
	if align := n.(*extast.TableCell).Alignment; align != extast.AlignNone {
		_, _ = w.WriteString(` class="partake-align-` + align.String() + `"`)
	}
	_, _ = w.WriteString(scope + ">")
	return ast.WalkContinue, nil
}

// labelOf is the attribute of a table that holds the name of its region. It is
// not one that the library writes.
const labelOf = "partake-label"

// label names a table by its header cells. A second one with the same cells
// gets a number: no two regions of a page have one name.
func (w *walker) label(n ast.Node) {
	var heads []string
	for cell := n.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
		heads = append(heads, plainText(cell, w.src.Body))
	}
	label := "Table: " + strings.Join(heads, ", ")
	if w.labels == nil {
		w.labels = map[string]int{}
	}
	if w.labels[label]++; w.labels[label] > 1 {
		label += fmt.Sprintf(" (%d)", w.labels[label])
	}
	n.SetAttributeString(labelOf, label)
}

// collect lets us call goldmark's own table renderer.
type collect map[ast.NodeKind]renderer.NodeRendererFunc

// Register keeps a renderer.
func (c collect) Register(kind ast.NodeKind, f renderer.NodeRendererFunc) { c[kind] = f }
