package backup

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// lines reads a file line by line, up to its last one.
func lines(r io.Reader, take func(line) error) (Written, error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 64<<10), longest)
	for n := 1; in.Scan(); n++ {
		var l line
		d := json.NewDecoder(bytes.NewReader(in.Bytes()))
		d.DisallowUnknownFields()
		if err := d.Decode(&l); err != nil {
			// What the line says is not repeated.
			return Written{}, fmt.Errorf("%w: line %d can't be read", ErrNoBackup, n)
		}
		switch {
		case (n == 1) != (l.Head != nil) || n == 1 && l.Head.Kind != kind:
			return Written{}, fmt.Errorf("%w: line %d", ErrNoBackup, n)
		case n == 1 && l.Head.Version > version:
			return Written{}, ErrLater
		case l.End != nil:
			if in.Scan() {
				return Written{}, fmt.Errorf("%w: something comes after its end", ErrNoBackup)
			}
			return *l.End, nil
		}
		if err := take(l); err != nil {
			return Written{}, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := in.Err(); err != nil {
		return Written{}, fmt.Errorf("read the backup: %w", err)
	}
	return Written{}, fmt.Errorf("%w: it has no end", ErrNoBackup)
}

// value is a column in JSON: a number, a text, null, or bytes as {"bytes": "…"}.
type value struct{ any }

type asBytes struct {
	Bytes []byte `json:"bytes"`
}

// MarshalJSON implements json.Marshaler.
func (v value) MarshalJSON() ([]byte, error) {
	if b, ok := v.any.([]byte); ok {
		return json.Marshal(asBytes{b})
	}
	return json.Marshal(v.any)
}

// UnmarshalJSON implements json.Unmarshaler.
func (v *value) UnmarshalJSON(src []byte) error {
	switch src[0] {
	case '{':
		var b asBytes
		err := json.Unmarshal(src, &b)
		v.any = append([]byte{}, b.Bytes...)
		return err
	case '"':
		var s string
		err := json.Unmarshal(src, &s)
		v.any = s
		return err
	case 'n':
		return nil
	}
	var n int64
	err := json.Unmarshal(src, &n)
	v.any = n
	return err
}

func encode(columns map[string]any) map[string]value {
	out := map[string]value{}
	for name, v := range columns {
		out[name] = value{v}
	}
	return out
}

// decode refuses a line that is no row.
func decode(row map[string]value) (map[string]any, error) {
	if len(row) == 0 {
		return nil, ErrNoBackup
	}
	out := map[string]any{}
	for name, v := range row {
		out[name] = v.any
	}
	return out, nil
}
