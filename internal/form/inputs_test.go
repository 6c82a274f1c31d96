package form

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// visit is the form that these tests fill in: the usual questions, and some of
// its own.
func visit(t testing.TB) Form {
	t.Helper()
	yes := []string{"Yes", "No", "Other"}
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprint("Answer ", i))
	}
	d := Definition{FormKind: "interest", Fields: []Field{
		{ID: "opportunity"},
		{ID: "name"},
		{ID: "reply_by"},
		{ID: "contact"},
		{ID: "who"},
		{ID: "experience"},
		{ID: "access_needs"},
		{ID: "updates_by"},
		{ID: "many", Kind: "choices", Label: "Which?", Options: many, Optional: true},
		{ID: "help", Kind: "choices", Label: "Would you like help?", Options: yes, Optional: true, Health: true},
		{ID: "other_help", Kind: "text", Label: "Which other help?", Optional: true},
		{ID: "age", Kind: "text", Label: "How old are you?", Optional: true},
	}}
	d.Title = "Tell us"
	return d.Form("interest")
}

// sent is what a browser sends of the form, with changes: name=value pairs as
// they stand in a body. A name without a value takes the field out.
func sent(t testing.TB, changes ...string) url.Values {
	t.Helper()
	v := url.Values{"name": {"Sam Rowe"}, "reply_by": {"email"}, "contact_email": {"sam@example.org"}}
	for _, c := range changes {
		more, err := url.ParseQuery(c)
		if err != nil {
			t.Fatal(c, err)
		}
		maps.Copy(v, more)
		for pair := range strings.SplitSeq(c, "&") {
			if !strings.Contains(pair, "=") {
				delete(v, pair)
			}
		}
	}
	return v
}

// rules are the problems in short: "name required, reply_by select".
func rules(problems []Problem) string {
	var out []string
	for _, p := range problems {
		out = append(out, p.Field+" "+string(p.Rule))
	}
	return strings.Join(out, ", ")
}

func q(s string) string { return url.QueryEscape(s) }

