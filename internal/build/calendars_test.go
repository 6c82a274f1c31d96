package build_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const calendarCase = `
-- content/groups/forum.md --
---
name: "Forum"
summary: "x"
purpose: "x"
members_can_join: open
dates:
  - {start: 2026-06-09T18:00, what: "Tea"}
  - {start: 2026-07-14T18:00, end: 2026-07-14T20:00}
  - {start: 2026-07-14T18:00, what: "A second group, at the same time"}
  - {start: 2026-08-11}
---
-- content/opportunities/food.md --
---
title: "Food"
summary: "x"
published: 2026-04-20
closes: 2026-06-30
activity: forum
purpose: "x"
who: [public]
commitment: "x"
location: {mode: online}
reimbursement: {model: travel}
dates: [{start: 2026-07-13T13:30}]
---
`

var uidLine = regexp.MustCompile(`(?m)^UID:(.*)\r$`)

// uids are the ids of the entries of a site's calendar, sorted.
func uids(t *testing.T, files string) []string {
	t.Helper()
	opts, printed, err := at(t, siteIn(t, files), "2026-05-03T09:00:00Z")
	if err != nil {
		t.Fatal(err, printed)
	}
	src, err := os.ReadFile(filepath.Join(opts.Out, "calendar.ics"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range uidLine.FindAllStringSubmatch(strings.ReplaceAll(string(src), "\r\n ", ""), -1) {
		out = append(out, m[1])
	}
	slices.Sort(out)
	return out
}

// An entry in somebody's calendar stays the same entry, whatever changes about
// it, or the calendar would show it twice.
func TestEntriesStayTheSame(t *testing.T) {
	before := uids(t, calendarCase)
	if len(before) != 6 || len(slices.Compact(slices.Clone(before))) != 6 {
		t.Fatalf("want 6 ids, each once: %v", before)
	}
	for name, edit := range map[string][]string{
		"another title":        {`name: "Forum"`, `name: "Carers"`, `title: "Food"`, `title: "Meals"`},
		"another what":         {`what: "Tea"`, `what: "Coffee"`},
		"another end":          {"2026-07-14T20:00", "2026-07-14T21:00"},
		"moved":                {"{start: 2026-06-09T18:00,", "{start: 2026-06-10T10:00, moved_from: 2026-06-09T18:00,", "{start: 2026-07-13T13:30}", "{start: 2026-09-13, moved_from: 2026-07-13T13:30}"},
		"moved, day only":      {"{start: 2026-08-11}", "{start: 2026-08-12T10:00, moved_from: 2026-08-11}"},
		"cancelled":            {"{start: 2026-08-11}", "{start: 2026-08-11, cancelled: true}", "closes: 2026-06-30", "closes: 2026-06-30\nstatus: cancelled"},
		"another order":        {"  - {start: 2026-06-09T18:00, what: \"Tea\"}\n", "", "  - {start: 2026-08-11}\n", "  - {start: 2026-08-11}\n  - {start: 2026-06-09T18:00, what: \"Tea\"}\n"},
		"another closing date": {"closes: 2026-06-30", "closes: 2026-07-01T17:00"},
		"another place":        {"{start: 2026-08-11}", `{start: 2026-08-11, place: "Mill House"}`, "location: {mode: online}", "location: {mode: phone}"},
		"another address":      {"members_can_join: open", "members_can_join: open\nslug: carers"},
		"another file name":    {"groups/forum.md", "groups/carers.md", "members_can_join: open", "members_can_join: open\nid: groups/forum"},
	} {
		edited := strings.NewReplacer(edit...).Replace(calendarCase)
		if edited == calendarCase {
			t.Errorf("%s: the edit changes nothing", name)
		}
		if after := uids(t, edited); !slices.Equal(before, after) {
			t.Errorf("%s:\n was %v\n is  %v", name, before, after)
		}
	}
	for name, edit := range map[string][]string{
		"moved without saying so": {"{start: 2026-08-11}", "{start: 2026-08-12}"},
		"another id":              {"members_can_join: open", "members_can_join: open\nid: groups/carers"},
	} {
		if after := uids(t, strings.NewReplacer(edit...).Replace(calendarCase)); slices.Equal(before, after) {
			t.Errorf("%s: the ids are the same, so the test shows nothing", name)
		}
	}
}
