//go:build earlyreceipt

package desk

const early = true
