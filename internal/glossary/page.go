package glossary

import "bytes"

// pass is one way through a page, from tag to tag.
type pass struct {
	*vocabulary
	dst     *bytes.Buffer
	html    []byte
	lang    string // primary subtag
	written int    // up to here html is in dst
	seen    []bool // the terms that are linked
	linked  int    // how many that are

	// The element that is being skipped, and how many of its name are open.
	skip  []byte
	depth int
}

// run goes from the tag at i to the end of <main>, or to the last term. -1 is the
// end.
func (p *pass) run(i int) {
	for i >= 0 && p.linked < len(p.tags) {
		n := bytes.IndexByte(p.html[i:], '<')
		if n < 0 {
			return
		}
		if n > 0 && p.depth == 0 {
			p.text(i, i+n)
		}
		i = p.tag(i + n)
	}
}

// tag reads the tag at i and says where the text after it begins.
func (p *pass) tag(i int) int {
	n := bytes.IndexByte(p.html[i:], '>')
	if n < 0 {
		return -1
	}
	inside, end := p.html[i+1:i+n], i+n+1
	switch {
	case bytes.HasPrefix(inside, []byte("!--")):
		return p.find(i, "-->")
	case string(inside) == "/main":
		return -1
	case !bytes.HasPrefix(inside, []byte("/")):
		return p.openTag(inside, end)
	case p.depth > 0 && bytes.Equal(inside[1:], p.skip):
		p.depth--
	}
	return end
}

func (p *pass) openTag(inside []byte, end int) int {
	n := 0
	for n < len(inside) && inside[n] > ' ' && inside[n] != '/' {
		n++
	}
	name, attrs := inside[:n], inside[n:]
	switch {
	case p.depth > 0:
		if bytes.Equal(name, p.skip) && !isEmpty(name, attrs) {
			p.depth++
		}
	case (hasNoTerms(name) || p.optsOut(attrs)) && !isEmpty(name, attrs):
		p.skip, p.depth = name, 1
	}
	switch string(name) {
	case "script":
		return p.find(end, "</script")
	case "style":
		return p.find(end, "</style")
	}
	return end
}

// hasNoTerms says which elements keep their words to themselves.
func hasNoTerms(name []byte) bool {
	switch string(name) {
	case "h1", "h2", "h3", "h4", "h5", "h6", "a", "nav", "title", "summary", "dt", "th", "caption",
		"blockquote", "q", "cite", "figcaption", "code", "kbd", "samp", "pre",
		"button", "label", "legend", "select", "option", "datalist", "textarea",
		"script", "style", "template", "svg", "math", "video", "audio", "object", "iframe":
		return true
	}
	return false
}

// isEmpty says which elements have no end tag.
func isEmpty(name, attrs []byte) bool {
	switch string(name) {
	case "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return bytes.HasSuffix(attrs, []byte("/"))
}

// optsOut reads the attributes of an element: does it want no terms, or is it in
// another language than the page?
func (p *pass) optsOut(attrs []byte) bool {
	for len(attrs) > 0 {
		names, rest, _ := bytes.Cut(attrs, []byte(`="`)) // one with a value, after any without
		value, rest, _ := bytes.Cut(rest, []byte(`"`))
		if bytes.Contains(names, []byte("data-no-terms")) {
			return true
		}
		if last := names[bytes.LastIndexAny(names, " \n\t")+1:]; string(last) == "lang" {
			return len(value) == 0 || primary(string(value)) != p.lang
		}
		attrs = rest
	}
	return false
}

// find is the place of the next text from i on, -1 if there is none.
func (p *pass) find(i int, text string) int {
	n := bytes.Index(p.html[i:], []byte(text))
	if n < 0 {
		return -1
	}
	return i + n
}

// text links the terms between i and end, where no tag is.
func (p *pass) text(i, end int) {
	text := p.html[:end]
	for i < end {
		switch kind[text[i]] {
		case other:
			i++
		case special:
			if r, width := char(text, i); !isWord(r) {
				i += width
				continue
			}
			fallthrough
		default:
			i = wordEnd(text, p.word(text, i))
		}
	}
}

// word links the word that begins at i, if it is a term, and says where it ends;
// it says i if it is none.
func (p *pass) word(text []byte, i int) int {
	if !p.mayStart(text, i) {
		return i
	}
	list := p.starting(text, i)
	if list == nil {
		return i
	}
	for n := range *list {
		w := &(*list)[n]
		end := w.match(text, i)
		if end < 0 {
			continue
		}
		if !p.seen[w.term] {
			p.link(w.term, i, end)
		}
		return end
	}
	return i
}

func (p *pass) link(term, i, end int) {
	p.dst.Write(p.html[p.written:i])
	p.dst.WriteString(p.tags[term])
	p.dst.Write(p.html[i:end])
	p.dst.WriteString("</a>")
	p.written = end
	p.seen[term] = true
	p.linked++
}
