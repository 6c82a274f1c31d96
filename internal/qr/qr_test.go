package qr

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"rsc.io/qr"
)

const address = "https://involvement.northgate-fells.example/updates/letters-with-names/"

// What is drawn is what the library says, module by module, for a short text and
// for a long one.
func TestSVG(t *testing.T) {
	for _, text := range []string{"a", address, address + strings.Repeat("very-long-", 60)} {
		want, err := qr.Encode(text, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		svg, err := SVG(text, `Opens "this" page`)
		if err != nil {
			t.Fatal(err)
		}
		drawn := read(t, svg)
		for y := -quiet; y < want.Size+quiet; y++ {
			for x := -quiet; x < want.Size+quiet; x++ {
				if drawn[[2]int{x + quiet, y + quiet}] != want.Black(x, y) {
					t.Fatalf("%.40s: the module at %d, %d is wrong", text, x, y)
				}
			}
		}
		side := strconv.Itoa(want.Size + 8)
		if !strings.Contains(svg, `viewBox="0 0 `+side+" "+side+`" role="img" aria-label="Opens &#34;this&#34; page"`) {
			t.Errorf("the frame is %.120s", svg)
		}
	}
}

// read draws the path again, on squared paper.
func read(t *testing.T, svg string) map[[2]int]bool {
	t.Helper()
	_, d, ok := strings.Cut(svg, ` d="M4 4.5`)
	if !ok {
		t.Fatalf("no path in %.80s", svg)
	}
	out := map[[2]int]bool{}
	x, y := 4, 4
	for _, m := range regexp.MustCompile(`m(-?\d+) (\d+)|h(\d+)`).FindAllStringSubmatch(d, -1) {
		dx, _ := strconv.Atoi(m[1])
		dy, _ := strconv.Atoi(m[2])
		x, y = x+dx, y+dy
		run, _ := strconv.Atoi(m[3])
		for range run {
			out[[2]int{x, y}] = true
			x++
		}
	}
	return out
}

// A text that no code can hold is an error.
func TestTooLong(t *testing.T) {
	if _, err := SVG(strings.Repeat("x", 3000), ""); err == nil || !strings.Contains(err.Error(), "3000 characters") {
		t.Errorf("got %v", err)
	}
}

func BenchmarkSVG(b *testing.B) {
	for b.Loop() {
		if _, err := SVG(address, "Opens this page"); err != nil {
			b.Fatal(err)
		}
	}
}
