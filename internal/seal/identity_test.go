package seal

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

var day = time.Date(2027, 5, 3, 23, 0, 0, 0, time.UTC)

// What is written can be read, and the printed sheet can be typed back in.
func TestIdentityTexts(t *testing.T) {
	for _, kind := range kinds {
		id, _ := pair(t, kind.create)
		other, _ := pair(t, kind.create)
		sheet := id.Sheet("involvement team", "recipients.txt", day)
		var typed []string
		for line := range strings.Lines(sheet) {
			if strings.HasPrefix(line, "    ") {
				typed = append(typed, line)
			}
		}
		if !strings.Contains(sheet, "3 May 2027") || !strings.Contains(sheet, id.Fingerprint()) {
			t.Errorf("the sheet lacks its date or fingerprint:\n%s", sheet)
		}
		for line := range strings.Lines(sheet) {
			if len(line) > 81 {
				t.Errorf("too wide to print: %q", line)
			}
		}
		rows := strings.Join(typed, "")
		for name, text := range map[string]string{
			"file": string(id.File("team", day)), "sheet": rows, "small letters": strings.ToLower(rows), "bare": id.text(),
			"Windows": "\ufeff" + strings.ReplaceAll(rows, "\n", "\r\n"), "comments": "# a\n\n" + strings.ReplaceAll(rows, "\n", "\n# b\n"),
		} {
			ids, err := ParseIdentities("f", []byte(text))
			if err != nil || len(ids) != 1 || ids[0].text() != id.text() {
				t.Errorf("%s, %s: %v, %v", kind.name, name, ids, err)
			}
		}
		ids, err := ParseIdentities("f", []byte(rows+string(other.File("older", day))))
		if err != nil || len(ids) != 2 || ids[1].text() != other.text() {
			t.Errorf("two keys: %v, %v", ids, err)
		}
	}
}

func TestParseIdentitiesRefuses(t *testing.T) {
	a, old := mustHybrid(t), classicPair(t)
	swapped := []byte(a.text())
	for i := 30; ; i++ {
		if swapped[i] != swapped[i+1] {
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
			break
		}
	}
	for _, test := range []struct{ name, src, want string }{
		{"empty", "", "f: there is no secret key"},
		{"comments", "# x\n", "f: there is no secret key"},
		{"public", "# x\n" + a.Public(), "f:2: this is a public key"},
		{"words", "hello", "f:1: this is no secret key"},
		{"cut short", a.text()[:40], "f:1: this secret key is mistyped or not whole"},
		{"swapped letters", "\n" + string(swapped), "f:2: this secret key is mistyped"},
		{"without its start", a.text()[20:], "f:1: this is no secret key"},
		{"more behind it", old.text() + "\nXYZ", "f:1: this secret key is mistyped"},
		{"second is wrong", old.text() + "\n" + a.text()[:50], "f:2: this secret key is mistyped"},
		{"plugin", "AGE-PLUGIN-YUBIKEY-1QQPQ", "f:1: this is no secret key"},
		{"large", strings.Repeat(a.text(), 2000), "f: this is no identity file"},
	} {
		ids, err := ParseIdentities("f", []byte(test.src))
		if err == nil || !strings.Contains(err.Error(), test.want) || ids != nil {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
			continue
		}
		noSecrets(t, err.Error(), a, old)
	}
}

func TestReadIdentities(t *testing.T) {
	id := mustHybrid(t)
	file := filepath.Join(t.TempDir(), "identity.txt")
	if _, err := ReadIdentities(file); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("a file that is not there: %v", err)
	}
	for mode, fine := range map[os.FileMode]bool{0o600: true, 0o400: true, 0o640: false, 0o604: false, 0o620: false, 0o644: false, 0o601: false} {
		if err := os.RemoveAll(file); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, id.File("team", day), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		ids, err := ReadIdentities(file)
		switch {
		case fine || runtime.GOOS == "windows":
			if err != nil || len(ids) != 1 || ids[0].Public() != id.Public() {
				t.Errorf("mode %o: %v, %v", mode, ids, err)
			}
		case err == nil || !strings.Contains(err.Error(), "chmod 600 "+file) || !strings.Contains(err.Error(), fmt.Sprintf("%04o", mode)):
			t.Errorf("mode %o: %v", mode, err)
		default:
			noSecrets(t, err.Error(), id)
		}
	}
}

// However an identity is printed or logged, its secret stays inside.
func TestIdentityPrintsNoSecret(t *testing.T) {
	for _, kind := range kinds {
		id, r := pair(t, kind.create)
		var log strings.Builder
		slog.New(slog.NewTextHandler(&log, nil)).Info("x", "id", id, "all", []Identity{id})
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "id", id, "all", []Identity{id})
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			for _, x := range []any{id, &id, []Identity{id}, map[string]any{"id": id}, struct{ ID Identity }{id}, struct{ id Identity }{id}} {
				fmt.Fprintf(&log, verb+"\n", x)
			}
		}
		blob, _, err := r.Seal([]byte("my mother has a rare illness"))
		if err != nil {
			t.Fatal(err)
		}
		for _, damage := range [][]byte{nil, blob[:len(blob)-1], append([]byte("x"), blob...)} {
			_, err := Open(damage, id)
			fmt.Fprintln(&log, err)
		}
		wrong := mustHybrid(t)
		_, err = Open(blob, wrong)
		fmt.Fprintln(&log, err)
		noSecrets(t, log.String(), id, wrong)
		if strings.Contains(log.String(), "&{") || strings.Contains(log.String(), "[]byte") {
			t.Errorf("the log looks into an identity: %s", log.String())
		}
		if strings.Contains(log.String(), "mother") || !strings.Contains(log.String(), id.Fingerprint()) {
			t.Errorf("the log says %q", log.String())
		}
	}
}
