package poster

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/partake/internal/view"
)

// Sizes are in hundredths of the paper's width, as in _poster.scss. A sheet of the A
// series is 141 high; what is as high as that for its width fits on any sheet.
const (
	slack    = 1.5 // fonts differ
	wide     = 89 - slack
	inBubble = 79 - slack
	besideQR = 69 - slack
	high     = 141.4 - 2*5 - slack
	between  = 22 // lines, gaps, and the insides of the bubble and the foot
	codeHigh = 17
	partGap  = 1.2

	organise = 2.6
	title    = 3.2
	labels   = 3
	small    = 2.4 // who told us
	foot     = 2.7 // where to read on, and who to talk to
	phone    = 3.4
)

// A step is how large people's words and ours are.
type step struct{ said, ours float64 }

// steps are those of _poster.scss, the largest first. Rather than go beyond roomy, a
// poster leaves out what comes next.
var steps = []step{{10, 4.2}, {9, 4}, {8, 3.8}, {7.2, 3.6}, {6.5, 3.4}, {5.9, 3.2}, {5.3, 3.1}, {4.8, 2.9}, {4.3, 2.8}, {3.8, 2.6}}

const roomy = 6

// Heights of lines, as parts of the letters' size.
const (
	tight = 1.2
	loose = 1.35
)

// fit chooses the largest letters with which a poster stays on its side. What is too
// long for the smallest is cut.
func fit(v *view.Poster, organisation string) {
	v.Step = largest(v, organisation)
	if v.Step > roomy && len(v.More) > 0 && v.More[0].Heading == next {
		v.More, v.Cut = v.More[1:], true
		v.Step = largest(v, organisation)
	}
	if v.Step > len(steps) {
		v.Step = len(steps)
		shorten(v, organisation, steps[len(steps)-1])
	}
}

// largest is the first step that fits, or one beyond the last.
func largest(v *view.Poster, organisation string) int {
	for i, s := range steps {
		if height(v, organisation, s) <= high {
			return i + 1
		}
	}
	return len(steps) + 1
}

// height is that of a whole poster.
func height(v *view.Poster, organisation string, s step) float64 {
	sum := fixed(v, organisation, s) + tall(v.Said.Text, s.said, inBubble, tight) + tall(v.Answer.Text, s.ours, wide, loose)
	for _, p := range v.More {
		sum += heading(s) + tall(p.Text, s.ours, wide, loose)
	}
	return sum
}

// fixed is what stays when words are cut.
func fixed(v *view.Poster, organisation string, s step) float64 {
	end := tall("Read the rest at "+v.Address, foot*1.1, besideQR, loose) + tall("Talk to "+v.Talk+": "+v.Phone, phone, besideQR, loose)
	return between + tall(organisation, organise*1.1, wide, loose) + tall(v.Frame.Title, title*1.1, wide, tight) +
		labels*loose + tall(v.Heard, small, inBubble, loose) +
		tall(v.Answer.Heading+" "+v.Date, s.ours*1.3, wide, tight) + max(codeHigh, end)
}

func heading(s step) float64 { return partGap + s.ours*loose }

// tall is the height of a text.
func tall(text string, size, width, line float64) float64 {
	return float64(lines(text, width/size)) * size * line
}

// shorten gives the two main texts their share of the side, and the rest of it to
// the others, as far as it goes.
func shorten(v *view.Poster, organisation string, s step) {
	v.Cut = true
	left := high - fixed(v, organisation, s)
	take := func(text *string, share, size, width, line float64) {
		*text, _ = cut(*text, int(share/(size*line)), width/size)
		left -= tall(*text, size, width, line)
	}
	take(&v.Said.Text, left*.45, s.said, inBubble, tight)
	share := left
	if len(v.More) > 0 {
		share = max(left*.5, left-float64(len(v.More))*(heading(s)+3*s.ours*loose))
	}
	take(&v.Answer.Text, share, s.ours, wide, loose)
	for i := range v.More {
		if left -= heading(s); left < s.ours*loose {
			v.More = v.More[:i]
			return
		}
		take(&v.More[i].Text, left, s.ours, wide, loose)
	}
}

// lines counts the lines that a text takes in a column, whose width is that of so
// many letters m.
func lines(text string, width float64) int {
	n, _ := run(text, width, 0)
	return n
}

// run sets a text in lines, and says how many they are, and where in the text it
// stood when the most of them were full: 0 for most means all.
func run(text string, width float64, most int) (n, end int) {
	n, at := 1, 0.0
	for i := 0; i < len(text); {
		next := i + space(text[i:])
		gap := measure(text[i:next])
		word := next + letters(text[next:])
		w := measure(text[next:word])
		if at > 0 && at+gap+w > width {
			n, at, gap = n+1, 0, 0
		}
		if i == 0 {
			gap = 0
		}
		for at+gap+w > width { // a word wider than the column is broken
			n, w = n+1, w-(width-at-gap)
			at, gap = 0, 0
		}
		if most > 0 && n > most {
			return n, end
		}
		at += gap + w
		i, end = word, word
	}
	return n, end
}

func space(text string) int { return len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace)) }
func letters(text string) int {
	if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
		return i
	}
	return len(text)
}

// cut keeps the sentences of a text that fit into so many lines. Where that would
// lose most of it, it ends with the last word that fits.
func cut(text string, most int, width float64) (kept string, whole bool) {
	most = max(most, 1)
	n, end := run(text, width, most)
	if n <= most {
		return text, true
	}
	if end == 0 { // not even a word
		return prefix(text, width*float64(most)-1) + "…", false
	}
	kept = text[:end]
	if i := sentences(kept); i > len(kept)/3 {
		return kept[:i], false
	}
	for kept != "" { // the dots need room too
		if n, _ := run(kept+"…", width, 0); n <= most {
			break
		}
		kept = strings.TrimRightFunc(kept[:strings.LastIndexFunc(kept, unicode.IsSpace)+1], unicode.IsSpace)
	}
	return strings.TrimRight(kept, ",;:–- ") + "…", false
}

// sentences is where the last whole sentence of a text ends, 0 when there is none.
func sentences(text string) int {
	for i := len(text); i > 0; {
		_, size := utf8.DecodeLastRuneInString(text[:i])
		start := i - size
		rest := text[i:]
		if strings.ContainsAny(text[start:i], ".?!。؟۔") {
			closing := i + len(rest) - len(strings.TrimLeft(rest, `"'”’)»`))
			if closing == len(text) || unicode.IsSpace(rune(text[closing])) {
				return closing
			}
		}
		i = start
	}
	return 0
}

// prefix is the beginning of a word that is as wide as that.
func prefix(text string, width float64) string {
	at := 0.0
	for i, r := range text {
		if at += em(r); at > width && !unicode.Is(unicode.M, r) && i > 0 {
			return text[:i]
		}
	}
	return text
}

// measure is the width of a text in letters m.
func measure(text string) float64 {
	sum := 0.0
	for _, r := range text {
		sum += em(r)
	}
	return sum
}
