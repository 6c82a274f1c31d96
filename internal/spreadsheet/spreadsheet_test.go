package spreadsheet

import "testing"

// TestCell (F16): what a spreadsheet could calculate gets an apostrophe.
func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"Ada Lovelace":                "Ada Lovelace",
		"1 + 1 = 2":                   "1 + 1 = 2",
		"a-b @ c":                     "a-b @ c",
		"=1+1":                        "'=1+1",
		"+44 7700 900123":             "'+44 7700 900123",
		"-1":                          "'-1",
		"@SUM(A1)":                    "'@SUM(A1)",
		"|calc":                       "'|calc",
		"%0":                          "'%0",
		"=cmd|' /C calc'!A0":          "'=cmd|' /C calc'!A0",
		"＝1+1":                        "'＝1+1",
		"＋1":                          "'＋1",
		"－1":                          "'－1",
		"＠x":                          "'＠x",
		"\t=1":                        "'\t'=1",
		"\tx":                         "'\tx",
		"\r=1":                        "'\r'=1",
		"\n=1":                        "'\n'=1",
		"\x00=1":                      "'=1",
		"\x1b[31m=1":                  "[31m=1",
		"  =1":                        "  '=1",
		"\u00a0=1":                    "\u00a0'=1",
		"\u200b=1":                    "\u200b'=1",
		"\"=1":                        "\"'=1",
		"I like cats; =HYPERLINK(\"x": "I like cats; '=HYPERLINK(\"x",
		"a;b":                         "a;b",
		"a;\"=1":                      "a;\"'=1",
		"one\n- two":                  "one\n'- two",
		"one\t@two":                   "one\t'@two",
		"\xff=1":                      "\ufffd=1",
	} {
		if got := Cell(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
