package markdown

import (
	"bytes"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// schemes are what a link may start with. Everything else – javascript:,
// data:, blob:, file: – is refused.
var schemes = []string{"http", "https", "mailto", "tel"}

func (w *walker) link(n *ast.Link) {
	if plainText(n, w.src.Body) == "" && !hasImage(n) {
		w.errorf(n, "write words that say where it leads", "the link has no words")
		return
	}
	t, ok := w.destination(n, string(n.Destination))
	if !ok {
		return
	}
	if t.Private {
		n.RemoveChildren(n)
		n.AppendChild(n, ast.NewString([]byte(nameRemoved)))
	}
	if t.Gone {
		w.gone = append(w.gone, n)
		return
	}
	if w.src.RTL && strings.HasPrefix(t.URL, "tel:") {
		n.SetAttributeString("dir", []byte("ltr")) // or the parts of a number change places
	}
	n.Destination = []byte(t.URL)
	n.Title = nil // a tooltip is out of reach by touch and keyboard
}

// nameRemoved stands where a link named a person who is not shown any more.
const nameRemoved = "[name removed]"

func hasImage(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindImage {
			return true
		}
	}
	return false
}

func (w *walker) autoLink(n *ast.AutoLink) {
	if n.AutoLinkType == ast.AutoLinkURL {
		w.destination(n, string(n.URL(w.src.Body)))
	}
}

// destination checks where a link leads. It decodes what a browser would
// decode before it looks at the scheme.
func (w *walker) destination(n ast.Node, raw string) (Target, bool) {
	address := clean(raw)
	u, err := url.Parse(address)
	switch {
	case address == "", err == nil && u.Scheme+u.Host+u.Path+u.Fragment == "":
		w.errorf(n, "write where it leads: [words](/address/)", "the link leads nowhere")
	case err != nil:
		w.errorf(n, "copy it again from the browser's address line", "the address can't be read: %q", raw)
	case u.Scheme != "" && !slices.Contains(schemes, strings.ToLower(u.Scheme)):
		w.errorf(n, "links can start with https://, mailto:, tel: or /", "a link can't start with %q", u.Scheme+":")
	case u.Scheme != "":
		return Target{URL: address}, true
	case strings.HasPrefix(address, "//"), strings.HasPrefix(address, `\`), strings.HasPrefix(address, `/\`):
		w.errorf(n, "write https: before the two slashes, or one slash for a page of this site", "the address starts with two slashes and no https: %q", raw)
	default:
		return w.internal(n, u)
	}
	return Target{}, false
}

// internal finds a page of this site.
func (w *walker) internal(n ast.Node, u *url.URL) (Target, bool) {
	if u.Path == "" && u.Fragment != "" {
		w.out.Anchors = append(w.out.Anchors, Anchor{ID: u.Fragment, At: w.at(n)})
		return Target{URL: "#" + u.EscapedFragment()}, true
	}
	if !strings.HasPrefix(u.Path, "/") {
		w.errorf(n, "write the address as the browser shows it, without the name of the site: /opportunities/name/", "the link %q does not start with /", u.Path)
		return Target{}, false
	}
	t, hint, ok := w.pages.Page(u.Path)
	if !ok {
		w.errorf(n, hint, "no page has the address %s", u.Path)
		return Target{}, false
	}
	if u.Fragment != "" && !t.Gone {
		if term, _, ok := w.pages.Page(u.Path + "#" + u.Fragment); ok && term.Gone {
			return term, true
		}
		w.out.Anchors = append(w.out.Anchors, Anchor{URL: t.URL, ID: u.Fragment, At: w.at(n)})
		t.URL += "#" + u.EscapedFragment()
	}
	return t, true
}

func (w *walker) image(n *ast.Image) {
	alt := plainText(n, w.src.Body)
	if alt == "" {
		w.errorf(n, "write what it shows: ![two people at a table](/images/name.png)", "the picture has no words for people who can't see it")
		return
	}
	t, hint, ok := w.pages.Image(clean(string(n.Destination)))
	if !ok {
		w.errorf(n, hint, "there is no picture %s", n.Destination)
		return
	}
	if t.Gone {
		w.gone = append(w.gone, n)
		return
	}
	n.Destination, n.Title = []byte(t.URL), nil
	if t.Width > 0 {
		n.SetAttributeString("width", []byte(strconv.Itoa(t.Width)))
		n.SetAttributeString("height", []byte(strconv.Itoa(t.Height)))
	}
}

// clean does what a browser does with an address: entities are decoded, tabs
// and line ends inside it vanish, spaces around it too.
func clean(raw string) string {
	s := unescape(raw)
	return strings.TrimFunc(strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, s), func(r rune) bool { return r <= ' ' || unicode.IsSpace(r) })
}

// unescape takes Markdown's backslashes and HTML's entities out.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(string(util.UnescapePunctuations([]byte(s))))
}

// slug makes a heading's text into an id.
func slug(s string) string {
	var b bytes.Buffer
	dash := false
	for _, r := range strings.ToLower(unescape(s)) {
		switch {
		case unicode.IsMark(r) && b.Len() > 0 && !dash: // a vowel of Hindi, say, belongs to its letter
			b.WriteRune(r)
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		case r != '\'' && r != '’':
			dash = true
		}
	}
	return b.String()
}
