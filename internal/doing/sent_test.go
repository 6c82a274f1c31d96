package doing

import (
	"reflect"
	"testing"

	"example.org/partake/internal/content"
	"example.org/partake/internal/form"
	"example.org/partake/internal/page"
	"example.org/partake/internal/site"
	"example.org/partake/internal/view"
)

// TestSent: the newest quarter is first; a form is called what it is called today, and
// one that is gone what it was called.
func TestSent(t *testing.T) {
	s := &site.Site{}
	if v := sent(s); v != nil {
		t.Errorf("nothing was published, and there is %+v", v)
	}
	if list := s.Data.Add("content/data/submissions.yaml", "submissions.yaml", []byte(`
- {from: 2026-01-01, until: 2026-03-31, counted: 2026-04-13, forms: [{form: forms/gone, title: Gone, sent: 1 to 7}]}
- {from: 2026-04-01, until: 2026-06-30, counted: 2026-07-14, forms: [{form: forms/bank, title: Bank, sent: 1200, dealt_with: 75%}]}
`)); len(list) > 0 {
		t.Fatal(list)
	}
	s.Index = site.NewIndex([]content.Doc{&form.Definition{Page: page.Page{Origin: page.Origin{ID: "forms/bank"}, Title: "Join the bank"}}}, nil)
	s.Routes = []*content.Route{{Page: page.Page{Origin: page.Origin{URL: "/get-involved/bank/"}}, Form: "bank"}}
	want := &view.Sent{Quarters: []view.SentQuarter{
		{Caption: "April to June 2026", Counted: "14 July 2026", Rows: []view.SentRow{
			{Form: view.Link{Text: "Join the bank", URL: "/get-involved/bank/"}, Count: "About 1,200", Share: "About 75%"},
		}},
		{Caption: "January to March 2026", Counted: "13 April 2026", Rows: []view.SentRow{{Form: view.Link{Text: "Gone"}, Count: "1 to 7", Share: "Not shown"}}},
	}}
	if got := sent(s); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}
