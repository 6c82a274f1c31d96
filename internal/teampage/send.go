package teampage

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"example.org/partake/internal/seal"
	"example.org/partake/internal/teamcopy"
	"example.org/partake/internal/view"
)

// ErrNotLetIn means that the desk does not let this computer in.
var ErrNotLetIn = errors.New("the website does not let this computer in")

// send says how much has not been sent, and offers the button for what comes next. A
// store that is no copy has nothing to send.
func (p *Pages) send(ctx context.Context) (view.TeamSend, error) {
	if p.Push == nil {
		return view.TeamSend{}, nil
	}
	n, known, err := p.Unsent(ctx)
	s := view.TeamSend{Here: true, Action: p.root + "push", Button: "Send to the desk", Known: known, Count: n}
	if known && n == 0 {
		s.Action, s.Button = p.root+"fetch", "Fetch what is new"
	}
	return s, err
}

// push sends what was done here, and shows the list with what came of it.
func (p *Pages) push(w http.ResponseWriter, r *http.Request) {
	if p.Push == nil {
		http.NotFound(w, r)
		return
	}
	p.over(w, r, "push", func(ctx context.Context) (news, error) {
		report, err := p.Push(ctx)
		if err != nil {
			return unsent(report, err), err
		}
		return sent(report), nil
	})
}

// fetch brings what people sent and what others did, and shows the list with it.
func (p *Pages) fetch(w http.ResponseWriter, r *http.Request) {
	if p.Fetch == nil {
		http.NotFound(w, r)
		return
	}
	p.over(w, r, "fetch", func(ctx context.Context) (news, error) {
		got, err := p.Fetch(ctx)
		if got.Learned {
			p.mu.Lock()
			p.Words = got.Words
			p.mu.Unlock()
		}
		if err != nil {
			return unfetched(got, err), err
		}
		return fetched(got, p.keys()), nil
	})
}

// news is what came of the line to the desk: what was done, and what there is to know.
type news struct {
	said string
	more []string
}

// over does something over the line. The address it leads to says nothing of it, and
// loading that page again does nothing again. One at a time is enough for a person who
// presses twice.
func (p *Pages) over(w http.ResponseWriter, r *http.Request, what string, do func(context.Context) (news, error)) {
	p.line.Lock()
	defer p.line.Unlock()
	n, err := do(r.Context())
	if err != nil {
		p.Failed(what, err)
	}
	p.mu.Lock()
	p.news = n
	p.mu.Unlock()
	http.Redirect(w, r, p.root+"?done=line", http.StatusSeeOther)
}

// heard is what came of the line last.
func (p *Pages) heard(r *http.Request) news {
	if r.URL.Query().Get("done") != "line" {
		return news{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.news
}

func sent(r teamcopy.Pushed) news {
	n := news{said: "There was nothing to send."}
	if r.Steps+r.Erased > 0 {
		n.said = "Sent: " + things(r.Steps, r.Erased) + "."
	}
	if r.Stayed > 0 {
		n.more = append(n.more, counted(r.Stayed, "mark or note is", "marks and notes are")+" about records that only this computer has: added here, or erased on the website. They stay here. That is fine, and you need not do anything.")
	}
	if r.Both > 0 {
		n.more = append(n.more, "A colleague worked on "+counted(r.Both, "record", "of these records")+" too. Nothing is lost: all marks and notes of both of you are kept.")
	}
	if r.Waiting > 0 {
		n.more = append(n.more, "Your colleagues did "+counted(r.Waiting, "thing that is not here yet", "things that are not here yet")+". Fetch what they did when you like.")
	}
	return n
}

func fetched(got Fetched, ids []seal.Identity) news {
	n := news{said: "There was nothing new."}
	if came := came(got); came != "" {
		n.said = "Fetched: " + came + "."
	}
	if got.Canary != nil && len(ids) > 0 {
		if _, err := seal.Open(got.Canary, ids...); err != nil {
			n.more = append(n.more, "Your secret key does not open what the website locks now. Tell the people who run the website at once.")
		}
	}
	if got.Missing > 0 {
		n.more = append(n.more, counted(got.Missing, "record", "records")+" did not come. Tell the people who run the website.")
	}
	if got.Elsewhere > 0 {
		n.more = append(n.more, counted(got.Elsewhere, "mark or note is", "marks and notes are")+" about records that are not on this computer: they were erased here, or could not be kept.")
	}
	return n
}

// came is what was fetched, in words.
func came(got Fetched) string {
	if work := things(got.Steps, got.Erased); got.Records == 0 {
		return work
	} else if work != "" {
		return counted(got.Records, "new record", "new records") + ", and from your colleagues " + work
	}
	return counted(got.Records, "new record", "new records")
}

// unsent says kindly that something did not go, and that nothing is lost.
func unsent(r teamcopy.Pushed, err error) news {
	n := troubled("Nothing was sent", err)
	if r.Steps+r.Erased > 0 {
		n.said = "Only a part was sent: " + things(r.Steps, r.Erased) + "."
		n.more = append(n.more, "Nothing goes twice, however often you send.")
	}
	return n
}

func unfetched(got Fetched, err error) news {
	n := troubled("Nothing was fetched", err)
	if came := came(got); came != "" {
		n.said = "Only a part was fetched: " + came + "."
	}
	return n
}

func troubled(said string, err error) news {
	n := news{said: said + ": the website’s desk could not be reached.", more: []string{
		"Nothing is lost: all that you did is kept on this computer. Look whether you are online, and try again later.",
	}}
	if errors.Is(err, ErrNotLetIn) {
		n = news{said: said + ": the website does not let this computer in.", more: []string{
			"Nothing is lost: all that you did is kept on this computer. Your team’s token is missing here, or there is a new one: ask the people who run the website.",
		}}
	}
	n.more = append(n.more, "The program that opened this inbox says why.")
	return n
}

// things are marks, notes and erasures in words.
func things(steps, erased int) string {
	var parts []string
	if steps > 0 {
		parts = append(parts, counted(steps, "mark or note", "marks and notes"))
	}
	if erased > 0 {
		parts = append(parts, counted(erased, "erasure", "erasures"))
	}
	return strings.Join(parts, " and ")
}

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
