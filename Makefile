# The words of this project. `make run` and `make test` do everything on a fresh Debian
# machine that has Go and Node; the rest is for daily work. See CONTRIBUTING.md.

SHELL := /bin/bash
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help

# nodynamic keeps the WebP encoder from looking for a system library, so that the binary
# is static and the same everywhere.
TAGS := nodynamic
BIN := bin/piece
GO_BUILD := CGO_ENABLED=0 go build -trimpath -tags $(TAGS) -ldflags '-s -w'

WEB_SOURCES := $(shell find web \( -path web/node_modules -o -path web/dist -o -path web/e2e -o -path web/public/fonts -o -path web/src/styles/fonts \) -prune -o -type f -print 2>/dev/null)
GO_SOURCES := $(shell find cmd internal -type f -not -name '*_test.go' 2>/dev/null) go.mod go.sum web/embed.go

.PHONY: help run build test test-go test-web test-e2e check generate format bench bench-chat torture measure measure-stats measure-cakes clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build everything and serve on http://localhost:8080
	@scripts/run

build: $(BIN) ## build the web app and the static binary bin/piece

$(BIN): $(GO_SOURCES) web/dist/app/index.html
	@scripts/say "building the program"
	@$(GO_BUILD) -o $@ ./cmd/piece

web/node_modules/.ready: web/package-lock.json
	@scripts/say "fetching what the web app is built with"
	@scripts/need node npm
	@# not npm ci: it refuses a lock without the optional packages of other platforms
	@cd web && npm install --no-save --no-audit --no-fund --loglevel=error && touch node_modules/.ready

web/dist/app/index.html: web/node_modules/.ready $(WEB_SOURCES)
	@scripts/say "building the web app"
	@cd web && npm run --silent build

test: ## run every test: stores on all homes, web, journeys in a browser
	@scripts/test

test-go: ## run the Go tests that need no server
	go test -race -tags $(TAGS) ./...

test-web: web/node_modules/.ready ## run the unit tests of the web app
	cd web && npm run --silent test

test-e2e: build ## run the journeys in Chromium
	@scripts/need chromium
	@scripts/oidc
	cd web && npx playwright test --config e2e/playwright.config.ts

check: web/node_modules/.ready ## format, lint, types, arrows, and drift of what is generated
	@scripts/check

generate: web/node_modules/.ready ## write the API description and the client types anew
	@scripts/generate

format: ## format Go code
	gofmt -w cmd internal tools web/embed.go

bench: ## measure the stages of tickets and paintings
	go test -run '^$$' -bench . -benchmem -tags $(TAGS) ./internal/craft/...

bench-chat: ## measure the chat, and Socket.IO by the same generator
	@scripts/bench-chat $(ARGS)

torture: ## prove that the chat loses nothing while its servers die: ARGS='-for 10m' make torture
	@scripts/torture $(ARGS)

measure: ## measure lists and search: PIECE_MEASURE=100000 make measure
	go test -run '^$$' -bench BenchmarkLists -benchtime 1x -timeout 3h -tags $(TAGS) ./internal/piece/piecesql

measure-stats: ## measure statistics of a person with 5,000 pieces: PIECE_MEASURE=100000 make measure-stats
	go test -run '^$$' -bench BenchmarkStatistics -benchtime 1x -timeout 1h -tags $(TAGS) ./internal/piece/stats/statssql

measure-cakes: ## measure how cakes are taken in, listed and searched: PIECE_MEASURE=300000 make measure-cakes
	go test -run '^$$' -bench BenchmarkLists -benchtime 1x -timeout 3h -tags $(TAGS) ./internal/cake/cakesql

clean: ## remove what was built; data stays
	rm -rf bin web/dist/app web/node_modules
