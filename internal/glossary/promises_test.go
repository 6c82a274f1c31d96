package glossary

import (
	"html"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	inserted = regexp.MustCompile(`<a class="partake-term" href="([^"]*)">([^<]*)</a>`)
	anyTag   = regexp.MustCompile(`<(/?)([a-z0-9]+)([^>]*)>`)
	quiet    = regexp.MustCompile(`^(h[1-6]|a|button|code|pre|figcaption|cite|nav|label|legend|summary|script|style|svg|title|dt|th|caption|blockquote|video|audio)$`)
)

// checkPromises holds for any page that had no links to terms before.
func checkPromises(t *testing.T, in, out string) {
	t.Helper()
	if back := inserted.ReplaceAllString(out, "$2"); back != in {
		t.Errorf("without links:\n%s\nwant:\n%s", back, in)
	}
	seen := map[string]bool{}
	for _, m := range inserted.FindAllStringSubmatch(out, -1) {
		if seen[m[1]] {
			t.Errorf("%s is linked twice:\n%s", m[1], out)
		}
		seen[m[1]] = true
	}
}

// checkPlaces holds for a well-formed page: each link is in <main> and in
// nothing that keeps its words to itself.
func checkPlaces(t *testing.T, out string) {
	t.Helper()
	var open []string
	for _, m := range anyTag.FindAllStringSubmatch(out, -1) {
		if strings.Contains(m[3], "partake-term") && (!slices.Contains(open, "main") || slices.Contains(open, "quiet")) {
			t.Errorf("a link within %v:\n%s", open, out)
		}
		open = step(open, m[1] == "/", m[2], m[3])
	}
}

const storyTerms = `co-production: co-production, coproduction
group: co-production group
carer: carer, unpaid carer
PALS: PALS, Patient Advice and Liaison Service
panel: people's panel, patient panel
GP: GP
ward: café ward
A&E: A&E
ŵyn: ŵyn`

// wordsOf makes running text at random: words, parts of words and what stands
// between them.
func wordsOf(r *rand.Rand) string {
	parts := []string{
		"co-production", "Coproduction", "co-production group", "co production", "carer", "carers", "carer&#39;s", "CARERS’", "unpaid\ncarer",
		"PALS", "pals", "Patient Advice and Liaison Service", "people&#39;s panel", "people’s  panels", "GP", "GPs", "GPS", "Café Ward", "cafe ward",
		"A&amp;E", "A&amp;e", "ŴYN", "a", "s", "’s", "é", "non", "the",
	}
	between := []string{" ", " ", " ", " ", "\n", "-", "", "/", ". ", ".", ", ", " – ", "&nbsp;", "’", "&#39;", "&quot;", " &amp; ", "@", "&lt;", "\u00ad"}
	var b strings.Builder
	for range r.IntN(5) {
		b.WriteString(parts[r.IntN(len(parts))] + between[r.IntN(len(between))])
	}
	return b.String()
}

// pageOf makes a well-formed page at random.
func pageOf(r *rand.Rand) string {
	names := []string{
		"p", "div", "li", "span", "em", "dd", "td", "section", "p", "div", "h1", "h6", "button", "code", "pre", "figcaption", "cite", "nav",
		"label", "legend", "summary", "svg", "title", "dt", "th", "caption", "blockquote", "video", "audio", "a",
	}
	attrs := []string{
		"", "", "", ` class="carer"`, ` data-no-terms`, ` data-no-terms=""`, ` title="data-no-terms lang=&#34;cy&#34; carer"`, ` lang="cy"`,
		` id="x" lang="en"`, ` lang="en-US"`,
	}
	var element func(depth int) string
	element = func(depth int) string {
		text := wordsOf(r)
		if r.IntN(8) == 0 {
			text += []string{"<br>", `<img alt="carer" data-no-terms>`}[r.IntN(2)] + wordsOf(r)
		}
		for range r.IntN(4) {
			if depth < 5 {
				name := names[r.IntN(len(names))]
				text += "<" + name + attrs[r.IntN(len(attrs))] + ">" + element(depth+1) + "</" + name + ">" + wordsOf(r)
			}
		}
		return text
	}
	return "<html><body>" + element(3) + `<main id="m">` + element(0) + "</main><p>" + element(4) + "</p></body></html>"
}

// slowLinker says what Link ought to link, by other means: it takes texts out of
// the page, turns them into plain letters, cuts those into words with one regular
// expression and asks another for each word of the glossary.
type slowLinker struct {
	words []slowWord // the longest first
	seen  map[string]bool
	links []string // "id: text"
}

type slowWord struct {
	id, text string
	pattern  *regexp.Regexp
}

var (
	wholeWord = regexp.MustCompile(`[\pL\pN\pM_\x{ad}]+(?:[-'’.@][\pL\pN\pM_\x{ad}]+)*`)
	ofPeople  = regexp.MustCompile(`^['’][sS]`)
)

