# The commands of the house. "make" alone lists them.

# What the stylesheet and scripts are made from: see internal/assets.
asset_sources := $(filter-out %_test.go %.test.mjs, \
	$(shell find layouts internal -type f \( -path 'layouts/*' -o -path 'internal/assets/*' -o -name '*.go' \)))

# All that is Go only is compiled in one way, the one of internal/hosting/server.md and of Netlify.
# Otherwise the tests would compile half the libraries twice.
export CGO_ENABLED := 0

.DEFAULT_GOAL := help
.PHONY: help run assets desk-file test lint test-go test-race test-plain test-browser fuzz bench bench-desk versions packages clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: assets ## set everything up and preview the site at http://localhost:8080
	go run ./cmd/partake serve

assets: static/assets/manifest.json ## build the stylesheet and scripts

SITE ?= .
desk-file: ## hand the desk file of SITE=DIR to the Netlify function, after a build
	rm -f cmd/functions/interest/desk/desk.json
	test ! -e '$(SITE)/.partake/desk.json' || cp '$(SITE)/.partake/desk.json' cmd/functions/interest/desk/

test: packages lint test-go test-browser ## set everything up and run every test

# In "make -j2 test" nothing is compiled twice at once, and the Go tests show that they need no stylesheet.
ifneq ($(filter test,$(MAKECMDGOALS)),)
test-race test-plain: | lint
static/assets/manifest.json: | test-go
endif

lint: versions ## check how the Go code is written
	@unformatted=$$(go tool gofumpt -l internal layouts static $(wildcard cmd)); \
	test -z "$$unformatted" || { echo "Not formatted by gofumpt:" $$unformatted; exit 1; }
	go vet ./...
	go tool staticcheck ./...
	go mod tidy -diff

test-go: test-race test-plain ## run the tests of the Go code

# Of these rooms nothing runs at once, which internal/calm_test.go checks: there is no race to find.
calm := assets calendar chart config content dates deskfile diag digest directory disclosure feed fill form frame frontmatter glossary \
	handover headers intake listing markdown opportunity page picture scaffold seal site subset value wording
# cmd/partake starts itself many times over; its rooms have tests of their own.
unraced := cmd/partake $(addprefix internal/,$(calm))

# These take longest, so they start first; they wait half of the time, so four run at once.
longest := internal/store internal/build cmd/functions/interest internal/exchange

# "make lint" has run go vet. SQLite is translated C with locks of its own, and only touches memory that Go does not see.
test-race: versions
	CGO_ENABLED=1 go test -race -p 4 -vet=off -gcflags=modernc.org/sqlite/lib=-race=false $(addprefix ./,$(longest)) \
		$$(go list ./... | grep -vxF $(addprefix -e example.org/partake/,$(unraced) $(longest)))

# The tests of the keys render one page after the other; the others make many sites or large ones, as those are made that the race detector sees.
unracedtests := Key|Golden|Hostile|Strange|TenThousand|FiveThousand|FortyLanguages|EveryMessage
test-plain: versions
	go test -vet=off $(addprefix ./,$(unraced))
	go test -vet=off -run '$(unracedtests)' ./internal/build

test-browser: packages assets ## build the example site and check it in a browser
	@internal/browser/test.sh

# Go's tool sometimes calls it a failure that time is up: that is none.
FUZZTIME ?= 2m
fuzz: versions ## try made-up input on every reader for FUZZTIME (2m) each; a finding fails and becomes a case
	@mkdir -p .partake; grep -rE '^func Fuzz' --include='*_test.go' internal | sed -E 's|^(.*)/[^/]*:func (Fuzz[A-Za-z]*).*|\1 \2|' | sort | \
	while read -r room target; do \
		echo "$$room $$target"; \
		go test "./$$room" -run '^$$' -fuzz "^$$target\$$" -fuzztime '$(FUZZTIME)' -fuzzminimizetime 10x >.partake/fuzz.log 2>&1; \
		failed=$$?; tail -4 .partake/fuzz.log; \
		test $$failed = 0 || grep -q 'context deadline exceeded' .partake/fuzz.log || { cat .partake/fuzz.log; exit 1; }; \
	done

BENCH ?=
bench: assets ## measure how fast sites build and previews follow; BENCH=-help lists the flags
	go run ./internal/bench $(BENCH)

bench-desk: assets ## measure how fast the desk takes what people send
	go run ./internal/bench/desk

clean: ## remove everything that was made
	rm -rf node_modules public .partake bin cmd/functions/interest/desk/desk.json
	find static/assets -type f ! -name .gitkeep -delete

versions:
	@internal/setup/versions.sh

packages:
	@internal/setup/packages.sh

node_modules/.package-lock.json: package.json package-lock.json .npmrc | versions
	npm ci
	@touch $@

static/assets/manifest.json: $(asset_sources) node_modules/.package-lock.json
	npm run --silent assets
