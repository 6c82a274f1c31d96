// Package internal holds the rooms of the house. This test holds their walls.
package internal

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "example.org/partake/"

// mayImport says which rooms a room may import. README.md shows the same table
// with what each room is for.
var mayImport = map[string]string{
	"internal/diag":        "",
	"internal/subset":      "",
	"internal/frontmatter": "diag subset",
	"internal/value":       "frontmatter",
	"internal/disclosure":  "",
	"internal/config":      "diag disclosure frontmatter value",
	"internal/page":        "diag frontmatter value",
	"internal/form":        "diag frontmatter page value",
	"internal/opportunity": "frontmatter page value",
	"internal/content":     "diag form frontmatter opportunity page value",
	"internal/markdown":    "diag",
	"internal/address":     "diag markdown",
	"internal/site":        "address config content form markdown opportunity page value",
	"internal/derived":     "address content diag opportunity page site value",
	"internal/assemble":    "address config content derived diag form opportunity page site value",
	"internal/retell":      "address content derived opportunity page site value",
	"internal/promise":     "content page site value",
	"internal/poster":      "frame markdown promise site value view wording",
	"internal/qr":          "",
	"internal/clock":       "promise site value",
	"internal/doing":       "clock config disclosure frame markdown promise site value view wording",
	"internal/report":      "clock content promise site spreadsheet value wording",
	"internal/board":       "clock frame layout markdown promise report site source value view wording",
	"internal/view":        "markdown",
	"internal/wording":     "content disclosure opportunity promise site value",
	"internal/frame":       "content markdown page site value view wording",
	"internal/present":     "chart content frame markdown opportunity promise site value view wording",
	"internal/plan":        "content frame markdown present site view wording",
	"internal/fill":        "form value view",
	"internal/directory":   "content fill form frame glossary markdown site value view wording",
	"internal/listing":     "content directory form frame markdown page present site value view wording",
	"internal/chart":       "value",
	"internal/evaluator":   "",
	"internal/layout":      "diag evaluator markdown qr value view",
	"internal/glossary":    "",
	"internal/feed":        "content opportunity site value wording",
	"internal/calendar":    "value",
	"internal/dates":       "calendar opportunity page promise site value wording",
	"internal/digest":      "",
	"internal/sitemap":     "value",
	"internal/picture":     "",
	"internal/headers":     "",
	"internal/assets":      "config value",
	"internal/output":      "",
	"internal/source":      "diag frontmatter config content picture",
	"internal/folder":      "",
	"internal/press": "address assets board calendar config content dates deskfile diag digest directory doing feed form frame frontmatter glossary handover headers layout listing markdown " +
		"opportunity page plan poster present site sitemap source value view wording",
	"internal/build":             "assemble content deskfile diag digest handover layout output page press retell site source",
	"internal/gallery":           "",
	"internal/gallery/write":     "gallery",
	"internal/reference":         "config content form opportunity page",
	"internal/reference/write":   "reference",
	"internal/scaffold":          "config content diag frontmatter reference value",
	"internal/lint":              "assemble content diag frontmatter layout markdown page site source view",
	"internal/lint/involvement":  "content diag frontmatter lint opportunity report site value",
	"internal/lint/promises":     "content frontmatter lint page site value",
	"internal/lint/style":        "content frontmatter lint markdown page",
	"internal/lint/rules":        "lint lint/involvement lint/promises lint/style",
	"internal/intake":            "form seal",
	"internal/deskfile":          "form intake value view",
	"internal/reply":             "deskfile fill form intake layout markdown value view",
	"internal/handover":          "deskfile form frame markdown site view",
	"internal/store":             "intake store/migrate store/outbox store/table",
	"internal/store/migrate":     "store/table",
	"internal/store/outbox":      "intake store/table",
	"internal/store/table":       "",
	"internal/casework":          "intake seal store/table",
	"internal/disclosure/ledger": "disclosure store/table",
	"internal/exchange":          "casework form intake seal store",
	"internal/teamcopy":          "casework exchange intake store",
	"internal/inbox":             "casework form intake seal spreadsheet store teamcopy",
	"internal/spreadsheet":       "",
	"internal/teampage":          "casework inbox intake layout seal store teamcopy view",
	"internal/paper":             "form inbox intake seal teamcopy value",
	"internal/backup":            "casework disclosure disclosure/ledger intake store",
	"internal/cluster":           "",
	"internal/limiter":           "intake",
	"internal/mail":              "intake",
	"internal/bench":             "bench/corpus bench/machine bench/timing value layouts",
	"internal/bench/machine":     "",
	"internal/bench/timing":      "",
	"internal/bench/corpus":      "",
	"internal/bench/desk":        "",
	"internal/devserver":         "diag headers watch",
	"internal/watch":             "",
	"internal/host":              "headers intake",
	"internal/desk":              "deskfile exchange headers intake limiter mail reply seal store",
	"internal/seal":              "",
	"internal/elsewhere":         "diag frontmatter markdown",
	"internal/hostile":           "",
	"internal/hostile/write":     "hostile",
	"layouts":                    "",
	"static":                     "",
	"cmd/functions/interest":     "desk deskfile",
	"cmd/partake": "assets build cmd/partake/inboxcmd cmd/partake/keyfiles cmd/partake/keyscmd cmd/partake/memory cmd/partake/newcmd cmd/partake/records cmd/partake/reportcmd cmd/partake/terminal desk deskfile devserver " +
		"diag folder headers host inbox lint lint/rules scaffold teamcopy value watch layouts static",
	"cmd/partake/addcmd":     "cmd/partake/records cmd/partake/terminal desk form inbox intake paper store",
	"cmd/partake/inboxcmd":   "backup casework cmd/partake/addcmd cmd/partake/keyfiles cmd/partake/memory cmd/partake/publishcmd cmd/partake/records cmd/partake/teamcmd cmd/partake/terminal desk exchange inbox intake mail seal store teamcopy",
	"cmd/partake/teamcmd":    "assets casework cmd/partake/records cmd/partake/terminal config exchange inbox intake seal store teamcopy teampage layouts static",
	"cmd/partake/publishcmd": "cmd/partake/records cmd/partake/terminal config disclosure disclosure/ledger form",
	"cmd/partake/reportcmd":  "board build cmd/partake/terminal folder frame frontmatter lint lint/rules report site value layouts static",
	"cmd/partake/newcmd":     "cmd/partake/terminal scaffold",
	"cmd/partake/keyscmd":    "cmd/partake/keyfiles cmd/partake/records cmd/partake/terminal desk exchange inbox seal",
	"cmd/partake/records":    "cmd/partake/keyfiles cmd/partake/terminal deskfile exchange inbox intake seal store teamcopy",
	"cmd/partake/keyfiles":   "cmd/partake/terminal seal",
	"cmd/partake/memory":     "",
	"cmd/partake/terminal":   "",
}

