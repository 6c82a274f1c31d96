package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Our own corpus: 60 opportunities, 30 updates and 10 guides in a hundred
// pages, 300 to 900 words each, over 200 services and 40 areas. The same
// number of pages is always the same bytes.

const (
	services = 200
	areas    = 40
)

var vocabulary = strings.Fields(`people ward letter bus carer nurse meeting week page word change listen garden kitchen window
	door phone call visit plan money travel list answer question reader group town valley river winter spring morning evening
	clinic team room table chair cup tea story name paper pen map road hill bridge market school library hall care help time`)

func write(dir, pages string) error {
	n, err := strconv.Atoi(pages)
	if err != nil {
		return fmt.Errorf("pages: %w", err)
	}
	files := map[string]string{
		"site.yaml": "organisation: {name: \"Example Trust\"}\nbase_url: \"https://example.org\"\n" +
			"team: {name: \"Involvement team\", phone: \"01632 960000\", email: team@example.org}\n" +
			"navigation: [{title: Opportunities, url: /opportunities/}, {title: \"You said, we did\", url: /updates/}]\n",
		"index.md":           "---\ntitle: \"Take part\"\nsummary: \"See what you can take part in.\"\n---\n",
		"data/services.yaml": terms("Service", services), "data/areas.yaml": terms("Area", areas),
	}
	r := rand.New(rand.NewPCG(1, uint64(n)))
	for i := range n {
		name, text := page(r, i)
		files[name] = text
	}
	for name, text := range files {
		full := filepath.Join(dir, "content", name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func terms(name string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "- {id: %s-%d, name: \"%s %d\"}\n", strings.ToLower(name), i, name, i)
	}
	return b.String()
}

// page writes the i-th page: its kind follows from i, the rest from the draw.
func page(r *rand.Rand, i int) (name, text string) {
	head := fmt.Sprintf("---\ntitle: \"Page %d about the %s\"\nsummary: \"%s\"\nservices: [service-%d]\nareas: [area-%d, area-%d]\n",
		i, word(r), sentence(r), r.IntN(services), i%areas, (i+7)%areas)
	day := func(from, to int) string {
		return fmt.Sprintf("%d-%02d-%02d", from+r.IntN(to-from+1), 1+r.IntN(12), 1+r.IntN(28))
	}
	switch {
	case i%10 < 6:
		name = fmt.Sprintf("opportunities/page-%d.md", i)
		head += "published: " + day(2022, 2025) + "\ncloses: " + day(2026, 2027) + "\nactivity: focus-group\npurpose: \"" + sentence(r) +
			"\"\nwho: [patients, carers]\ncommitment: \"2 hours each month\"\nlocation: {mode: online}\nreimbursement: {model: time, payment: {amount: 25, per: session}}\n"
	case i%10 < 9:
		name = fmt.Sprintf("updates/page-%d.md", i)
		head += "heard_on: " + day(2022, 2023) + "\nyou_said: \"" + sentence(r) + "\"\nstatus: done\nstatus_date: " + day(2024, 2025) + "\nwe_did: \"" + sentence(r) + "\"\n"
	default:
		name = fmt.Sprintf("guide/page-%d.md", i)
	}
	return name, head + "---\n\n" + body(r)
}

func word(r *rand.Rand) string { return vocabulary[r.IntN(len(vocabulary))] }

func sentence(r *rand.Rand) string {
	words := make([]string, 8+r.IntN(12))
	for i := range words {
		words[i] = word(r)
	}
	return strings.ToUpper(words[0][:1]) + strings.Join(words, " ")[1:] + "."
}

// body has the parts that real pages have: headings, lists, a table, links.
func body(r *rand.Rand) string {
	var b strings.Builder
	for section := range 3 + r.IntN(4) {
		fmt.Fprintf(&b, "## The %s and the %s\n\n", word(r), word(r))
		for range 2 + r.IntN(3) {
			for range 2 + r.IntN(3) {
				b.WriteString(sentence(r) + " ")
			}
			b.WriteString("See [all opportunities](/opportunities/) and **" + word(r) + "**.\n\n")
		}
		switch section % 3 {
		case 0:
			fmt.Fprintf(&b, "- %s\n- %s\n- %s\n\n", sentence(r), sentence(r), sentence(r))
		case 1:
			fmt.Fprintf(&b, "| Day | What |\n|---|:-:|\n| %s | %s |\n| %s | %s |\n\n", word(r), word(r), word(r), word(r))
		}
	}
	return b.String()
}
