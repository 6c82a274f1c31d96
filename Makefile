# The commands of the house. "make" alone lists them.

# What the stylesheet and scripts are made from: see internal/assets.
asset_sources := $(filter-out %_test.go %.test.mjs, \
	$(shell find layouts internal -type f \( -path 'layouts/*' -o -path 'internal/assets/*' -o -name '*.go' \)))

.DEFAULT_GOAL := help
.PHONY: help run assets desk-file test lint test-go test-browser fuzz bench bench-desk versions packages clean

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

lint: versions ## check how the Go code is written
	@unformatted=$$(go tool gofumpt -l internal layouts static $(wildcard cmd)); \
	test -z "$$unformatted" || { echo "Not formatted by gofumpt:" $$unformatted; exit 1; }
	go vet ./...
	go tool staticcheck ./...
	go mod tidy -diff

test-go: versions ## run the tests of the Go code
	go test -race $$(go list ./... | grep -v '/cmd/partake$$')
	go test ./cmd/partake

test-browser: packages assets ## build the example site and check it in a browser
	@internal/browser/test.sh

FUZZTIME ?= 2m
fuzz: versions ## try made-up input on every reader for FUZZTIME (2m) each; a finding fails and becomes a case
	@grep -rE '^func Fuzz' --include='*_test.go' internal | sed -E 's|^(.*)/[^/]*:func (Fuzz[A-Za-z]*).*|\1 \2|' | sort | \
	while read -r room target; do \
		echo "$$room $$target"; \
		go test "./$$room" -run '^$$' -fuzz "^$$target\$$" -fuzztime '$(FUZZTIME)' -fuzzminimizetime 10x || exit 1; \
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
