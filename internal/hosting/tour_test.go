package hosting

import (
	"context"
	"errors"
	"fmt"
	"html"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"example.org/partake/internal/cluster"
)

// TestTour does what README.md says, block by block, in one shell: with SQLite,
// and after that with PostgreSQL. What a person does between the blocks is done
// for them: they edit two files, and they send the form.
func TestTour(t *testing.T) {
	postgres := cluster.For(t)
	dir := t.TempDir()
	addr := free(t)
	var script strings.Builder
	script.WriteString(begin)
	for _, b := range blocks(t, "README.md") {
		text := strings.NewReplacer("127.0.0.1:8080", addr, "7KM4-2PXR", "$REFERENCE").Replace(b.text)
		if strings.Contains(text, "partake host") {
			text = "stop_host\n" + strings.Replace(text, "--base-url", "--addr "+addr+" --base-url", 1)
			text = strings.TrimSuffix(text, "\n") + " >>host.log 2>&1 &\nHOST=$!\n" + send
		}
		if strings.Contains(text, "inbox open") {
			text = strings.TrimSuffix(text, "\n") + work
		}
		script.WriteString("# " + fmt.Sprint(b.page, ":", b.line) + "\n" + text)
		if strings.Contains(text, "partake new form") {
			script.WriteString(edit)
		}
		if strings.Contains(text, "inbox list") {
			script.WriteString("partake inbox show $REFERENCE | grep 'Ada Lovelace'\n! grep -q 'Ada Lovelace' my-site/.partake/submissions.db*\n")
		}
	}
	script.WriteString(end)
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	sh := exec.CommandContext(ctx, "bash", "-euo", "pipefail", "-c", script.String())
	sh.Dir = dir
	sh.Env = append(os.Environ(), "PATH="+fakes(t)+":"+filepath.Dir(program)+":"+postgres.Bin+":"+os.Getenv("PATH"), "XDG_CONFIG_HOME="+dir+"/settings",
		"PGHOST="+postgres.Folder, "ANSWER="+os.Args[0], "ADDR="+addr)
	sh.WaitDelay = time.Second
	if out, err := sh.CombinedOutput(); err != nil {
		log, _ := os.ReadFile(filepath.Join(dir, "host.log"))
		t.Fatalf("%v\n%s\n%s", err, out, log)
	}
}

// What the script does beside the page.
const (
	begin = `
USER=$(id -un)
PGUSER=partake dropdb --if-exists partake
PGUSER=partake dropuser --if-exists "$USER"
HOST=
stop_host() { [ -z "$HOST" ] || { kill -TERM $HOST; wait $HOST; HOST=; }; }
trap '[ -z "$HOST" ] || kill $HOST' EXIT
`
	edit = `
mkdir -p my-site/static/assets
echo '{"site.css": "site-1.css", "site.js": "site-1.js"}' >my-site/static/assets/manifest.json
form=my-site/content/forms/taking-part.md page=my-site/content/opportunities/make-our-letters-clear.md
sed -e 's/"CHANGE ME.*"/"It commits you to nothing."/' -e 's/^CHANGE ME.*/We ring you./' -e 's/ # CHANGE ME//' -e '/^draft: true/d' -i $form
sed -e 's/^apply:/form: taking-part\napply:/' -i $page
`
	send = `
REFERENCE=$($ANSWER answer $ADDR)
`
	work = ` >open.log 2>&1 &
OPEN=$!
$ANSWER work open.log
wait $OPEN
partake inbox list -C my-site --state contacted | grep $REFERENCE
! grep -q 'Rang them' my-site/.partake/submissions.db*
`
	// Nothing is left on either side, and the second store was PostgreSQL.
	end = `
stop_host
test -z "$(partake inbox list)"
test -z "$(partake inbox list -C my-site)"
test -z "$(PARTAKE_STORE=postgres:///partake partake inbox list -C my-site)"
test "$(psql -At -d partake -c 'SELECT count(*) FROM tombstones')" = 1
`
)

// fakes is a folder with a sudo that runs a program as the owner of the tests'
// PostgreSQL.
func fakes(t *testing.T) string {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "sudo"), []byte("#!/bin/sh\nshift 2\nPGUSER=partake exec \"$@\"\n"), 0o755))
	return dir
}

// free is an address that nobody listens at.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().String()
}

var (
	token = regexp.MustCompile(`name="_token" value="([^"]*)"`)
	shown = regexp.MustCompile(`\b[2-9A-Z]{4}-[2-9A-Z]{4}\b`)
)

var (
	printed = regexp.MustCompile(`(?m)^http://\S+$`)
	linked  = regexp.MustCompile(`href="([^"]*/record/\d+)"`)
	hidden  = regexp.MustCompile(`type="hidden" name="([^"]+)" value="([^"]*)"`)
)

// workAsPerson opens the inbox at the address that a file names, marks the first
// record, writes a note, sends both, and closes it.
func workAsPerson(args []string) error {
	var start *url.URL
	for end := time.Now().Add(20 * time.Second); start == nil; time.Sleep(20 * time.Millisecond) {
		log, err := os.ReadFile(args[0])
		if found := printed.FindString(string(log)); err == nil && found != "" {
			if start, err = url.Parse(found); err != nil {
				return err
			}
		} else if time.Now().After(end) {
			return fmt.Errorf("the inbox did not open: %s", log)
		}
	}
	list, err := read(http.Get(start.String()))
	if err != nil {
		return err
	}
	found := linked.FindStringSubmatch(list)
	if found == nil {
		return fmt.Errorf("no record in %s", list)
	}
	at := "http://" + start.Host + found[1]
	root, _, _ := strings.Cut(at, "record/")
	for _, step := range []struct {
		to, says string
		fields   url.Values
	}{
		{at + "/mark", "Marked.", url.Values{"state": {"contacted"}}},
		{at + "/note", "Rang them", url.Values{"note": {"Rang them"}}},
		{root + "push", "Sent: 2 marks and notes.", nil},
		{root + "close", "The inbox is closed", nil},
	} {
		page, err := read(http.Get(at))
		if err != nil {
			return err
		}
		fields := url.Values{}
		for _, m := range hidden.FindAllStringSubmatch(page, -1) {
			fields.Set(m[1], m[2])
		}
		maps.Copy(fields, step.fields)
		if page, err = read(http.PostForm(step.to, fields)); err != nil || !strings.Contains(page, step.says) {
			return fmt.Errorf("no %q in %s, %v", step.says, page, err)
		}
	}
	return nil
}

// answerAsPerson sends the form to the site at an address, as a browser does, and
// prints the reference.
func answerAsPerson(args []string) error {
	base := "http://" + args[0]
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if r, err := http.Get(base + "/healthz"); err == nil {
			r.Body.Close()
			break
		} else if time.Now().After(end) {
			return errors.New("waited too long for the site")
		}
	}
	fields := url.Values{
		"_form": {"forms/taking-part"}, "opportunity": {"opportunities/make-our-letters-clear"},
		"name": {"Ada Lovelace"}, "reply_by": {"email"}, "contact_email": {"ada@example.org"},
	}
	page, err := read(http.PostForm(base+"/api/interest", fields))
	if err != nil {
		return err
	}
	found := token.FindStringSubmatch(page)
	if found == nil {
		return errors.New("no page to check the answers on")
	}
	fields.Set("_token", html.UnescapeString(found[1]))
	if page, err = read(http.PostForm(base+"/api/interest", fields)); err != nil {
		return err
	}
	fmt.Println(shown.FindString(page))
	return nil
}
