package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// photo is a JPEG, 8 by 4, dark on the left, with the EXIF that a phone writes.
func photo(t *testing.T, orientation uint16) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 8, 4))
	for y := range 4 {
		for x := range 8 {
			img.SetGray(x, y, color.Gray{uint8(255 * (x / 4))})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00GPS 54.1N")
	binary.BigEndian.PutUint16(exif[6+8+2+8:], orientation)
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	comment := []byte("\xff\xfe\x00\x0aby Alice")
	return append(append(append(append([]byte{}, b.Bytes()[:2]...), segment...), comment...), b.Bytes()[2:]...)
}

func TestStripJPEG(t *testing.T) {
	for _, o := range []uint16{1, 3, 6, 8} {
		src := photo(t, o)
		out, err := Strip("a.jpg", src)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(out, []byte("GPS")) || bytes.Contains(out, []byte("Alice")) || bytes.Contains(out, []byte("Exif")) {
			t.Errorf("orientation %d: metadata is still there", o)
		}
		w, h, err := Size("a.jpg", src)
		if err != nil {
			t.Fatal(err)
		}
		img, err := jpeg.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if img.Bounds().Dx() != w || img.Bounds().Dy() != h || (w > h) != (o < 5) {
			t.Errorf("orientation %d: %v, Size says %d by %d", o, img.Bounds(), w, h)
		}
		dark := map[uint16]image.Point{1: {0, 0}, 3: {7, 3}, 6: {0, 0}, 8: {0, 7}}[o]
		if y := color.GrayModel.Convert(img.At(dark.X, dark.Y)).(color.Gray).Y; y > 60 {
			t.Errorf("orientation %d: the dark side is not at %v", o, dark)
		}
	}
}

func TestStripPNG(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	text := []byte("tEXtAuthor\x00Alice")
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(text)-4))
	chunk = binary.BigEndian.AppendUint32(append(chunk, text...), crc32.ChecksumIEEE(text))
	src := append(append(append([]byte{}, b.Bytes()[:33]...), chunk...), b.Bytes()[33:]...)
	out, err := Strip("a.png", src)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out, b.Bytes()) {
		t.Error("the picture changed, or the text is still there")
	}
	if w, h, err := Size("a.png", out); w != 3 || h != 2 || err != nil {
		t.Errorf("%d by %d, %v", w, h, err)
	}
}

func TestSVGSize(t *testing.T) {
	for src, want := range map[string][2]int{
		`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>`: {40, 30},
		`<?xml version="1.0"?><!-- x --><svg viewBox="0 0 10.4 20"/>`:      {10, 20},
		`<svg/>`: {0, 0},
		`<svg width="100%" height="100%" viewBox="0 0 7 8"></svg>`: {7, 8},
	} {
		if w, h, err := Size("a.svg", []byte(src)); err != nil || [2]int{w, h} != want {
			t.Errorf("%s: %d by %d, %v", src, w, h, err)
		}
	}
}

func FuzzStrip(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x08Exif\x00\x00"))
	f.Add(append(append([]byte{}, pngStart...), "\x00\x00\x00\x00tEXt\x00\x00\x00\x00"...))
	f.Add([]byte("RIFF\x10\x00\x00\x00WEBPVP8X\x01\x00\x00\x00\xff\x00"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		_, _ = Strip("x", data)
		_, _, _ = Size("x.png", data)
		_, _, _ = Size("x.svg", data)
	})
}
