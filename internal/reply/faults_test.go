package reply_test

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"example.org/partake/internal/intake"
)

// typing is what somebody types into the form of an opportunity, and what comes
// of it: the links of the error summary, or none when the page "Check your
// answers" comes. The numbers are those of the list of naughty inputs.
var typing = []struct{ number, change, links string }{
	{"1 all empty", "name=&reply_by=&contact_email=&experience=&experience_consent=", "name reply_by contact_email"},
	{"2 only spaces", "name=++%C2%A0%E2%80%8B", "name"},
	{"3 one letter", "name=O", ""},
	{"4 diacritics", "name=" + q("Siobhán Ó Néill-O’Dea"), ""},
	{"4 Arabic", "name=" + q("فاطمة"), ""},
	{"5 501 characters", "name=" + strings.Repeat("a", 501), "name"},
	{"6 two lines", "name=Sam%0D%0ARowe", ""},
	{"7 markup", "name=" + q("<script>alert(1)</script>"), ""},
	{"8 no @", "contact_email=sam.example.org", "contact_email"},
	{"9 no dot", "contact_email=a@b", "contact_email"},
	{"10 two dots", "contact_email=a@b..c", "contact_email"},
	{"11 dot and space at the end", "contact_email=+sam@example.org.+", ""},
	{"12 full-width @", "contact_email=" + q("sam＠example.org"), "contact_email"},
	{"13 letters of other languages", "contact_email=" + q("zoë@bücher.example"), ""},
	{"14 plus", "contact_email=" + q("sam+forum@example.org"), ""},
	{"15 320 characters", "contact_email=" + strings.Repeat("a", 308) + "@example.org", "contact_email"},
	{"16 two addresses", "contact_email=" + q("a@b.org, d@e.org"), "contact_email"},
	{"17 header", "contact_email=sam@example.org%0d%0aBcc:eve@example.org", "contact_email"},
	{"18 quoted", "contact_email=" + q(`"sam"@example.org`), "contact_email"},
	{"19 letters", "contact_phone=abc", "contact_phone"},
	{"19 7 digits", "contact_phone=9601234", "contact_phone"},
	{"19 16 digits", "contact_phone=1234567890123456", "contact_phone"},
	{"19 text relay", "contact_phone=" + q("18001 01632 960123"), ""},
	{"20 no way to reach them", "contact_email=", "contact_email"},
	{"21 phone, and no number", "reply_by=phone", "contact_phone"},
	{"22 5,000 characters", "experience=" + strings.Repeat("é", 5000), ""},
	{"22 5,001 characters", "experience=" + strings.Repeat("é", 5001), "experience"},
	{"23 line ends count once", "experience=" + strings.Repeat("a%0D%0A", 2499) + "ab", ""},
	{"24 100 kB", "experience=" + strings.Repeat("a", 100_000), "experience"},
	{"25 colours and a turn", "name=" + q("S\x1b[31mam \u202e"), ""},
	{"25 colours and a turn, with a mistake", "name=" + q("S\x1b[31mam \u202e") + "&reply_by=", "reply_by"},
	{"29 UTF-16 that got through", "name=S%00a%00m%00", ""},
	{"31 no consent", "experience_consent=", "experience_consent"},
	{"32 no", "experience_consent=no", "experience_consent"},
	{"32 0", "experience_consent=0", "experience_consent"},
	{"32 off", "experience_consent=off", "experience_consent"},
	{"34 an answer that is not offered", "reply_by=pigeon", "reply_by"},
	{"49 the same 1,000 times", "name=Sam" + strings.Repeat("&name=Sam", 999), ""},
	{"51 what nobody asked for", "status=approved&id=1&reference=7KM4-2PXR", ""},
}

func q(s string) string { return url.QueryEscape(s) }

// Each input on the page itself: what is wrong is the first thing in the window's
// title and on the page, in its order and with the way there; all that was typed
// stands in the form again; nothing is stored, so no mail is sent either (F26).
func TestInputs(t *testing.T) {
	for _, c := range typing {
		t.Run(c.number, func(t *testing.T) {
			d := open(t, nil)
			fields := good()
			more, err := url.ParseQuery(c.change)
			if err != nil {
				t.Fatal(err)
			}
			for name, values := range more {
				fields[name] = values
			}
			p := d.post(fields)
			if len(d.store.records) != 0 {
				t.Errorf("%d stored", len(d.store.records))
			}
			if c.links == "" {
				if p.code != http.StatusOK || strings.HasPrefix(p.title(), "Error") || p.form("Send").Get(intake.TokenName) == "" {
					t.Errorf("%d %q: %s", p.code, p.title(), p.says())
				}
				return
			}
			if p.code != http.StatusUnprocessableEntity || !strings.HasPrefix(p.title(), "Error: ") {
				t.Errorf("%d %q", p.code, p.title())
			}
			if got := p.summary(); got != c.links {
				t.Errorf("the summary leads to %q, want %q", got, c.links)
			}
			p.holds(fields)
		})
	}
}

// summary are the ids that the error summary leads to.
func (p *page) summary() string {
	p.t.Helper()
	for _, n := range p.all("div") {
		if !has(n, "data-problems") {
			continue
		}
		if heads := below(n, "h2"); len(heads) != 1 || text(heads[0]) != "There is a problem" {
			p.t.Error("the summary has no heading")
		}
		var ids []string
		for _, a := range below(n, "a") {
			id := strings.TrimPrefix(attr(a, "href"), "#")
			ids = append(ids, strings.TrimPrefix(id, "answer_"))
			if text(a) == "" || !strings.Contains(text(p.all("form")[0]), text(a)) {
				p.t.Errorf("%q does not stand beside its question", text(a))
			}
		}
		return strings.Join(ids, " ")
	}
	return "nowhere"
}

