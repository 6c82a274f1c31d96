package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.org/partake/internal/build"
	"example.org/partake/internal/cluster"
	"example.org/partake/internal/deskfile"
	"example.org/partake/internal/seal"
	"example.org/partake/layouts"
)

// programs are the function, built once for all tests as Netlify builds it.
var programs struct {
	whole   string // of a site that takes answers
	preview string // of a preview of it
	empty   string // without a desk file
	early   string // acknowledges before it stores: to see whether the tests notice
	key     seal.Identity
	pin     string
	folder  string
}

func TestMain(m *testing.M) {
	code := 1
	if err := buildAll(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		code = cluster.Main(m)
	}
	os.RemoveAll(programs.folder)
	os.Exit(code)
}

func buildAll() (err error) {
	p := &programs
	if p.folder, err = os.MkdirTemp("", "function"); err != nil {
		return err
	}
	if p.key, err = seal.NewX25519Identity(); err != nil {
		return err
	}
	src := []byte("# team\n" + p.key.Public() + "\n")
	r, err := seal.ParseRecipients("recipients.txt", src)
	if err != nil {
		return err
	}
	p.pin = r.SHA256()
	for _, x := range []struct {
		into          *string
		name, context string
		tags          string
	}{{&p.whole, "whole", "production", ""}, {&p.preview, "preview", "deploy-preview", ""}, {&p.empty, "empty", "", ""}, {&p.early, "early", "production", ",earlyreceipt"}} {
		desk := filepath.Join(p.folder, x.name+".json")
		if x.context != "" {
			if err = makeDesk(desk, string(src), x.context); err != nil {
				return err
			}
		}
		if *x.into, err = compile(p.folder, x.name, desk, x.tags); err != nil {
			return err
		}
	}
	return nil
}

// makeDesk builds the example site, as partake build does, for its desk file.
func makeDesk(name, recipients, deploy string) error {
	options := build.Options{
		Site: os.DirFS("../../.."), Layouts: layouts.FS, Now: time.Now(), BaseURL: "https://involvement.example.org",
		Static: fstest.MapFS{"assets/manifest.json": {Data: []byte(`{"site.css": "site-1.css", "site.js": "site-1.js"}`)}},
		Out:    filepath.Join(programs.folder, "out", deploy), State: filepath.Join(programs.folder, "state", deploy),
		Sends: true, Preview: (deskfile.File{Context: deploy}).Preview(), Recipients: recipients, Context: deploy, Desk: name,
	}
	_, list, err := build.Run(context.Background(), options)
	if err != nil {
		return fmt.Errorf("build the site: %w %v", err, list.Errors())
	}
	return nil
}

// compile runs go build in the function's own folder, as Netlify does. The overlay
// puts the desk file where the build command copies it to, and leaves the folder
// as it is.
func compile(folder, name, desk, tags string) (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(desk); err != nil {
		desk = "" // the file is not there, even if somebody's build left one
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(here, "desk", "desk.json"): desk}})
	if err != nil {
		return "", err
	}
	file := filepath.Join(folder, name+"-overlay.json")
	if err := os.WriteFile(file, overlay, 0o600); err != nil {
		return "", err
	}
	program := filepath.Join(folder, name)
	cmd := exec.Command("go", "build", "-overlay", file, "-tags", "lambda.norpc"+tags, "-ldflags", "-s -w", "-o", program, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOFLAGS=")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, strings.TrimSpace(said.String()))
	}
	return program, nil
}
