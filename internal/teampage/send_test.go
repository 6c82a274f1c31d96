package teampage

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/partake/internal/inbox"
	"example.org/partake/internal/teamcopy"
)

// TestSend: the pages say how much has not been sent, one press sends it, and the page
// after it says what came of that, kindly and with nothing lost.
func TestSend(t *testing.T) {
	down := errors.New("dial tcp 127.0.0.1:1: connection refused")
	for _, c := range []struct {
		name   string
		press  string
		pushed teamcopy.Pushed
		got    Fetched
		err    error
		says   []string
	}{
		{"some", "push", teamcopy.Pushed{Steps: 2, Erased: 1}, Fetched{}, nil, []string{"Sent: 2 marks and notes and 1 erasure."}},
		{"nothing", "push", teamcopy.Pushed{}, Fetched{}, nil, []string{"There was nothing to send."}},
		{
			"two at once", "push",
			teamcopy.Pushed{Steps: 1, Waiting: 2, Both: 1},
			Fetched{},
			nil,
			[]string{"Sent: 1 mark or note.", "A colleague worked on 1 record too. Nothing is lost: all marks and notes of both of you are kept.", "Your colleagues did 2 things that are not here yet. Fetch what they did when you like."},
		},
		{"a record of this computer", "push", teamcopy.Pushed{Stayed: 1}, Fetched{}, nil, []string{"1 mark or note is about records that only this computer has", "That is fine"}},
		{"away", "push", teamcopy.Pushed{}, Fetched{}, down, []string{"Nothing was sent: the website’s desk could not be reached.", "Nothing is lost"}},
		{"cut", "push", teamcopy.Pushed{Steps: 30}, Fetched{}, down, []string{"Only a part was sent: 30 marks and notes.", "Nothing is lost", "Nothing goes twice"}},
		{"no token", "push", teamcopy.Pushed{}, Fetched{}, fmt.Errorf("%w: none", ErrNotLetIn), []string{"the website does not let this computer in", "Nothing is lost", "ask the people who run the website"}},
		{"fetch", "fetch", teamcopy.Pushed{}, Fetched{Fetched: teamcopy.Fetched{Steps: 1, Erased: 2}}, nil, []string{"Fetched: 1 mark or note and 2 erasures."}},
		{"fetch records", "fetch", teamcopy.Pushed{}, Fetched{Records: 2}, nil, []string{"Fetched: 2 new records."}},
		{"fetch both", "fetch", teamcopy.Pushed{}, Fetched{Records: 1, Fetched: teamcopy.Fetched{Steps: 3}}, nil, []string{"Fetched: 1 new record, and from your colleagues 3 marks and notes."}},
		{"another key", "fetch", teamcopy.Pushed{}, Fetched{Canary: []byte("sealed to somebody else")}, nil, []string{"There was nothing new.", "Your secret key does not open what the website locks now."}},
		{"new words", "fetch", teamcopy.Pushed{}, Fetched{Learned: true, Words: inbox.NewWords(nil, map[string]string{"opportunities/tea": "Coffee"})}, nil, []string{"There was nothing new.", "Coffee"}},
		{"fetch, cut", "fetch", teamcopy.Pushed{}, Fetched{Records: 7}, down, []string{"Only a part was fetched: 7 new records.", "Nothing is lost"}},
		{"fetch nothing", "fetch", teamcopy.Pushed{}, Fetched{Fetched: teamcopy.Fetched{Elsewhere: 3}, Missing: 2}, nil, []string{"There was nothing new.", "2 records did not come. Tell the people who run the website.", "3 marks and notes are about records that are not on this computer"}},
		{"fetch, away", "fetch", teamcopy.Pushed{}, Fetched{}, down, []string{"Nothing was fetched: the website’s desk could not be reached.", "Nothing is lost"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			calls := 0
			x := open(t, func(o *Options) {
				o.From = "https://involvement.example.org"
				o.Push = func(context.Context) (teamcopy.Pushed, error) { calls++; return c.pushed, c.err }
				o.Fetch = func(context.Context) (Fetched, error) { calls++; return c.got, c.err }
				o.Unsent = func(context.Context) (int, bool, error) { return 3, true, nil }
			})
			x.put(1, "Ada", "story")
			w := x.ask("POST", x.root+c.press, nil)
			if w.Code != 303 || calls != 1 {
				t.Fatalf("%d %v, %d calls", w.Code, w.Header(), calls)
			}
			for range 2 { // loading it again does nothing again
				page := x.ask("GET", w.Header().Get("Location"), nil).Body.String()
				for _, want := range c.says {
					if !strings.Contains(page, want) {
						t.Errorf("no %q in %s", want, page)
					}
				}
			}
			if page := x.ask("GET", x.root, nil).Body.String(); strings.Contains(page, c.says[0]) || calls != 1 {
				t.Errorf("said again, or done %d times", calls)
			}
			if (c.err != nil) != (len(x.failed) == 1) {
				t.Errorf("the terminal heard %q", x.failed)
			}
		})
	}
}

// TestSendButton: what stands on the pages depends on what there is to send. A desk's
// own store has no button, and nobody else can press it.
func TestSendButton(t *testing.T) {
	for _, c := range []struct {
		name           string
		n              int
		known, nowhere bool
		list, record   []string
		not            string
	}{
		{"three", 3, true, false, []string{"3 changes on this computer have not been sent.", "Send to the desk"}, []string{"3 changes", "Send to the desk"}, "Fetch what"},
		{"one", 1, true, false, []string{"1 change on this computer has not been sent."}, []string{"1 change"}, "Fetch what"},
		{"none", 0, true, false, []string{"All that you did on this computer has been sent.", "Fetch what is new"}, nil, "Send to the desk"},
		{"who knows", 0, false, false, []string{"What you do stays on this computer until you send it", "Send to the desk"}, []string{"Send to the desk"}, "Fetch what"},
		{"a desk's own", 0, false, true, nil, nil, "Send to the desk"},
	} {
		calls := 0
		x := open(t, func(o *Options) {
			if c.nowhere {
				return
			}
			o.Push = func(context.Context) (teamcopy.Pushed, error) { calls++; return teamcopy.Pushed{}, nil }
			o.Fetch = func(context.Context) (Fetched, error) { calls++; return Fetched{}, nil }
			o.Unsent = func(context.Context) (int, bool, error) { return c.n, c.known, nil }
		})
		r := x.put(1, "Ada", "story")
		for target, says := range map[string][]string{x.root: c.list, x.at(r): c.record} {
			page := x.ask("GET", target, nil).Body.String()
			for _, want := range says {
				if !strings.Contains(page, want) {
					t.Errorf("%s: no %q in %s", c.name, want, page)
				}
			}
			if strings.Contains(page, c.not) {
				t.Errorf("%s: %q in %s", c.name, c.not, page)
			}
		}
		for what, want := range map[string]int{"push": 403, "fetch": 403} {
			other := func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }
			if w := x.ask("POST", x.root+what, url.Values{}, other); w.Code != want {
				t.Errorf("%s: %s from another site: %d", c.name, what, w.Code)
			}
			if w := x.ask("GET", x.root+what, nil); w.Code != 405 {
				t.Errorf("%s: %s by a link: %d", c.name, what, w.Code)
			}
			if w := x.ask("POST", x.root+what, nil); c.nowhere && w.Code != 404 {
				t.Errorf("%s: %s without a desk: %d", c.name, what, w.Code)
			} else if c.nowhere && calls != 0 || !c.nowhere && w.Code != 303 {
				t.Errorf("%s: %s: %d, %d calls", c.name, what, w.Code, calls)
			}
		}
	}
}
