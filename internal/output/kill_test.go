//go:build unix

package output

import (
	"bufio"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// With PARTAKE_BUILDS=WAY:STEP:DIR the test binary is a program that builds two
// sites in turn until somebody kills it, or until it has come to a step of an
// exchange and kills itself.
func TestMain(m *testing.M) {
	if what := strings.SplitN(os.Getenv("PARTAKE_BUILDS"), ":", 3); len(what) == 3 {
		way, dir := what[0], what[2]
		steps, _ = strconv.Atoi(what[1])
		ways[way]()
		fmt.Println("ready")
		for n := 0; ; n++ {
			if err := publishVersion(dir, uint64(n%2)); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
		}
	}
	os.Exit(m.Run())
}

// ways are how folders are exchanged, with the steps of it.
var ways = map[string]func(){
	"exchange": func() {
		swap = func(staging, out string) error {
			step()
			defer step()
			return exchange(staging, out)
		}
	},
	"two renames": func() {
		swap = func(staging, out string) error {
			step()
			defer step()
			if _, err := os.Lstat(out); err != nil {
				return os.Rename(staging, out)
			}
			return renameTwice(staging, out)
		}
		rename = func(from, to string) error {
			defer step()
			return os.Rename(from, to)
		}
	},
}

// steps is how many are left to go.
var steps int

func step() {
	if steps--; steps == 0 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
}

// versionFiles are two sites: the one has files that the other has not, of those
// that both have some are the same.
func versionFiles(v uint64) map[string]string {
	files := map[string]string{"desk.html": "the same", fmt.Sprintf("only/in/%d.html", v): "alone", fmt.Sprintf("in-%d.html", v): "alone"}
	for n := range 20 {
		files[fmt.Sprintf("page-%d/index.html", n)] = fmt.Sprintf("page %d of site %d: %s", n, v, strings.Repeat("text ", int(v)*100))
		files[fmt.Sprintf("same-%d/index.html", n)] = fmt.Sprintf("page %d of both", n)
	}
	return files
}

// stageVersion brings a site into a stage as a build does.
func stageVersion(s *Stage, dir string, v uint64) error {
	for path, text := range versionFiles(v) {
		key := v
		if strings.Contains(text, "both") {
			key = 7
		}
		_, kept, err := s.Keep(path, key)
		if err == nil && !kept {
			err = s.Write(path, key, []byte(text))
		}
		if err != nil {
			return err
		}
	}
	return s.Beside(filepath.Join(dir, ".partake/desk.json"), fmt.Append(nil, v))
}

func publishVersion(dir string, v uint64) error {
	s, err := Begin(filepath.Join(dir, "public"), filepath.Join(dir, ".partake/build"))
	if err != nil {
		return err
	}
	if err := stageVersion(s, dir, v); err != nil {
		return err
	}
	_, err = s.Commit(map[string][]byte{"version": fmt.Append(nil, v)})
	return err
}

// standingVersion says which of the two sites stands, whole: "0", "1", "none", or
// what is wrong with it. A file of somebody else's is in each but the first.
func standingVersion(t *testing.T, public string, theirs bool) string {
	t.Helper()
	got := filesOf(t, public)
	if len(got) == 0 {
		return "none"
	}
	for v := range uint64(2) {
		want, wrong := versionFiles(v), ""
		if theirs {
			want["CNAME"] = "theirs"
		}
		for path, text := range want {
			if got[path] != text {
				wrong = path
			}
		}
		if wrong == "" && len(got) == len(want) {
			return fmt.Sprint(v)
		}
	}
	return fmt.Sprintf("a mixture of %d files", len(got))
}

// filesOf reads a folder; it is nil when there is none.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	if _, err := os.Lstat(dir); err != nil {
		return nil
	}
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		got[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// nothingBeside wants no trace of an unfinished build.
func nothingBeside(t *testing.T, dir string) {
	t.Helper()
	for pattern, most := range map[string]int{".public*": 0, ".partake/.*": 0, ".partake/*": 2, ".partake/build/*": 2} {
		if found, _ := filepath.Glob(filepath.Join(dir, pattern)); len(found) > most {
			t.Errorf("left behind: %v", found)
		}
	}
}

// phase is where a build was killed, by what it left.
func phase(dir, stands string, first bool) string {
	next, _ := readManifest(manifestPath(filepath.Join(dir, ".partake/build"), filepath.Join(dir, "public")) + nextExt)
	switch left := unfinished(filepath.Join(dir, "public")); {
	case len(left) == 0:
		return "elsewhere"
	case stands == "none" && !first:
		return "between the renames"
	case next.Files == nil:
		return "writing or clearing up"
	case fmt.Sprint(next.Files["page-0/index.html"].Key) == stands:
		return "after the swap"
	default:
		return "before the swap"
	}
}

// buildAndKill runs builds in another program and kills that: at a random moment,
// or at a random step.
func buildAndKill(t *testing.T, way, dir string, r *rand.Rand) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	last := r.IntN(2) * (1 + r.IntN(12))
	cmd.Env = append(os.Environ(), fmt.Sprintf("PARTAKE_BUILDS=%s:%d:%s", way, last, dir))
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Scan()
	if last == 0 {
		time.Sleep(time.Duration(r.Int64N(int64(20 * time.Millisecond))))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
	}
	for lines.Scan() {
		t.Errorf("the build says: %s", lines.Text())
	}
	_ = cmd.Wait()
}

