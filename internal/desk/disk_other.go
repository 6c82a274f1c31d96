//go:build !linux && !darwin

package desk

// freeIn can't tell here: a full disk is known when it is full.
func freeIn(string) (int64, bool) { return 0, false }