func slowWords(terms []Term) (words []slowWord) {
	for _, t := range terms {
		for _, w := range t.Words {
			pattern := strings.NewReplacer(" ", `[\s\x{a0}]+`, "'", "['’]").Replace(regexp.QuoteMeta(w))
			if len(w) <= 4 && strings.ToUpper(w) == w {
				pattern = "^(?:" + pattern + ")(s?)"
			} else {
				pattern = "^(?i:" + pattern + ")([sS]?)"
			}
			words = append(words, slowWord{t.ID, w, regexp.MustCompile(pattern)})
		}
	}
	slices.SortStableFunc(words, func(a, b slowWord) int { return len(b.text) - len(a.text) })
	return words
}

func (l *slowLinker) text(text string) {
	ends := map[int]bool{}
	spans := wholeWord.FindAllStringIndex(text, -1)
	for _, s := range spans {
		ends[s[1]] = true
	}
	isEnd := func(at int) bool {
		return ends[at] || ends[at+len(ofPeople.FindString(text[at:]))]
	}
	done := 0
	for _, s := range spans {
		if s[0] >= done {
			done = l.word(text, s[0], isEnd)
		}
	}
}

// word returns where the next word may begin.
func (l *slowLinker) word(text string, at int, isEnd func(int) bool) int {
	for _, w := range l.words {
		m := w.pattern.FindStringSubmatchIndex(text[at:])
		if m == nil {
			continue
		}
		for _, end := range []int{at + m[3], at + m[2]} { // with s, without
			if !isEnd(end) {
				continue
			}
			if !l.seen[w.id] {
				l.seen[w.id] = true
				l.links = append(l.links, w.id+": "+text[at:end])
			}
			return end + len(ofPeople.FindString(text[end:]))
		}
	}
	return at
}

// page takes the texts out that may have links.
func (l *slowLinker) page(page string) {
	var open []string
	from := 0
	for _, m := range anyTag.FindAllStringSubmatchIndex(page, -1) {
		if slices.Contains(open, "main") && !slices.Contains(open, "quiet") {
			l.text(html.UnescapeString(page[from:m[0]]))
		}
		from = m[1]
		open = step(open, page[m[2]:m[3]] == "/", page[m[4]:m[5]], page[m[6]:m[7]])
	}
}

// step keeps the whole stack of open elements, which Link does not.
func step(open []string, isEnd bool, name, attrs string) []string {
	switch {
	case isEnd:
		return open[:len(open)-1]
	case name == "br" || name == "img":
		return open
	case quiet.MatchString(name) || strings.Contains(attrs, " data-no-terms") || strings.Contains(attrs, ` lang="cy"`):
		return append(open, "quiet")
	}
	return append(open, name)
}

func TestPromises(t *testing.T) {
	l := New("/glossary/", terms(storyTerms))
	words, linked := slowWords(terms(storyTerms)), 0
	for seed := range uint64(1000) {
		page := pageOf(rand.New(rand.NewPCG(seed, 0)))
		got := link(l, page, "en-GB")
		checkPromises(t, page, got)
		checkPlaces(t, got)
		slow := slowLinker{words: words, seen: map[string]bool{}}
		slow.page(page)
		var links []string
		for _, m := range inserted.FindAllStringSubmatch(got, -1) {
			links = append(links, html.UnescapeString(strings.TrimPrefix(m[1], "/glossary/#")+": "+m[2]))
		}
		if !slices.Equal(links, slow.links) {
			t.Errorf("links:\n%q\nwant:\n%q", links, slow.links)
		}
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, page)
		}
		linked += len(links)
	}
	if linked < 2000 {
		t.Errorf("only %d links: the pages are too poor to show anything", linked)
	}
}

// FuzzLink: whatever the page is, only links are put in, one for each term.
func FuzzLink(f *testing.F) {
	for _, seed := range []string{
		"<main><p>A carer’s co-production&nbsp;group</p></main>", "<main><h2>carer</h2><p data-no-terms>carer<br>carers</p></main>",
		`<main lang="cy">carer`, `<main><script>"</main>"</script><!-- carer --><style>carer</style>`, "<main><p>PALS &amp; GPs; people&#39;s\npanel",
		"<main", "<main>&", "<main>&#", "<main>carer<", "<main>a&#39;", "<main><svg/><a/>GP</a>", "<main>\xff carer\xe2\x80", `<main a=b c="d>carer`,
	} {
		f.Add(seed, "en-GB")
		f.Add(seed, "cy")
	}
	l := New("/glossary/", terms(storyTerms+"\ncy (cy): carer, gofalwr"))
	f.Fuzz(func(t *testing.T, page, lang string) {
		if strings.Contains(page, "partake-term") {
			return
		}
		checkPromises(t, page, link(l, page, lang))
	})
}

// FuzzPromises: on any well-formed page, links stand where they may.
func FuzzPromises(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	l := New("/glossary/", terms(storyTerms))
	f.Fuzz(func(t *testing.T, a, b uint64) {
		page := pageOf(rand.New(rand.NewPCG(a, b)))
		got := link(l, page, "en")
		checkPromises(t, page, got)
		checkPlaces(t, got)
	})
}
