// Package picture reads the size of pictures and takes out what they say about
// the person who took them: place, camera, names, comments.
//
// The picture itself is not touched, with one exception: a photo that its
// camera marked as turned is turned for real, since the mark goes too.
package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // so that sizes of these formats are known
	"image/jpeg"
	_ "image/png"
	"path"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp"
)

// maxPixels is more than any camera makes and little enough to decode.
const maxPixels = 50_000_000

// Is says whether a file's name is that of a picture we know.
func Is(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg":
		return true
	}
	return false
}

// Size returns the width and height in pixels. An SVG without a size of its
// own has none: 0 and 0.
func Size(name string, data []byte) (width, height int, err error) {
	if strings.EqualFold(path.Ext(name), ".svg") {
		return svgSize(data)
	}
	cfg, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0, errors.New("it is not a picture that can be read")
	}
	if cfg.Width*cfg.Height > maxPixels || cfg.Width <= 0 || cfg.Height <= 0 {
		return 0, 0, fmt.Errorf("%d by %d pixels is too large", cfg.Width, cfg.Height)
	}
	if format == "jpeg" && orientation(data) >= 5 {
		return cfg.Height, cfg.Width, nil
	}
	return cfg.Width, cfg.Height, nil
}

// svgSize reads width and height, or the viewBox.
func svgSize(data []byte) (int, int, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err != nil {
			return 0, 0, errors.New("it is not an SVG that can be read")
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != "svg" {
			return 0, 0, errors.New("it is not an SVG")
		}
		return svgAttributes(start)
	}
}

func svgAttributes(start xml.StartElement) (int, int, error) {
	var width, height int
	for _, a := range start.Attr {
		switch a.Name.Local {
		case "width":
			width = pixels(a.Value)
		case "height":
			height = pixels(a.Value)
		case "viewBox":
			if box := strings.Fields(strings.ReplaceAll(a.Value, ",", " ")); len(box) == 4 && width == 0 && height == 0 {
				width, height = pixels(box[2]), pixels(box[3])
			}
		}
	}
	if width == 0 || height == 0 {
		return 0, 0, nil
	}
	return width, height, nil
}

func pixels(s string) int {
	f, err := strconv.ParseFloat(strings.TrimSuffix(s, "px"), 64)
	if err != nil || f < 0 || f > 1e6 {
		return 0
	}
	return int(f + 0.5)
}

// Strip returns the picture without its metadata. Files that are no JPEG, PNG
// or WebP come back as they are.
func Strip(name string, data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, jpegStart):
		if o := orientation(data); o > 1 {
			return turn(data, o)
		}
		return stripJPEG(data)
	case bytes.HasPrefix(data, pngStart):
		return stripPNG(data)
	case len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return stripWebP(data)
	}
	return data, nil
}

// turn makes a photo stand the way its camera's mark says. The quality is high
// enough that nobody sees the second encoding.
func turn(data []byte, o int) ([]byte, error) {
	src, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode photo: %w", err)
	}
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	size := image.Rect(0, 0, w, h)
	if o >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	dst := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			tx, ty := turned(x, y, w, h, o)
			dst.Set(tx, ty, src.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, dst, &jpeg.Options{Quality: 92}); err != nil {
		return nil, fmt.Errorf("encode photo: %w", err)
	}
	return out.Bytes(), nil
}

// turned maps a pixel by EXIF orientation, 2 to 8.
func turned(x, y, w, h, o int) (int, int) {
	switch o {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}