// onlyDoor says which room alone may import a library.
var onlyDoor = map[string]string{
	"github.com/adrg/frontmatter":                "internal/frontmatter",
	"go.yaml.in/yaml/v4":                         "internal/frontmatter internal/subset",
	"github.com/yuin/goldmark":                   "internal/markdown",
	"html/template":                              "internal/evaluator internal/layout",
	"github.com/arran4/golang-ical":              "internal/calendar",
	"github.com/gorilla/feeds":                   "internal/feed",
	"golang.org/x/image":                         "internal/picture",
	"rsc.io/qr":                                  "internal/qr",
	"github.com/fsnotify/fsnotify":               "internal/watch",
	"github.com/gofrs/flock":                     "internal/output",
	"github.com/alecthomas/kong":                 "cmd/partake",
	"modernc.org/sqlite":                         "internal/store",
	"github.com/jackc/pgx":                       "internal/store",
	"database/sql":                               "internal/store internal/store/migrate internal/store/table",
	"filippo.io/age":                             "internal/seal",
	"github.com/wneessen/go-mail":                "internal/mail",
	"github.com/andybalholm/brotli":              "internal/host",
	"github.com/aws/aws-lambda-go":               "cmd/functions/interest",
	"github.com/awslabs/aws-lambda-go-api-proxy": "cmd/functions/interest",
}

// pressRooms take a file tree, a writer and a clock; they never reach for the
// machine's own.
var pressRooms = strings.Fields("diag subset frontmatter value disclosure config page form opportunity content markdown address site assemble view chart wording fill frame present directory listing " +
	"evaluator qr poster layout glossary feed calendar dates handover digest sitemap picture headers assets source press report board spreadsheet lint lint/involvement lint/promises lint/style lint/rules reference scaffold")

func TestImports(t *testing.T) {
	rooms := packages(t)
	for room := range mayImport {
		if _, ok := rooms[room]; !ok {
			t.Errorf("the table has %s, and there is no such room", room)
		}
	}
	for room, files := range rooms {
		allowed, ok := mayImport[room]
		if !ok {
			t.Errorf("%s is not in the table", room)
			continue
		}
		for _, file := range files {
			for _, path := range imports(t, file) {
				checkImport(t, room, strings.Fields(allowed), file, path)
			}
		}
	}
}

func checkImport(t *testing.T, room string, allowed []string, file, path string) {
	t.Helper()
	if inside, ok := strings.CutPrefix(path, module); ok {
		name := strings.TrimPrefix(inside, "internal/")
		if !slices.Contains(allowed, name) {
			t.Errorf("%s: %s may not import %s", file, room, name)
		}
	}
	for library, door := range onlyDoor {
		if (path == library || strings.HasPrefix(path, library+"/")) && !slices.Contains(strings.Fields(door), room) {
			t.Errorf("%s: only %s may import %s", file, door, library)
		}
	}
	if path == "os" && slices.Contains(pressRooms, strings.TrimPrefix(room, "internal/")) {
		t.Errorf("%s: %s takes an fs.FS or an io.Writer instead of os", file, room)
	}
}

// TestClock: the clock enters once, in cmd.
func TestClock(t *testing.T) {
	for room, files := range packages(t) {
		if !slices.Contains(pressRooms, strings.TrimPrefix(room, "internal/")) && room != "internal/build" {
			continue
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(src), "time.Now(") || strings.Contains(string(src), "time.Since(") {
				t.Errorf("%s asks the clock; take the moment as a parameter", file)
			}
		}
	}
}

// packages lists the Go files of each package, without tests.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, root := range []string{"internal", "cmd", "layouts", "static"} {
		err := filepath.WalkDir(filepath.Join("..", root), func(name string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			room := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(name), ".."+string(filepath.Separator)))
			out[room] = append(out[room], name)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func imports(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, spec := range f.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, path)
	}
	return out
}
