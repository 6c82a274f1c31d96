package frame

import "testing"

// What stands behind a link to a file.
func TestFileDetail(t *testing.T) {
	for file, want := range map[string]string{
		"/files/a.pdf": "PDF only, 2KB", "/files/a.docx": "Word only, 2KB", "/files/A.DOC": "Word only, 2KB", "/files/a.tar.gz": "GZ only, 2KB",
		"/media/a.mp3": "MP3 only, 2KB", "/files/a.b/readme": "2KB",
	} {
		if got := FileDetail(file, 1500); got != want {
			t.Errorf("%s is %q, want %q", file, got, want)
		}
	}
}
