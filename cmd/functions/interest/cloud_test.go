package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// event is what Netlify hands to a function: one of testdata, changed.
type event map[string]any

func recorded(t testing.TB, name string) event {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", name))
	must(t, err)
	var e event
	must(t, json.Unmarshal(src, &e))
	return e
}

// post is the event of a form that is sent.
func post(t testing.TB, fields url.Values) event {
	t.Helper()
	return recorded(t, "post.json").body(fields.Encode())
}

func (e event) body(text string) event {
	e["body"] = base64.StdEncoding.EncodeToString([]byte(text))
	return e
}

func (e event) at(method, path string) event {
	e["httpMethod"], e["path"], e["rawUrl"] = method, path, "https://involvement.example.org"+path
	return e
}

func (e event) header(name string, values ...string) event {
	one, many := e["headers"].(map[string]any), e["multiValueHeaders"].(map[string]any)
	delete(one, name)
	delete(many, name)
	if len(values) > 0 {
		one[name], many[name] = strings.Join(values, ", "), values
	}
	return e
}

// answer is what the function gives back.
type answer struct {
	Status  int         `json:"statusCode"`
	Header  http.Header `json:"multiValueHeaders"`
	Body    string      `json:"body"`
	Error   string      `json:"errorMessage"` // of an invocation that failed
	Encoded bool        `json:"isBase64Encoded"`
}

// instance is a running function, with the runtime API that Lambda gives to it.
type instance struct {
	t      testing.TB
	cmd    *exec.Cmd
	log    *bytes.Buffer
	events chan event
	answer chan answer
	dead   chan struct{}
}

// start starts a program of the function. env is all of its environment.
func start(t testing.TB, program string, env map[string]string) *instance {
	t.Helper()
	i := &instance{t: t, log: &bytes.Buffer{}, events: make(chan event), answer: make(chan answer, 1), dead: make(chan struct{})}
	api := httptest.NewServer(i)
	i.cmd = exec.Command(program)
	i.cmd.Env = []string{"AWS_LAMBDA_RUNTIME_API=" + strings.TrimPrefix(api.URL, "http://"), "AWS_LAMBDA_FUNCTION_NAME=interest", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=1024", "_HANDLER=bootstrap", "TZ=:UTC"}
	for name, value := range env {
		i.cmd.Env = append(i.cmd.Env, name+"="+value)
	}
	i.cmd.Stdout, i.cmd.Stderr = i.log, i.log
	must(t, i.cmd.Start())
	go func() { _ = i.cmd.Wait(); close(i.dead) }()
	t.Cleanup(func() { i.kill(); api.Close() })
	return i
}

func (i *instance) kill() {
	_ = i.cmd.Process.Kill()
	<-i.dead
}

// said is the function's log. It ends the function.
func (i *instance) said() string {
	i.kill()
	return i.log.String()
}

const runtimeAPI = "/2018-06-01/runtime/invocation/"

// ServeHTTP is the runtime API: it hands out events and takes what becomes of them.
func (i *instance) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch path := strings.TrimPrefix(r.URL.Path, runtimeAPI); path {
	case "next":
		select {
		case e := <-i.events:
			w.Header().Set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd")
			w.Header().Set("Lambda-Runtime-Deadline-Ms", fmt.Sprint(time.Now().Add(time.Minute).UnixMilli()))
			w.Header().Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-2:000000000000:function:interest")
			_ = json.NewEncoder(w).Encode(e) // it may have been killed
		case <-r.Context().Done():
		}
	default:
		var a answer
		body, err := io.ReadAll(r.Body)
		if err != nil || json.Unmarshal(body, &a) != nil {
			return // it was killed while it answered
		}
		w.WriteHeader(http.StatusAccepted)
		i.answer <- a
	}
}

// try hands over an event. It is false when the function ended before it answered.
func (i *instance) try(e event) (answer, bool) {
	i.t.Helper()
	select {
	case i.events <- e:
	case <-i.dead:
		return answer{}, false
	case <-time.After(30 * time.Second):
		i.t.Fatal("the function asks for no event")
	}
	select {
	case a := <-i.answer:
		return a, true
	case <-i.dead:
		select {
		case a := <-i.answer:
			return a, true // the last thing that it did
		default:
			return answer{}, false
		}
	case <-time.After(30 * time.Second):
		i.t.Fatal("the function does not answer")
	}
	return answer{}, false
}

// ask hands over an event that has to be answered, safely for whoever reads it.
func (i *instance) ask(e event) answer {
	i.t.Helper()
	a, ok := i.try(e)
	if !ok || a.Error != "" || a.Encoded {
		i.t.Fatalf("the function failed: %s\n%s", a.Error, i.said())
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
		if got := a.Header.Get(name); got != want {
			i.t.Errorf("%v %v: %s is %q", e["httpMethod"], e["path"], name, got)
		}
	}
	if a.Header.Get("Content-Security-Policy") == "" || a.Header.Get("Strict-Transport-Security") == "" || a.Header.Get("Set-Cookie") != "" {
		i.t.Errorf("%v %v: %v", e["httpMethod"], e["path"], a.Header)
	}
	return a
}

var token = regexp.MustCompile(`name="_token" value="([^"]+)"`)

// look fills in the form as somebody, and returns what they send after they have
// read it over. One client may look five times in a minute.
func (i *instance) look(fields url.Values, client ...string) url.Values {
	i.t.Helper()
	e := post(i.t, fields)
	if len(client) > 0 {
		e.header("x-nf-client-connection-ip", client...)
	}
	a := i.ask(e)
	m := token.FindStringSubmatch(a.Body)
	if a.Status != http.StatusOK || m == nil {
		i.t.Fatalf("look: %d %s", a.Status, a.Body)
	}
	sure := url.Values{"_token": {html.UnescapeString(m[1])}}
	for name, values := range fields {
		sure[name] = values
	}
	return sure
}

var reference = regexp.MustCompile(`\b[0-9A-Z]{4}-[0-9A-Z]{4}\b`)

// receipt follows a sending to its reference.
func (i *instance) receipt(a answer) string {
	i.t.Helper()
	if a.Status != http.StatusSeeOther || !strings.HasPrefix(a.Header.Get("Location"), "/api/receipt/") {
		i.t.Fatalf("send: %d %v %s", a.Status, a.Header, a.Body)
	}
	page := i.ask(recorded(i.t, "get.json").at("GET", a.Header.Get("Location")))
	found := reference.FindString(page.Body)
	if page.Status != http.StatusOK || found == "" {
		i.t.Fatalf("receipt: %d %s", page.Status, page.Body)
	}
	return found
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
