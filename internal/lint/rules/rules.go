package rules

import (
	"slices"

	"example.org/partake/internal/lint"
	"example.org/partake/internal/lint/involvement"
	"example.org/partake/internal/lint/promises"
	"example.org/partake/internal/lint/style"
)

// All are the rules, in the order of the manual.
var All = slices.Concat(involvement.Rules, promises.Rules, style.Rules, onReading)

// onReading are rules about what is found while the site is read.
var onReading = []lint.Rule{
	{
		Name: "rate-ended", Asker: "HRA H",
		About: "What is paid is a rate that still holds.",
	},
	{
		Name: "private-file", Asker: "safety",
		About: "Files that look private do not lie in static/.",
	},
	lint.Unused,
}
