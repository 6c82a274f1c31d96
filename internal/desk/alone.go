package desk

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"strings"
	"time"

	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/exchange"
	"example.org/partake/internal/intake"
	"example.org/partake/internal/reply"
)

// How long things may take where a program stands still between requests.
const (
	mailAlone = 5 * time.Second // the person waits for their receipt
	workClean = 8 * time.Second // a round ends within 20 seconds, and neither chore waits for the other
	workMail  = 10 * time.Second
	workURL   = exchange.Prefix + "work"
)

const tooLong = "mail took too long: what is left waits for the next round of chores"

// Alone answers like Handler, for a program in which nobody can call Run.
func (d *Desk) Alone() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if d.front.Load().file.Preview() {
			d.serve(w, r)
			return
		}
		d.look(r.Context())
		d.serve(w, r)
		select {
		case <-d.nudge:
			// Who goes away has sent it all the same.
			within(context.WithoutCancel(r.Context()), mailAlone, func(ctx context.Context) {
				if _, err := d.deliver(ctx); ctx.Err() != nil {
					d.opts.Log.Warn(tooLong, "error", err)
				}
			})
		default: // nothing was stored
		}
	})
}

// round is what became of a round of chores.
type round struct {
	Mailed  int      `json:"mailed"`
	GivenUp int      `json:"mails_given_up"`
	Deleted int      `json:"records_deleted"`
	Now     Health   `json:"now"`
	Notes   []string `json:"notes,omitempty"`
}

// serveWork does a round of chores for a timetable.
func (d *Desk) serveWork(w http.ResponseWriter, r *http.Request) {
	switch {
	case d.work == "" || d.front.Load().file.Preview():
		http.NotFound(w, r)
	case !exchange.Allowed(r, d.work):
		w.Header().Set("WWW-Authenticate", "Bearer")
		http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
	default:
		out, well := d.chores(context.WithoutCancel(r.Context())) // a round that was begun is done
		w.Header().Set("Content-Type", "application/json")
		if !well {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(out) // nobody can be told when the line breaks here
	}
}

// chores deletes what has expired, sends the mail that waits, and looks how the
// desk is.
func (d *Desk) chores(ctx context.Context) (out round, well bool) {
	within(ctx, workClean, func(ctx context.Context) {
		var err error
		if out.Deleted, err = d.clean(ctx); err != nil {
			d.opts.Log.Error("what has expired was not deleted", "error", err)
			out.Notes = append(out.Notes, "what has expired was not deleted: the log says why")
		}
	})
	within(ctx, workMail, func(ctx context.Context) {
		sent, err := d.deliver(ctx)
		out.Mailed, out.GivenUp = sent.Sent, sent.Failed
		if ctx.Err() != nil {
			d.opts.Log.Warn(tooLong, "error", err)
		}
		if err != nil || ctx.Err() != nil {
			out.Notes = append(out.Notes, "mail does not go out: the log says why")
		}
	})
	well = len(out.Notes) == 0
	out.Now = d.Health(ctx)
	out.Notes = append(out.Notes, out.Now.Notes...)
	return out, well && out.Now.Ready
}

// within does something that gets so much time.
func within(ctx context.Context, most time.Duration, do func(context.Context)) {
	ctx, stop := context.WithTimeout(ctx, most)
	defer stop()
	do(ctx)
}

// Closed answers below /api/ where no desk could be opened. It takes nothing, says
// so in the look of the site, and gives back what was typed.
func Closed(f deskfile.File, log *slog.Logger, now func() time.Time) http.Handler {
	var secret [32]byte
	rand.Read(secret[:])
	keys, errKeys := intake.NewKeys(secret[:])
	pages, errPages := reply.New(f, now)
	shut := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		maps.Copy(w.Header(), headersOf(f))
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "Nothing can be sent here just now, and nothing was sent. Please ring us, or write to us.", http.StatusServiceUnavailable)
	})
	if err := errors.Join(errKeys, errPages); err != nil || len(f.Layouts) == 0 {
		return shut
	}
	people := &intake.Handler{
		Desk:  &intake.Desk{Keys: keys, Catalogue: f.Catalogue(now), Limiter: closed{errClosed}, Random: rand.Reader, Now: now},
		Pages: pages, Log: log, Header: headersOf(f),
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == intake.SendURL || strings.HasPrefix(r.URL.Path, intake.ReceiptURL) {
			people.ServeHTTP(w, r)
			return
		}
		shut(w, r)
	})
}

var errClosed = errors.New("the desk could not be opened: an earlier line says why")
