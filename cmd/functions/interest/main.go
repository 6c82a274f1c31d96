// Command interest is the desk as a Netlify function: what people send is taken,
// sealed and stored there as on any server, by the same handler.
//
// # What it is made of
//
// Netlify builds this folder with go build after the site was built. By then the
// build command has copied the site's .partake/desk.json into desk/, and it is
// part of the program. Where the file is missing or can't be read, nothing is
// taken, and the log says why.
//
// Netlify sends everything below /api/ here (see netlify.toml), with the path
// that people asked for. The function's own address, /.netlify/functions/interest,
// is refused: it would go around the limit on requests.
//
// # The environment
//
//	DATABASE_URL                the store: postgres://…; or NETLIFY_DB_URL, or PARTAKE_STORE
//	PARTAKE_RECIPIENTS_SHA256   checksum of the recipients file: partake keys pin prints it
//	PARTAKE_DESK_KEY            the desk's secret: openssl rand -hex 32 prints one
//	PARTAKE_TEAM_TOKEN          lets the team fetch what was sent: partake keys token makes one
//	PARTAKE_WORK_TOKEN          lets a timetable call for a round of chores: another such token
//	PARTAKE_SMTP, PARTAKE_SMTP_PASSWORD, PARTAKE_MAIL_FROM   tell the team by mail
//
// Set them in Netlify, for functions, in production only: variables in
// netlify.toml do not reach functions, and a preview stores nothing and needs
// none. A store in a file is refused, because files vanish here. So is an address
// that leads through a pooler of transactions: give the database's own.
//
// # Acknowledged means stored
//
// The receipt goes out after the commit, as everywhere. The store is opened when
// the program starts, for five seconds at most, and else before the next request
// that comes; while it is away people read that nothing was sent. The mail to the
// team goes out before the receipt, within five seconds, since the program stands
// still afterwards. Whatever is left waits for a timetable:
//
//	printf 'Authorization: Bearer %s' "$PARTAKE_WORK_TOKEN" |
//	  curl --fail --request POST --header @- https://involvement.example.org/api/desk/work
//
// Call it every half hour (cron, or a workflow on GitHub). It also deletes what
// has expired. Package desk says what it answers.
//
// # Who asks
//
// Netlify names the client in x-nf-client-connection-ip and sets that header
// itself. No other header counts.
package main

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"regexp"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"

	"example.org/partake/internal/desk"
	"example.org/partake/internal/deskfile"
)

// folder holds the desk file of the site. Only .gitkeep is committed.
//
//go:embed all:desk
var folder embed.FS

func main() {
	f := &function{env: environment, log: slog.New(slog.NewJSONHandler(os.Stderr, nil))}
	f.desk(context.Background()) // what is wrong is in the log before anybody asks
	adapter := httpadapter.New(f)
	lambda.Start(func(ctx context.Context, e events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
		return adapter.ProxyWithContext(ctx, readable(e))
	})
}

// environment is that of the program. Wherever this runs it is a function, so a
// store in a file is refused.
func environment(name string) string {
	if name == "NETLIFY" {
		return "true"
	}
	return os.Getenv(name)
}

var (
	ours   = regexp.MustCompile(`^/api/[A-Za-z0-9/_-]*$`)
	method = regexp.MustCompile(`^[A-Z]+$`)
)

// readable turns what can't be a request of ours into one for nothing. The adapter
// would log addresses that it can't read.
func readable(e events.APIGatewayProxyRequest) events.APIGatewayProxyRequest {
	e.RequestContext.DomainName = ""
	if !ours.MatchString(e.Path) || !method.MatchString(e.HTTPMethod) {
		e.Path, e.HTTPMethod = "/", http.MethodGet
	}
	return e
}

// function is the desk as it wakes up, answers, and stands still.
type function struct {
	env func(string) string
	log *slog.Logger

	mu   sync.Mutex
	open http.Handler // nil until a desk could be opened
}

// ServeHTTP answers a request.
func (f *function) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if p := recover(); p != nil {
			f.log.Error("panic", "type", fmt.Sprintf("%T", p)) // the value may hold what somebody sent
			http.Error(w, "Something went wrong here. If you were sending a form, please ring us to be sure that it arrived.", http.StatusInternalServerError)
		}
	}()
	r.Host, r.RemoteAddr = r.Header.Get("Host"), ""
	if client := r.Header.Values("X-Nf-Client-Connection-Ip"); len(client) == 1 {
		r.RemoteAddr = client[0]
	}
	f.desk(r.Context()).ServeHTTP(w, r)
}

// desk is the open desk. Without one it tries again each time, and meanwhile
// nothing is taken.
func (f *function) desk(ctx context.Context) http.Handler {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.open != nil {
		return f.open
	}
	file, err := read()
	if err == nil {
		var d *desk.Desk
		dsn := cmp.Or(f.env("PARTAKE_STORE"), f.env("DATABASE_URL"), f.env("NETLIFY_DB_URL"))
		d, err = desk.Open(ctx, desk.Options{File: file, DSN: dsn, Env: f.env, Log: f.log, Now: time.Now, Patience: 5 * time.Second})
		if err == nil {
			f.open = d.Alone()
			return f.open
		}
		if dsn == "" {
			err = errors.Join(err, errors.New("there is no store: set DATABASE_URL to a postgres:// address"))
		}
	}
	f.log.Error("the desk is closed, and nothing can be sent", "error", err)
	return desk.Closed(file, f.log, time.Now)
}

// read reads the desk file that was copied here.
func read() (deskfile.File, error) {
	f, err := folder.Open("desk/desk.json")
	if err != nil {
		return deskfile.File{}, fmt.Errorf("there is no desk file: the site has no recipients.txt, or the build command did not copy .partake/desk.json to desk/: %w", err)
	}
	defer f.Close()
	return deskfile.Read(f)
}
