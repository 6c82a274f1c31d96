package assets

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"example.org/partake/internal/config"
)

// A preview finds the built files under names that an edit does not change; the
// rest of a tree is as it was.
func TestPlain(t *testing.T) {
	tree := fstest.MapFS{
		"static/assets/manifest.json":   {Data: []byte(`{"site.css": "site-1a2b3c.css", "site.js": "site-4d5e6f.js"}`)},
		"static/assets/site-1a2b3c.css": {Data: []byte("p{}")},
		"static/assets/site-4d5e6f.js":  {Data: []byte("1")},
		"static/assets/other.css":       {Data: []byte("b{}")},
		"static/images/a.png":           {Data: []byte("png")},
		"content/assets/site.css.md":    {Data: []byte("page")},
	}
	plain, err := Plain(tree, "static/assets")
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(plain, "static/assets/site.css", "static/assets/site.js", "static/assets/other.css", "static/images/a.png", "content/assets/site.css.md"); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{"static/assets/site.css": "p{}", "static/assets/other.css": "b{}", "static/images/a.png": "png", "static/assets/site-1a2b3c.css": ""} {
		if got, _ := fs.ReadFile(plain, name); string(got) != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	static, err := fs.Sub(plain, "static")
	if err != nil {
		t.Fatal(err)
	}
	a, err := Find(static, config.Colours{})
	if err != nil || a.URL("site.css") != "/assets/site.css" || a.URL("site.js") != "/assets/site.js" {
		t.Errorf("found %q and %q: %v", a.URL("site.css"), a.URL("site.js"), err)
	}
	names, err := fs.Glob(plain, "static/assets/*")
	if err != nil || !slices.Equal(names, []string{"static/assets/manifest.json", "static/assets/other.css", "static/assets/site.css", "static/assets/site.js"}) {
		t.Errorf("listed: %v, %v", names, err)
	}
}

// Where nothing was built, or the manifest is no manifest, nothing is renamed:
// Find says what is wrong.
func TestPlainWithout(t *testing.T) {
	for name, tree := range map[string]fstest.MapFS{"none": {}, "broken": {"assets/manifest.json": {Data: []byte("{")}}} {
		plain, err := Plain(tree, "assets")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Find(plain, config.Colours{}); err == nil {
			t.Errorf("%s: a stylesheet is found", name)
		}
	}
}
