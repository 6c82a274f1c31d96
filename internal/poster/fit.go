package poster

import (
	"strings"

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

// leading is the height of a line of words in a language, as in _writing.scss.
func leading(lang string, line float64) float64 {
	lang, _, _ = strings.Cut(lang, "-")
	switch lang {
	case "ar", "fa", "ps", "ckb":
		return 1.8
	case "ur":
		return 2.1
	}
	return line
}

// fit chooses the largest letters with which a poster stays on its side. What is too
// long for the smallest is cut.
func fit(v *view.Poster, organisation string) {
	t := typeset(v, organisation)
	v.Step = t.largest()
	if v.Step > roomy && len(v.More) > 0 && v.More[0].Heading == next {
		v.More, v.Cut = v.More[1:], true
		t.more = t.more[1:]
		v.Step = t.largest()
	}
	if v.Step > len(steps) {
		v.Step = len(steps)
		t.shorten(v, steps[len(steps)-1])
	}
}

// measured is a poster whose words are.
type measured struct {
	lang                                string
	organisation, title, heard, heading words
	address, talk                       words
	said, answer                        words
	more                                []words
}

func typeset(v *view.Poster, organisation string) *measured {
	t := &measured{
		lang: v.Lang, organisation: measure(organisation), title: measure(v.Frame.Title), heard: measure(v.Heard),
		heading: measure(v.Answer.Heading + " " + v.Date), address: measure("Read the rest at " + v.Address), talk: measure("Talk to " + v.Talk + ": " + v.Phone),
		said: measure(v.Said.Text), answer: measure(v.Answer.Text),
	}
	for _, p := range v.More {
		t.more = append(t.more, measure(p.Text))
	}
	return t
}

// largest is the first step that fits, or one beyond the last.
func (t *measured) largest() int {
	for i, s := range steps {
		if t.height(s) <= high {
			return i + 1
		}
	}
	return len(steps) + 1
}

// height is that of the whole poster.
func (t *measured) height(s step) float64 {
	theirs, ours := leading(t.lang, tight), leading(t.lang, loose)
	sum := t.fixed(s) + t.said.tall(s.said, inBubble, theirs) + t.answer.tall(s.ours, wide, ours)
	for _, p := range t.more {
		sum += heading(s) + p.tall(s.ours, wide, ours)
	}
	return sum
}

// fixed is what stays when words are cut. What is bold is a tenth wider.
func (t *measured) fixed(s step) float64 {
	end := t.address.tall(foot, besideQR/1.1, loose) + t.talk.tall(phone, besideQR, loose)
	return between + t.organisation.tall(organise, wide/1.1, loose) + t.title.tall(title, wide/1.1, leading(t.lang, tight)) +
		labels*loose + t.heard.tall(small, inBubble, loose) + t.heading.tall(s.ours*1.3, wide, tight) + max(codeHigh, end)
}

func heading(s step) float64 { return partGap + s.ours*loose }

// shorten gives the two main texts their share of the side, and the rest of it to
// the others, as far as it goes.
func (t *measured) shorten(v *view.Poster, s step) {
	v.Cut = true
	left := high - t.fixed(s)
	take := func(text *string, share, size, width, line float64) {
		*text, _ = cut(*text, int(share/(size*line)), width/size)
		left -= measure(*text).tall(size, width, line)
	}
	theirs, ours := leading(v.Lang, tight), leading(v.Lang, loose)
	take(&v.Said.Text, left*.45, s.said, inBubble, theirs)
	share := left
	if len(v.More) > 0 {
		share = max(left*.5, left-float64(len(v.More))*(heading(s)+3*s.ours*ours))
	}
	take(&v.Answer.Text, share, s.ours, wide, ours)
	for i := range v.More {
		if left -= heading(s); left < s.ours*ours {
			v.More = v.More[:i]
			return
		}
		take(&v.More[i].Text, left, s.ours, wide, ours)
	}
}