// The numbers are those of the list of naughty inputs. Where there is no problem,
// is is what is kept.
var inputs = []struct {
	number   string
	send     string // name=value&…, escaped as in a body
	problems string
	field    string // whose answer is looked at, the first that is sent if empty
	is       string
}{
	{"1 all empty", "name=&reply_by&contact_email=", "name required, reply_by select, contact_email any-contact", "", ""},
	{"2 name of spaces", "name=++%C2%A0%E2%80%8B+", "name required", "", ""},
	{"2 name of what nobody sees", "name=%E3%85%A4%E2%80%8D%EF%B8%8F", "name required", "", ""},
	{"2 name with a byte order mark", "name=%ef%bb%bfSam", "", "", "Sam"},
	{"3 name of one letter", "name=O", "", "", "O"},
	{"4 apostrophe", "name=" + q("Siobhán O’Neill-O'Dea"), "", "", "Siobhán O’Neill-O'Dea"},
	{"4 CJK", "name=" + q("王小明"), "", "", "王小明"},
	{"4 Arabic", "name=" + q("فاطمة"), "", "", "فاطمة"},
	{"4 Persian with a joiner", "name=" + q("علی\u200cرضا"), "", "", "علی\u200cرضا"},
	{"4 mononym", "name=Suharto", "", "", "Suharto"},
	{"4 letters apart", "name=" + q("Zoe\u0308"), "", "", "Zoë"},
	{"4 more marks than a letter has", "name=" + q("a"+strings.Repeat("\u0323", 100)), "", "", "ạ" + strings.Repeat("\u0323", 99)},
	{"5 name of 501 characters", "name=" + strings.Repeat("a", 501), "name too-long", "", ""},
	{"6 name on two lines", "name=Sam%0D%0ARowe", "", "", "Sam Rowe"},
	{"7 name is markup", "name=" + q("<script>alert(1)</script>"), "", "", "<script>alert(1)</script>"},
	{"8 no @", "contact_email=sam.example.org", "contact_email email", "", ""},
	{"9 no dot", "contact_email=a@b", "contact_email email", "", ""},
	{"10 two dots", "contact_email=a@b..c", "contact_email email", "", ""},
	{"11 dot and space at the end", "contact_email=+sam@example.org.+", "", "", "sam@example.org"},
	{"12 full-width @", "contact_email=" + q("sam＠example.org"), "contact_email email-letters", "", ""},
	{"12 curly quote", "contact_email=" + q("o’neill@example.org"), "contact_email email-letters", "", ""},
	{"12 NBSP inside", "contact_email=" + q("sam@\u00a0example.org"), "contact_email email-space", "", ""},
	{"12 no width inside", "contact_email=" + q("sam@\u200bexample.org"), "", "", "sam@example.org"},
	{"13 IDN", "contact_email=" + q("zoë@bücher.example"), "", "", "zoë@bücher.example"},
	{"13 IDN with a joiner and a mark apart", "contact_email=" + q("zoe\u200d\u0308@example.org"), "", "", "zoë@example.org"},
	{"13 IDN in Hindi", "contact_email=" + q("डेटा@उदाहरण.परीक्षा"), "", "", "डेटा@उदाहरण.परीक्षा"},
	{"14 plus", "contact_email=" + q("sam+forum@example.org"), "", "", "sam+forum@example.org"},
	{"14 apostrophe", "contact_email=" + q("o'neill@example.org"), "", "", "o'neill@example.org"},
	{"15 320 characters", "contact_email=" + strings.Repeat("a", 308) + "@example.org", "contact_email too-long", "", ""},
	{"15 long local part", "contact_email=" + strings.Repeat("a", 65) + "@example.org", "contact_email email", "", ""},
	{"15 long label", "contact_email=sam@" + strings.Repeat("a", 64) + ".org", "contact_email email", "", ""},
	{"16 two addresses", "contact_email=" + q("a@b.org, d@e.org"), "contact_email email-one", "", ""},
	{"16 a group", "contact_email=" + q("us: a@b.org;"), "contact_email email-one", "", ""},
	{"17 header", "contact_email=sam@example.org%0d%0aBcc:", "contact_email email-space", "", ""},
	{"17 header with an address", "contact_email=sam@example.org%0d%0aBcc:b@example.org", "contact_email email-one", "", ""},
	{"17 header in the name", "name=Sam%0d%0aBcc:b@example.org", "", "", "Sam Bcc:b@example.org"},
	{"18 quoted local part", "contact_email=" + q(`"sam"@example.org`), "contact_email email", "", ""},
	{"18 with a display name", "contact_email=" + q("Sam <sam@example.org>"), "contact_email email", "", ""},
	{"18 with a comment", "contact_email=" + q("sam(x)@example.org"), "contact_email email", "", ""},
	{"18 a number as a domain", "contact_email=" + q("sam@[192.0.2.1]"), "contact_email email", "", ""},
	{"18 digits as a domain", "contact_email=sam@192.0.2.11", "contact_email email", "", ""},
	{"18 hyphen at the end of a label", "contact_email=sam@example-.org", "contact_email email", "", ""},
	{"19 letters", "contact_phone=abc", "contact_phone phone", "", ""},
	{"19 7 digits", "contact_phone=960+1234", "contact_phone phone-short", "", ""},
	{"19 16 digits", "contact_phone=%2B4412345678901234", "contact_phone phone", "", ""},
	{"19 two numbers", "contact_phone=" + q("01632 960123 or 07700 900123"), "contact_phone phone", "", ""},
	{"19 +44 (0)", "contact_phone=" + q("+44 (0) 1632 960123"), "", "", "+44 (0) 1632 960123"},
	{"19 ext", "contact_phone=" + q("01632 960123 ext 12"), "", "", "01632 960123 ext 12"},
	{"19 x", "contact_phone=" + q("01632 960123 x12"), "", "", "01632 960123 x12"},
	{"19 extension", "contact_phone=" + q("01632 960123, extension 12"), "", "", "01632 960123, extension 12"},
	{"19 a UK number with a digit too many", "contact_phone=" + q("016329 601234"), "contact_phone phone", "", ""},
	{"19 St Helena", "contact_phone=" + q("+290 12345"), "", "", "+290 12345"},
	{"19 St Helena, cut short", "contact_phone=" + q("+290 1234"), "contact_phone phone-short", "", ""},
	{"19 (0) is not dialled from abroad", "contact_phone=" + q("+353 (0) 1234 5678 9012"), "", "", "+353 (0) 1234 5678 9012"},
	{"19 full-width", "contact_phone=" + q("＋４４ １６３２ ９６０１２３"), "", "", "+44 1632 960123"},
	{"19 text relay", "contact_phone=" + q("18001 01632 960123"), "", "", "18001 01632 960123"},
	{"19 all three", "contact_phone=" + q("18001 +44 (0)1632-960123 Ext. 12"), "", "", "18001 +44 (0)1632-960123 Ext. 12"},
	{"19 France", "contact_phone=" + q("0033 1 99 00 12 34"), "", "", "0033 1 99 00 12 34"},
	{"19 freephone", "contact_phone=" + q("1800 123 4567"), "", "", "1800 123 4567"},
	{"19 copied from a phone", "contact_phone=" + q("\u202a+44\u00a07700\u2011900123\u202c"), "", "", "+44 7700-900123"},
	{"19 Arabic figures", "contact_phone=" + q("٠١٦٣٢ ٩٦٠١٢٣"), "", "", "01632 960123"},
	{"20 neither email nor phone", "contact_email&reply_by", "reply_by select, contact_email any-contact", "", ""},
	{"21 prefers phone, gave none", "reply_by=phone", "contact_phone fitting", "", ""},
	{"21 prefers a text message, gave none", "reply_by=text", "contact_phone fitting", "", ""},
	{"21 prefers a letter, gave none", "reply_by=post", "contact_post fitting", "", ""},
	{"21 prefers phone, and the number is wrong", "reply_by=phone&contact_phone=1", "contact_phone phone", "", ""},
	{"21 prefers a letter", "reply_by=post&contact_email&contact_post=1+Market+Cross%0d%0aNorthgate", "", "contact_post", "1 Market Cross\nNorthgate"},
	{"22 5,000 characters", "experience=" + strings.Repeat("e%CC%81", 5000) + "&experience_consent=yes", "", "experience", strings.Repeat("é", 5000)},
	{"22 5,000 emoji", "experience=" + q(strings.Repeat("🌱", 5000)) + "&experience_consent=yes", "", "experience", strings.Repeat("🌱", 5000)},
	{"22 5,001 characters", "experience=" + strings.Repeat("a", 5001) + "&experience_consent=yes", "experience too-long", "", ""},
	{"23 CRLF", "experience=a%0D%0Ab%0Dc%0Bd&experience_consent=yes", "", "experience", "a\nb\nc\nd"},
	{"23 CRLF counts once", "experience=" + strings.Repeat("a%0D%0A", 2499) + "ab&experience_consent=yes", "", "experience", strings.Repeat("a\n", 2499) + "ab"},
	{"24 100 kB", "experience=" + strings.Repeat("a", 100_000) + "&experience_consent=yes", "experience too-long", "", ""},
	{"25 NUL and ESC", "name=" + q("S\x00am \x1b[31mRowe\u009b"), "", "", "Sam [31mRowe"},
	{"25 nothing but NUL", "name=%00", "name required", "", ""},
	{"25 bidi override", "name=" + q("Sam \u202etxt.exe\u202c"), "", "", "Sam \u202etxt.exe\u202c"},
	{"26 not UTF-8", "name=Sam%ff", "name readable", "", ""},
	{"27 overlong UTF-8", "name=Sam%c0%af", "name readable", "", ""},
	{"29 UTF-16 that got through", "name=S%00a%00m%00", "", "", "Sam"},
	{"29 UTF-16 with its mark", "name=%ff%feS%00", "name readable", "", ""},
	{"31 no consent", "experience=I+was+ill", "experience_consent consent", "experience", ""},
	{"31 no consent, too long", "access_needs=" + strings.Repeat("a", 1001), "access_needs too-long, access_needs_consent consent", "", ""},
	{"31 consent to nothing", "experience=+&experience_consent=yes", "", "experience", ""},
	{"31 no consent to a choice", "help=no", "help_consent consent", "help", ""},
	{"31 one tick is not the other", "experience=x&access_needs_consent=yes", "experience_consent consent", "experience", ""},
	{"32 no", "experience=x&experience_consent=no", "experience_consent consent", "experience", ""},
	{"32 0", "experience=x&experience_consent=0", "experience_consent consent", "experience", ""},
	{"32 off", "experience=x&experience_consent=off", "experience_consent consent", "experience", ""},
	{"32 on", "experience=x&experience_consent=on", "experience_consent consent", "experience", ""},
	{"32 no, to nothing", "experience_consent=no", "", "experience", ""},
	{"33 consent twice", "experience=x&experience_consent=yes&experience_consent=no", "experience_consent once", "experience", ""},
	{"33 consent twice, the same", "experience=x&experience_consent=yes&experience_consent=yes", "", "experience", "x"},
	{"34 unknown answer", "who=patients&who=admins", "who listed", "who", ""},
	{"34 unknown answer of one", "reply_by=pigeon", "reply_by listed", "", ""},
	{"34 the words instead of the value", "updates_by=By+email", "updates_by listed", "", ""},
	{"35 40 ticked", func() string {
		var out []string
		for i := range 40 {
			out = append(out, fmt.Sprint("many=answer-", 39-i))
		}
		return strings.Join(out, "&")
	}(), "", "many", "answer-0"},
	{"36 other ticked, no text", "help=other&other_help=&help_consent=yes", "", "help", "other"},
	{"37 text, other not ticked", "other_help=A+lift", "", "", "A lift"},
	{"38 unknown", "opportunity=nothing", "", "", "nothing"},
	{"38 empty", "opportunity=", "", "", ""},
	{"38 two", "opportunity=a&opportunity=b", "opportunity once", "", ""},
	{"38 ../x", "opportunity=../x", "", "", "../x"},
	{"38 with a space", "opportunity=a+", "", "", "a "},
	{"39 under 16", "age=15", "", "", "15"},
	{"F12 twice", "name=a&name=b", "name once", "", ""},
	{"F12 twice, once empty", "name=&name=b", "name once", "", ""},
	{"F12 twice, then empty", "name=b&name=", "name once", "", ""},
	{"34 unknown answer in other letters", "who=patients&who=%ff", "who readable", "who", ""},
	{"F12 twice, the same", "name=b&name=b", "", "", "b"},
	{"50 other spellings", "name&name[]=a&name[a]=b", "name required", "", ""},
	{"51 unknown fields", "status=approved&id=1", "", "name", "Sam Rowe"},
}

