package feed

import "bytes"

// Absolute makes the addresses of a page absolute, which stands at base and url. In HTML that we made, a quote in a text is
// always escaped, so what looks like an attribute is one.
func Absolute(w *bytes.Buffer, html []byte, base, url string) {
	w.Grow(len(html) + 1024)
	for {
		i := bytes.Index(html, []byte(`="`))
		if i < 0 || i+2 == len(html) {
			w.Write(html)
			return
		}
		name, value := html[:i], html[i+2:]
		w.Write(html[:i+2])
		if bytes.HasSuffix(name, []byte(" href")) || bytes.HasSuffix(name, []byte(" src")) {
			switch value[0] {
			case '/':
				w.WriteString(base)
			case '#':
				w.WriteString(base)
				w.WriteString(url)
			}
		}
		html = value
	}
}
