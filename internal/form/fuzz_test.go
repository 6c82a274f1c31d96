package form

import (
	"net/url"
	"testing"
)

// Whatever is sent: nothing panics, nothing typed is lost, and what is accepted
// stays the same.
func FuzzRead(f *testing.F) {
	for _, c := range inputs {
		if len(c.send) < 1000 {
			f.Add("name=Sam&reply_by=email&contact_email=sam@example.org&" + c.send)
		}
	}
	for _, s := range hostile {
		f.Add("reply_by=email&contact_email=sam@example.org&name=" + q(s))
		f.Add("name=Sam&reply_by=post&contact_post=" + q(s))
		f.Add("name=Sam&reply_by=email&contact_email=" + q(s) + "@example.org")
		f.Add("name=Sam&reply_by=phone&contact_phone=01632960123" + q(s))
	}
	form := visit(f)
	f.Fuzz(func(t *testing.T, body string) {
		v, err := url.ParseQuery(body)
		if err != nil {
			return
		}
		a, problems := form.Read(v)
		kept(t, form, v, a)
		for _, p := range problems {
			if p.Message == "" || !form.asks(p.Field) {
				t.Errorf("a problem that leads nowhere: %+v", p)
			}
		}
		form.Summary(a)
		if len(problems) == 0 {
			same(t, form, a)
		}
	})
}