func TestInputs(t *testing.T) {
	f := visit(t)
	seen := map[string]bool{"28": true, "30": true} // TestBadEscape, TestHostileStrings
	for _, c := range inputs {
		number, _, _ := strings.Cut(c.number, " ")
		seen[number] = true
		v := sent(t, c.send)
		a, problems := f.Read(v)
		if got := rules(problems); got != c.problems {
			t.Errorf("%s: problems are %q, want %q", c.number, got, c.problems)
		}
		field := c.field
		if field == "" {
			field, _, _ = strings.Cut(c.send, "=")
		}
		if c.problems == "" || c.field != "" {
			if got := a.Value(field); got != c.is {
				t.Errorf("%s: %s is %q, want %q", c.number, field, got, c.is)
			}
		}
		kept(t, f, v, a)
		if len(problems) == 0 {
			same(t, f, a)
		}
	}
	for n := 1; n <= 39; n++ {
		if !seen[fmt.Sprint(n)] {
			t.Errorf("input %d is not tried", n)
		}
	}
}

// kept: what was typed is there as it came.
func kept(t *testing.T, f Form, v url.Values, a Answers) {
	t.Helper()
	for id, values := range v {
		if f.asks(id) && !slices.Equal(a.Raw[id], values) {
			t.Errorf("of %s = %q there is left %q", id, values, a.Raw[id])
		}
		if _, has := a.Raw[id]; has && !f.asks(id) {
			t.Errorf("%s is not asked for, and was kept", id)
		}
	}
}

