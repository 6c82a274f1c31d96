#!/usr/bin/env bash
# Runs the Node tests on the hand-made page and on the example site, built with a
# fixed clock so that its opportunities are as open as when they were written.
# What can't run here is named at the end; with CI=true that is a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
. internal/setup/found.sh

skipped=()
tests=()
for test in internal/assets/*.test.mjs internal/browser/*.test.mjs; do
	name=$(basename "$test" .test.mjs)
	case $name in
	journey-refusals) has_chromium && has_java || skipped+=("$name needs Chromium and Java 17") ;;
	journey-w3m | linear) has_w3m || skipped+=("$name needs w3m") ;;
	axe | feeds | forced | form | hostile | inbox | journey* | keyboard | papers | preview | printed | sitemap | strange) has_chromium || skipped+=("$name needs Chromium") ;;
	nu) has_java || skipped+=("$name needs Java 17") ;;
	esac
	[[ "${skipped[*]-}" == *"$name needs"* ]] || tests+=("$test")
done

if [ ${#skipped[@]} -gt 0 ] && [ "${CI:-false}" != false ]; then
	printf 'Nothing may be skipped in CI: %s\n' "${skipped[@]}" >&2
	exit 1
fi

program=.partake/bin/partake # the builder's own folder, which git ignores
go build -o "$program" ./cmd/partake
site=.partake/example
rm -rf "$site"
"$program" build --out "$site" \
	--base-url https://involvement.northgate-fells.example --now 2026-11-22T09:00:00Z

# Three files at once keep two cores busy: half the time of a browser test is waiting.
PARTAKE_PROGRAM=$program PARTAKE_SITE=internal/browser/testdata/page:$site node --test --test-concurrency=3 --test-reporter=spec "${tests[@]}"
for reason in "${skipped[@]-}"; do
	[ -z "$reason" ] || echo "SKIPPED: $reason. See internal/setup/packages.sh for what to install."
done