// holds compares what stands in the form with what was sent.
func (p *page) holds(sent url.Values) {
	p.t.Helper()
	compared := 0
	for _, n := range p.all("input", "textarea") {
		name := attr(n, "name")
		value, isHidden := sent.Get(name), attr(n, "type") == "hidden"
		got, want := "", strings.ReplaceAll(value, "\r\n", "\n")
		switch {
		case name == "" || strings.HasPrefix(name, "_") && !isHidden:
			continue
		case n.Data == "textarea":
			got = content(n)
		case attr(n, "type") == "radio", attr(n, "type") == "checkbox":
			got, want = fmt.Sprint(has(n, "checked")), fmt.Sprint(slices.Contains(sent[name], attr(n, "value")))
		default:
			got = attr(n, "value")
		}
		if got != want {
			p.t.Errorf("%s holds %.60q, want %.60q", name, got, want)
		}
		compared++
	}
	if compared < 10 {
		p.t.Errorf("the form has %d inputs only", compared)
	}
}

// What no browser sends is refused before anything is read of it, or after, with
// how else to reach us, and nothing is stored. Where there was something to keep,
// it is kept.
func TestProtocol(t *testing.T) {
	const kind = "application/x-www-form-urlencoded"
	whole := good().Encode()
	many := whole
	for i := range 10_000 {
		many += fmt.Sprintf("&x%d=", i)
	}
	for name, c := range map[string]struct {
		method, address, kind, body string
		code                        int
		kept                        string
	}{
		"26 bytes that are no letters":      {body: whole + "&access_needs=a%ff", code: 400, kept: "The toast was cold."},
		"27 overlong":                       {body: whole + "&access_needs=%c0%af", code: 400, kept: "The toast was cold."},
		"28 a bad escape":                   {body: whole + "&access_needs=%zz", code: 400},
		"29 UTF-16":                         {body: whole, kind: kind + "; charset=utf-16", code: 415},
		"33 consent twice":                  {body: whole + "&experience_consent=no", code: 400, kept: "The toast was cold."},
		"35, 48 10,000 names":               {body: many, code: 400},
		"38 unknown opportunity":            {body: strings.Replace(whole, "ward-food", "nothing", 1), code: 404, kept: "The toast was cold."},
		"38 closed":                         {body: strings.Replace(whole, "ward-food", "over", 1), code: 409, kept: "The toast was cold."},
		"38 two":                            {body: whole + "&opportunity=opportunities/over", code: 400},
		"38 ../x":                           {body: strings.Replace(whole, "opportunities%2Fward-food", "..%2Fx", 1), code: 404, kept: "The toast was cold."},
		"40 PUT":                            {method: "PUT", body: whole, code: 405},
		"40 TRACE":                          {method: "TRACE", code: 405},
		"40 GET":                            {method: "GET", code: 200},
		"41, F11 JSON":                      {kind: "application/json", body: "{}", code: 415},
		"41, F11 text":                      {kind: "text/plain", body: whole, code: 415},
		"41, F11 nothing said":              {kind: " ", body: whole, code: 415},
		"42, 43, F8 several parts":          {kind: "multipart/form-data; boundary=x", body: "--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n", code: 415},
		"43 several parts, and no boundary": {kind: "multipart/form-data", body: whole, code: 415},
		"44, F8 256 kB and more":            {body: whole + "&access_needs=" + strings.Repeat("a", 256<<10), code: 413},
		"49 1,000 times, each another":      {body: whole + strings.Repeat("&name=a", 1000), code: 400, kept: "The toast was cold."},
		"50 semicolons":                     {body: whole + "&a=b;c=d", code: 400},
		"50 other spellings":                {body: whole + "&name[]=a&name[a]=b", code: 200, kept: "Amina Khan"},
		"52 the same names in the address":  {address: intake.SendURL + "?name=Eve&_form=forms/bank&experience=other", body: whole, code: 200, kept: "Amina Khan"},
		"F12 a name twice":                  {body: whole + "&name=b", code: 400, kept: "The toast was cold."},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, nil)
			got := d.send(cmp.Or(c.method, "POST"), cmp.Or(c.address, intake.SendURL), c.body, cmp.Or(c.kind, kind))
			if got.code != c.code || len(d.store.records) != 0 {
				t.Errorf("%d, want %d; %d stored", got.code, c.code, len(d.store.records))
			}
			if !strings.Contains(got.says(), c.kept) || strings.Contains(got.says(), "Eve") {
				t.Errorf("%q is not in %s", c.kept, got.says())
			}
			if d.log.Len() > 0 && strings.Contains(d.log.String(), "Amina") {
				t.Errorf("the log tells: %s", d.log.String())
			}
		})
	}
}

// F12: what nobody asked for is in no page and in no record.
func TestNotAsked(t *testing.T) {
	d := open(t, nil)
	fields := good()
	for _, name := range []string{"status", "id", "flags", "reference", "state", "expires"} {
		fields.Set(name, "CANARY")
	}
	look := d.post(fields)
	if sent := look.form("Send"); strings.Contains(look.source, "CANARY") || sent.Has("status") {
		t.Errorf("the page carries %v", sent)
	}
	fields.Set(intake.TokenName, look.form("Send").Get(intake.TokenName))
	if done := d.post(fields); done.code != http.StatusSeeOther {
		t.Fatal(done.code)
	}
	r := d.store.records[0]
	if strings.Contains(fmt.Sprint(r), "CANARY") || r.State != intake.New || len(r.Flags) != 0 {
		t.Errorf("%+v", r)
	}
	d.holds("Amina Khan", "I stayed on Curlew ward.\n\nThe toast was cold.")
}