// same: answers without a problem are the same when they are sent again as they
// are kept, and when they are sealed and opened.
func same(t *testing.T, f Form, a Answers) {
	t.Helper()
	sealed := string(a.Canonical())
	again, problems := f.Read(a.Fields())
	if len(problems) > 0 || string(again.Canonical()) != sealed {
		t.Errorf("%s became %s, with the problems %v", sealed, again.Canonical(), problems)
	}
	opened, err := Decode([]byte(sealed))
	if err != nil || string(opened.Canonical()) != sealed || !slices.Equal(f.Row(opened), f.Row(a)) {
		t.Errorf("%s is opened as %s: %v", sealed, opened.Canonical(), err)
	}
}

// 28: a bad escape never gets as far as a form.
func TestBadEscape(t *testing.T) {
	if _, err := url.ParseQuery("name=%zz"); err == nil {
		t.Error("%zz is read")
	}
}

// hostile are strings that break programs.
var hostile = []string{
	"undefined", "NULL", "1/0", "-1e309", "'; DROP TABLE records; --", `" onmouseover="alert(1)`, "</textarea><script>alert(1)</script>", "${7*7}", "{{.Frame}}",
	"=cmd|' /C calc'!A0", "@SUM(1+1)", "＝1+1", "../../etc/passwd", "%00", `\u0000`, "\\", "田中さん", "ﷺ", "𠜎𠜱", "👩🏽\u200d💻", "🏳️\u200d🌈", "Z\u0351\u036b\u0343a\u0322l\u0328go",
	"הָיְתָהtest", "\u2067مرحبا\u2069", "b\u200bc", "\ufdd0", "\U0010ffff", "a\u2028b", "é", "e\u0301", "İstanbul", "ẞ", "&lt;&amp;", "test\u00ad", "\ue000",
}

