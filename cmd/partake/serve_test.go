package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Everything can be tried out on one's own computer: a form is sent, a mail
// becomes a file, and the inbox opens the answers. The form and the talk say that
// it is for development. A build has nothing of it (C12).
func TestServe(t *testing.T) {
	h := newHosted(t, program(t, ""))
	trial := filepath.Join(h.dir, ".partake", "development")
	must(t, os.Remove(filepath.Join(h.dir, "recipients.txt"))) // a new site has none
	h.cmd = exec.Command(h.program, "serve", "-C", h.dir, "--addr", h.addr)
	h.cmd.Stdout, h.cmd.Stderr = h.out, h.err
	must(t, h.cmd.Start())
	h.wait("site", func() bool { code, _, _ := h.get("/", nil); return code == 200 })
	_, page, err := h.get("/get-involved/bank/", nil)
	must(t, err)
	if !strings.Contains(page, "For development only.") || !strings.Contains(page, `action="/api/interest"`) {
		t.Errorf("the form: %s", page)
	}
	if code, _, body, err := h.post(1, map[string][]string{"_form": {"forms/bank"}}); err != nil || code != 422 || !strings.Contains(body, "For development only.") {
		t.Errorf("the form with problems: %d, %v", code, err)
	}
	if code, _, body, err := h.post(1, answers(1)); err != nil || code != 200 || !strings.Contains(body, "For development only.") {
		t.Errorf("the page to check answers on: %d, %v", code, err)
	}
	s, err := h.whole(1)
	must(t, err)
	h.wait("mail", func() bool {
		mails, _ := filepath.Glob(filepath.Join(trial, "mail", "*.eml"))
		return len(mails) == 1
	})
	h.previews()
	h.stop()
	told := strings.ReplaceAll(h.said(), "REFERENCE", s.reference)
	for _, command := range regexp.MustCompile(`(?m)^  partake (.*)$`).FindAllStringSubmatch(told, -1) {
		out, err := exec.Command(h.program, strings.Fields(command[1])...).CombinedOutput()
		if err != nil || !strings.Contains(string(out), s.reference) || strings.Contains(command[1], "show") != strings.Contains(string(out), "Person 1") {
			t.Errorf("%s: %v: %s", command[0], err, out)
		}
	}
	if !strings.Contains(told, "Development only") || strings.Count(told, "  partake inbox ") != 2 {
		t.Errorf("the talk is %s", told)
	}
	if _, err := os.Stat(filepath.Join(h.dir, ".partake", "submissions.db")); err == nil {
		t.Error("what is tried out stands among what is meant")
	}
}

// previews: the page follows its source, drafts are there, and so are names that
// an edit does not change. Nothing of it is in a build, and no other name and no
// second preview gets at it (C12).
func (h *hosted) previews() {
	h.t.Helper()
	_, page, err := h.get("/news/old-dairy-opens/", nil)
	must(h.t, err)
	for _, want := range []string{"<strong>Draft.</strong>", `href="/assets/site.css"`, `src="/.partake/preview.js"`} {
		if !strings.Contains(page, want) {
			h.t.Errorf("the preview of a draft has no %s", want)
		}
	}
	source := filepath.Join("content", "news", "old-dairy-opens.md")
	whole, err := os.ReadFile(filepath.Join(h.dir, source))
	must(h.t, err)
	writeFile(h.t, h.dir, source, strings.Replace(string(whole), "title:", "titel:", 1))
	h.wait("mistake", func() bool {
		code, page, _ := h.get("/about/", nil)
		return code == 500 && strings.Contains(page, "Unknown key &#34;titel&#34;")
	})
	writeFile(h.t, h.dir, source, string(whole)+"\nA new sentence.\n")
	h.wait("new sentence", func() bool {
		code, page, _ := h.get("/news/old-dairy-opens/", nil)
		return code == 200 && strings.Contains(page, "A new sentence.")
	})
	// An edit of a text alone reaches the desk too, and pages that nobody has looked
	// at yet still find their pictures.
	form, err := os.ReadFile(filepath.Join(h.dir, "content", "forms", "bank.md"))
	must(h.t, err)
	for _, words := range []string{"Words before the form.", "Other words before the form."} {
		writeFile(h.t, h.dir, filepath.Join("content", "forms", "bank.md"), string(form)+"\n"+words+"\n")
		h.wait(words, func() bool {
			_, page, _ := h.get("/get-involved/bank/", nil)
			_, _, answer, _ := h.post(1, map[string][]string{"_form": {"forms/bank"}})
			return strings.Contains(page, words) && strings.Contains(answer, words)
		})
	}
	if code, page, err := h.get("/about/getting-involved-easy-read/", nil); err != nil || code != 200 || !strings.Contains(page, `width="`) {
		h.t.Errorf("a page with a picture: %d, %v", code, err)
	}
	second := exec.Command(h.program, "serve", "-C", h.dir, "--addr", h.addr)
	if out, err := second.CombinedOutput(); second.ProcessState.ExitCode() != exitMachine || !strings.Contains(string(out), "--addr") {
		h.t.Errorf("a second preview at the same address: %v: %s", err, out)
	}
	out, err := exec.Command(h.program, "build", "-C", h.dir, "--drafts").CombinedOutput()
	must(h.t, err)
	for _, trace := range []string{"/.partake/", "partake-preview", "EventSource", "/assets/site.css"} {
		if found := holds(h.t, filepath.Join(h.dir, "public"), []byte(trace)); len(found) > 0 {
			h.t.Errorf("C12: a build has %s in %v: %s", trace, found, out)
		}
	}
}
