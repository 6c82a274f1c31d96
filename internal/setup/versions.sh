#!/usr/bin/env bash
# Checks that Go and Node are here and new enough, and says where to get them.
set -euo pipefail
cd "$(dirname "$0")/../.."

# The versions we need are written where the tools themselves look for them.
go_needed=$(awk '$1 == "go" {print $2}' go.mod)
node_needed=$(sed -n 's/.*"node": ">=\([0-9.]*\)".*/\1/p' package.json)

# at_least HAVE WANT: is the first version no older than the second?
at_least() {
	[ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

# need NAME HAVE WANT WHERE
need() {
	if [ -z "$2" ]; then
		echo "Partake needs $1 $3 or newer, and found none. Get it at $4" >&2
		exit 1
	fi
	if ! at_least "$2" "$3"; then
		echo "Partake needs $1 $3 or newer, and found $2. Get it at $4" >&2
		exit 1
	fi
}

go_found=$(go env GOVERSION 2>/dev/null | sed 's/^go//' || true)
node_found=$(node --version 2>/dev/null | sed 's/^v//' || true)
need Go "$go_found" "$go_needed" https://go.dev/dl/
need Node "$node_found" "$node_needed" https://nodejs.org/
need npm "$(npm --version 2>/dev/null || true)" 9 https://nodejs.org/
