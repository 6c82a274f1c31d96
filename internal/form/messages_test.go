package form

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// Every rule, with what people read.
func TestMessages(t *testing.T) {
	f := visit(t)
	f.Fields = append(
		f.Fields,
		Field{ID: "what", Kind: "long-text", Label: "What would you do?", Max: 1000}.input(),
		Field{ID: "agree", Kind: "consent", Label: "I have read the agreement"}.input(),
	)
	shown := map[Rule]bool{}
	for _, c := range []struct {
		rule          Rule
		send, message string
	}{
		{Required, "name=", "Enter your name"},
		{Required, "what=", "Enter your answer to “What would you do?”"},
		{Select, "reply_by", "Select how you would like us to contact you"},
		{Tick, "agree=on", "Tick the box “I have read the agreement”"},
		{Listed, "updates_by=pigeon", "Select how you would like to hear what happened. Choose only from the answers on the page"},
		{TooLong, "experience=" + strings.Repeat("a", 5001), "Your experience must be 5,000 characters or fewer. You have used 5,001."},
		{TooLong, "what=" + strings.Repeat("a", 1001), "Your answer to “What would you do?” must be 1,000 characters or fewer. You have used 1,001."},
		{Email, "contact_email=sam", "Enter an email address in the correct format, like name@example.com"},
		{EmailOne, "contact_email=a@b.org;c@d.org", "Enter one email address only, like name@example.com"},
		{EmailSpace, "contact_email=sam @example.org", "Enter an email address without spaces, like name@example.com"},
		{EmailLetters, "contact_email=sam＠example.org", "Your email address has “＠” in it, which does not work in an email address. Type it again, like name@example.com"},
		{Phone, "contact_phone=no", "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"},
		{PhoneShort, "contact_phone=960123", "Enter the phone number with its area code, like 01632 960 001"},
		{AnyContact, "reply_by&contact_email", "Enter an email address, a phone number or a postal address"},
		{Fitting, "reply_by=text", "Enter your phone number, because you chose “By text message”"},
		{Fitting, "reply_by=post", "Enter your postal address, because you chose “By post”"},
		{Consent, "experience=x", "Tick the box if we may keep your experience. If we may not, leave the question empty"},
		{Consent, "help=no", "Tick the box if we may keep your answer to “Would you like help?”. If we may not, leave the question empty"},
		{Once, "name=a&name=b", "We got two different answers for your name. Give one of them"},
		{Readable, "reply_by=\xff", "Your answer to “How would you like us to contact you?” has letters that we can’t read. Type it again"},
	} {
		v := sent(t, "what=x", "agree=yes")
		for part := range strings.SplitSeq(c.send, "&") {
			id, _, _ := strings.Cut(part, "=")
			delete(v, id)
		}
		for part := range strings.SplitSeq(c.send, "&") {
			if id, value, has := strings.Cut(part, "="); has {
				v.Add(id, value)
			}
		}
		_, problems := f.Read(v)
		found := false
		for _, p := range problems {
			found = found || p.Rule == c.rule && p.Message == c.message
		}
		if !found {
			t.Errorf("%s %q: %q is not in %v", c.rule, c.send, c.message, problems)
		}
		shown[c.rule] = true
	}
	for rule, message := range messages {
		if !shown[rule] || message == "" {
			t.Errorf("the message of %q is never shown", rule)
		}
	}
}

// What no browser sends is an error of the program that sent it, and names no
// answer.
func TestMalformed(t *testing.T) {
	f := visit(t)
	_, problems := f.Read(sent(t, "experience=x", "name=secret&name=other"))
	var m *Malformed
	if err := CheckSent(problems); !errors.As(err, &m) || m.Field != "name" || strings.Contains(err.Error(), "secret") {
		t.Errorf("the error is %v", err)
	}
	if _, problems = f.Read(sent(t, "name=")); CheckSent(problems) != nil || len(problems) != 1 {
		t.Errorf("an empty name is %v", problems)
	}
}

// A server reads forms from a JSON file.
func TestJSON(t *testing.T) {
	f := visit(t)
	text, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var back Form
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(f, back) {
		t.Errorf("%+v became %+v: %v", f, back, err)
	}
}
