// Package digest makes the short numbers by which the engine tells whether two
// things are the same.
package digest

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"strconv"

	"github.com/cespare/xxhash/v2"
)

// Sum folds texts into a digest. The length of each stands before it, so that
// no two lists of texts run into each other.
func Sum(parts ...string) uint64 {
	var d xxhash.Digest
	d.Reset()
	var length [8]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint64(length[:], uint64(len(p)))
		_, _ = d.Write(length[:])
		_, _ = d.WriteString(p)
	}
	return d.Sum64()
}

// Bytes is the digest of a file.
func Bytes(data []byte) uint64 { return xxhash.Sum64(data) }

// Hex is a digest as text.
func Hex(n uint64) string { return string(strconv.AppendUint(make([]byte, 0, 16), n, 16)) }

// Of is a digest of all that a value holds: strings, numbers, flags, and structs, lists
// and pointers of them.
func Of(v any) uint64 {
	var d xxhash.Digest
	d.Reset()
	write(&d, reflect.ValueOf(v))
	return d.Sum64()
}

func write(d *xxhash.Digest, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			write(d, v.Field(i))
		}
	case reflect.Slice:
		number(d, '[', int64(v.Len()))
		for i := range v.Len() {
			write(d, v.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			number(d, '*', 0)
			return
		}
		number(d, '*', 1)
		write(d, v.Elem())
	case reflect.String:
		number(d, '"', int64(v.Len()))
		_, _ = d.WriteString(v.String())
	case reflect.Int, reflect.Int64, reflect.Int32:
		number(d, '=', v.Int())
	case reflect.Bool:
		sort := byte('n')
		if v.Bool() {
			sort = 'y'
		}
		number(d, sort, 0)
	default:
		_, _ = fmt.Fprintf(d, "%v", v.Interface())
	}
}

// number writes what sort of value follows, and how long it is.
func number(d *xxhash.Digest, sort byte, n int64) {
	var space [24]byte
	_, _ = d.Write(strconv.AppendInt(append(space[:0], sort), n, 10))
}
