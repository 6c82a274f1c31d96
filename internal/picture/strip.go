package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
)

var (
	jpegStart  = []byte{0xff, 0xd8, 0xff}
	pngStart   = []byte("\x89PNG\r\n\x1a\n")
	errDamaged = errors.New("the picture is damaged")
)

// stripJPEG keeps the segments that make the picture: not EXIF and XMP (APP1),
// not other application data, not comments. The colour profile (APP2) and
// Adobe's colour mark (APP14) stay.
func stripJPEG(data []byte) ([]byte, error) {
	out := append([]byte(nil), data[:2]...)
	for i := 2; i+4 <= len(data); {
		if data[i] != 0xff {
			return nil, errDamaged
		}
		marker := data[i+1]
		if marker == 0xda { // start of scan: the rest is the picture
			return append(out, data[i:]...), nil
		}
		end := i + 2 + int(binary.BigEndian.Uint16(data[i+2:]))
		if end > len(data) || end < i+4 {
			return nil, errDamaged
		}
		application := marker >= 0xe0 && marker <= 0xef && marker != 0xe0 && marker != 0xe2 && marker != 0xee
		if !application && marker != 0xfe {
			out = append(out, data[i:end]...)
		}
		i = end
	}
	return nil, errDamaged
}

// stripPNG drops the chunks for text, time and EXIF.
func stripPNG(data []byte) ([]byte, error) {
	out := append([]byte(nil), pngStart...)
	for i := len(pngStart); i+12 <= len(data); {
		end := i + 12 + int(binary.BigEndian.Uint32(data[i:]))
		if end > len(data) || end < i {
			return nil, errDamaged
		}
		switch kind := string(data[i+4 : i+8]); kind {
		case "tEXt", "zTXt", "iTXt", "tIME", "eXIf":
		default:
			out = append(out, data[i:end]...)
			if kind == "IEND" {
				return out, nil
			}
		}
		i = end
	}
	return nil, errDamaged
}

// stripWebP drops EXIF and XMP and says so in the extended header.
func stripWebP(data []byte) ([]byte, error) {
	out := append([]byte(nil), data[:12]...)
	for i := 12; i+8 <= len(data); {
		size := int(binary.LittleEndian.Uint32(data[i+4:]))
		end := i + 8 + size + size%2
		if size < 0 || i+8+size > len(data) {
			return nil, errDamaged
		}
		end = min(end, len(data))
		switch string(data[i : i+4]) {
		case "EXIF", "XMP ":
		case "VP8X":
			out = append(out, data[i:end]...)
			out[len(out)-(end-i)+8] &^= 0x08 | 0x04
		default:
			out = append(out, data[i:end]...)
		}
		i = end
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}

// orientation reads the camera's mark from a JPEG's EXIF, 1 when there is none.
func orientation(data []byte) int {
	for i := 2; i+4 <= len(data) && data[i] == 0xff && data[i+1] != 0xda; {
		end := i + 2 + int(binary.BigEndian.Uint16(data[i+2:]))
		if end > len(data) || end < i+4 {
			return 1
		}
		if body := data[i+4 : end]; data[i+1] == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			return tiffOrientation(body[6:])
		}
		i = end
	}
	return 1
}

// tiffOrientation reads tag 0x0112 of the first directory.
func tiffOrientation(b []byte) int {
	if len(b) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if b[0] == 'M' {
		order = binary.BigEndian
	}
	at := int(order.Uint32(b[4:]))
	if at < 8 || at+2 > len(b) {
		return 1
	}
	for n, i := int(order.Uint16(b[at:])), at+2; n > 0 && i+12 <= len(b); n, i = n-1, i+12 {
		if order.Uint16(b[i:]) == 0x0112 {
			if o := int(order.Uint16(b[i+8:])); o >= 1 && o <= 8 {
				return o
			}
			return 1
		}
	}
	return 1
}