// 30: a hostile string in each field of text comes back as it was but for the
// form of its letters and lines.
func TestHostileStrings(t *testing.T) {
	f := visit(t)
	for _, s := range hostile {
		v := sent(t, "name="+q(s), "experience="+q(s), "experience_consent=yes", "access_needs="+q(s), "access_needs_consent=yes", "contact_post="+q(s), "age="+q(s))
		a, problems := f.Read(v)
		if len(problems) > 0 {
			t.Errorf("%q: %v", s, problems)
		}
		want := norm.NFC.String(strings.ReplaceAll(s, "\u2028", "\n"))
		for _, id := range []string{"experience", "access_needs", "contact_post"} {
			if got := a.Value(id); got != want {
				t.Errorf("%s is %q, want %q", id, got, want)
			}
		}
		if got := a.Value("name"); got != strings.ReplaceAll(want, "\n", " ") {
			t.Errorf("name is %q, want %q", got, want)
		}
		kept(t, f, v, a)
		same(t, f, a)
	}
}

// Names that are not asked for are counted, and nothing else happens to them.
func TestUnknown(t *testing.T) {
	a, problems := visit(t).Read(sent(t, "status=approved", "id=1", "age_consent=yes"))
	if a.Unknown != 3 || len(problems) > 0 || strings.Contains(string(a.Canonical()), "approved") {
		t.Errorf("%d unknown, %v, %s", a.Unknown, problems, a.Canonical())
	}
}
