package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

func pick(r *rand.Rand, words []string) string { return words[r.IntN(len(words))] }

func between(r *rand.Rand, low, high int) int { return low + r.IntN(high-low+1) }

func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// some picks low to high neighbours of a list, each once.
func some(r *rand.Rand, words []string, low, high int) []string {
	first, n := r.IntN(len(words)), min(between(r, low, high), len(words))
	out := make([]string, n)
	for i := range out {
		out[i] = words[(first+i)%len(words)]
	}
	return out
}

func words(r *rand.Rand, n int) []string {
	out := make([]string, n)
	for i := range out {
		switch x := r.IntN(100); {
		case x < 40:
			out[i] = pick(r, glue)
		case x < 97:
			out[i] = pick(r, vocabulary)
		default:
			out[i] = strings.ToLower(pick(r, glossary))
		}
	}
	out[0] = pick(r, openings)
	return out
}

// openings are words that a sentence can begin with.
var openings = strings.Fields("We You They People Staff Carers Then Some Today In On If When Before After Each Two Most")

func sentence(r *rand.Rand, low, high int) string {
	return strings.Join(words(r, between(r, low, high)), " ") + "."
}

func sentences(r *rand.Rand, n, low, high int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = sentence(r, low, high)
	}
	return out
}

// writer writes a body until it has as many words as it wants.
type writer struct {
	strings.Builder
	c    *corpus
	r    *rand.Rand
	has  int
	want int
}

// lengths are the words of a body, at least and at most.
var lengths = map[string][2]int{
	opportunities: {300, 900}, updates: {200, 600}, news: {150, 600}, guides: {300, 900}, strategies: {300, 900}, ambitions: {150, 400}, about: {200, 500}, home: {60, 80},
}

func (c *corpus) body(p page) string {
	length, ok := lengths[p.kind]
	if !ok {
		return ""
	}
	w := &writer{c: c, r: c.rng(p.i, 2)}
	w.want = between(w.r, length[0], length[1])
	w.paragraph()
	for w.has < w.want {
		w.block()
	}
	return w.String()
}

// block writes one of the parts that a page is made of.
func (w *writer) block() {
	switch x := w.r.IntN(100); {
	case x < 18:
		w.WriteString(pick(w.r, []string{"## ", "## ", "### "}) + strings.Join(words(w.r, between(w.r, 2, 6)), " ") + "\n\n")
		w.paragraph()
	case x < 32:
		w.items(func(int) string { return "- " })
	case x < 40:
		w.items(func(i int) string { return fmt.Sprintf("%d. ", i+1) })
	case x < 46:
		w.WriteString("> " + w.rich() + "\n>\n> " + pick(w.r, given) + ", " + pick(w.r, places) + "\n\n")
	case x < 51:
		w.table()
	default:
		w.paragraph()
	}
}

func (w *writer) paragraph() {
	for i := range between(w.r, 2, 5) {
		if i > 0 {
			w.WriteString(pick(w.r, []string{" ", "\n"}))
		}
		w.WriteString(w.rich())
	}
	w.WriteString("\n\n")
}

func (w *writer) items(mark func(i int) string) {
	for i := range between(w.r, 3, 6) {
		w.WriteString(mark(i) + w.rich() + "\n")
	}
	w.WriteString("\n")
}

func (w *writer) table() {
	w.WriteString("| Day | Place | What happens | Places left |\n| --- | :-- | --- | --: |\n")
	for range between(w.r, 3, 7) {
		fmt.Fprintf(w, "| %s | %s | %s | %d |\n", day(between(w.r, 1, 200)), pick(w.r, places), strings.Join(words(w.r, 4), " "), w.r.IntN(60))
		w.has += 8
	}
	w.WriteString("\n")
}

// rich is a sentence with Markdown in it, now and then.
func (w *writer) rich() string {
	s := words(w.r, between(w.r, 8, 20))
	w.has += len(s)
	at := 1 + w.r.IntN(len(s)-2)
	switch x := w.r.IntN(100); {
	case x < 8:
		s[at] = "**" + s[at] + "**"
	case x < 14:
		s[at] = "*" + s[at] + "*"
	case x < 24:
		to := w.c.pages[w.r.IntN(len(w.c.pages))]
		s[at] = "[" + to.title + "](" + to.address() + ")"
	case x < 28:
		s[at] = `"` + s[at] + `"`
	case x < 30:
		s[at] = "<https://www.example.org/" + slug(pick(w.r, subjects)) + ">"
	case x < 42:
		s[at] += ","
	}
	return strings.Join(s, " ") + "."
}
