//go:build !earlyreceipt

package desk

// early is true only in a program that the fault tests build, to see whether they
// would notice a receipt that is sent before the record is stored.
const early = false