// quick is a folder for many builds, where there is one in memory.
func quick(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "partake")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// Builds are killed at random moments and steps. What stands is the old site or the new one,
// whole; where two renames are needed it may be away, and the next build brings it
// back. That build goes well, or leaves the site alone, and leaves nothing beside.
func TestKilled(t *testing.T) {
	for way, phases := range map[string][]string{
		"exchange":    {"writing or clearing up", "before the swap", "after the swap"},
		"two renames": {"writing or clearing up", "before the swap", "between the renames", "after the swap"},
	} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(1, 6))
			seen := map[string]int{}
			dir := ""
			for n := range 100 {
				if n%10 == 0 { // the first build of a site too
					dir = quick(t)
				}
				buildAndKill(t, way, dir, r)
				seen[killed(t, dir, n%10 == 0, r)]++
				if t.Failed() {
					t.Fatalf("kill %d", n)
				}
			}
			t.Logf("killed %v", seen)
			for _, p := range phases {
				if seen[p] < 5 {
					t.Errorf("%d builds were killed %s: the test shows too little", seen[p], p)
				}
			}
		})
	}
}

// killed looks at what a killed build left, and what the next one makes of it.
func killed(t *testing.T, dir string, first bool, r *rand.Rand) (where string) {
	t.Helper()
	public := filepath.Join(dir, "public")
	stands := standingVersion(t, public, !first)
	where = phase(dir, stands, first)
	if stands == "none" && where != "between the renames" && !first || strings.HasPrefix(stands, "a ") {
		t.Errorf("killed %s: there stands %s", where, stands)
	}
	ReadLast(public, filepath.Join(dir, ".partake/build"))
	if !first && standingVersion(t, public, true) == "none" {
		t.Errorf("killed %s: there stands no site after a look at it", where)
	}
	s, err := Begin(public, filepath.Join(dir, ".partake/build"))
	if err != nil {
		t.Fatalf("killed %s: the next build: %v", where, err)
	}
	mended := standingVersion(t, public, !first)
	if stands != "none" && mended != stands || mended == "none" && !first {
		t.Errorf("killed %s, there stood %s: the next build begins with %s", where, stands, mended)
	}
	v := r.Uint64N(2)
	if err := stageVersion(s, dir, v); err != nil {
		t.Fatal(err)
	}
	if first || r.IntN(3) > 0 {
		if _, err := s.Commit(nil); err != nil || standingVersion(t, public, !first) != fmt.Sprint(v) {
			t.Errorf("killed %s: the next build, %v: %s instead of %d", where, err, standingVersion(t, public, !first), v)
		}
	} else if err := s.Abort(); err != nil || standingVersion(t, public, true) != mended {
		t.Errorf("an aborted build, %v: there stood %s, and now %s", err, mended, standingVersion(t, public, true))
	}
	nothingBeside(t, dir)
	if first {
		err = os.WriteFile(filepath.Join(public, "CNAME"), []byte("theirs"), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return where
}
