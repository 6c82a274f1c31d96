package page

import "testing"

// A picture's words are words.
func TestFileName(t *testing.T) {
	for alt, want := range map[string]bool{"IMG_2034": true, "photo.JPG": true, "shutterstock-123": true, "Ward 4": false, "A garden": false, "Covid-19 poster on a wall": false} {
		if got := FileName(alt); got != want {
			t.Errorf("%q: file name %t, want %t", alt, got, want)
		}
	}
}
