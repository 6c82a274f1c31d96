package inbox

import (
	"strings"
	"testing"

	"example.org/partake/internal/intake"
)

// The opportunity stands above the answers, and is no question to say nothing to.
// An answer that names another one is shown: somebody changed the clear column.
func TestShowOpportunity(t *testing.T) {
	for _, c := range []struct {
		said string
		want bool
	}{{"", false}, {"ward-food", false}, {"parking", true}} {
		e := Entry{Record: intake.Record{Form: "interest", Opportunity: "ward-food"}, Answers: answers("name", "Ada")}
		if c.said != "" {
			e.Answers = answers("name", "Ada", "opportunity", c.said)
		}
		var out strings.Builder
		if err := words.Show(&out, e); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(out.String(), "What would you like to take part in?"); got != c.want || !strings.Contains(out.String(), "Opportunity: Better food on wards") {
			t.Errorf("%q:\n%s", c.said, out.String())
		}
	}
}
