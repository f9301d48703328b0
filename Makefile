# Two words do everything on a fresh Debian machine with Swift: `make demo` and `make test`. `make help` lists the rest.
PREFIX  ?= /usr/local
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
DESTDIR ?=

TOOLS    := opgen opload opidx opq opstat
RELEASE  ?= .build/release
BINARIES := $(TOOLS:%=$(RELEASE)/%)
# Where each shell looks for a tool's completions without being told. All are quoted where they are used, for folders with a blank.
BIN  = $(DESTDIR)$(PREFIX)/bin
MAN  = $(DESTDIR)$(PREFIX)/share/man
BASH = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSH  = $(DESTDIR)$(ZSHDIR)
FISH = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

.PHONY: help demo test check build install uninstall deb check-deb env-up env-down bench fuzz check-faults check-sanitizers check-servers soak generated
.DEFAULT_GOAL := help

help: ## lists these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: build ## fills, indexes and queries a private database, showing each command and its time
	@scripts/demo

test: ## lints, builds and runs every test against a real server
	@scripts/test

check: ## lints alone, in seconds
	@scripts/lint

build: ## builds the five tools for release, Swift's library inside
	@scripts/dependencies
	@# A product at a time: a plain build would build the tests' rooms and the benchmarks too.
	set -e; for tool in $(TOOLS); do swift build -c release --static-swift-stdlib --product $$tool; done

install: $(BINARIES) ## installs tools, manual pages and completions under $(DESTDIR)$(PREFIX)
	install -D -s -m 755 -t "$(BIN)" $(BINARIES)
	install -D -m 644 -t "$(MAN)/man1" man/*.1
	install -D -m 644 -t "$(MAN)/man5" man/*.5
	install -D -m 644 -t "$(MAN)/man7" man/*.7
	install -D -m 644 -t "$(BASH)" completions/bash/*
	install -D -m 644 -t "$(ZSH)" completions/zsh/*
	install -D -m 644 -t "$(FISH)" completions/fish/*

uninstall: ## takes away what install put there
	rm -f $(TOOLS:%="$(BIN)/%") $(TOOLS:%="$(MAN)/man1/%.1") "$(MAN)/man5/onepw-events.5" "$(MAN)/man7/onepw-queries.7"
	rm -f $(TOOLS:%="$(BASH)/%") $(TOOLS:%="$(ZSH)/_%") $(TOOLS:%="$(FISH)/%.fish")

deb: $(BINARIES) ## packs them for Debian, into dist/
	@scripts/deb $(RELEASE)

check-deb: $(BINARIES) ## packs, lints, installs, tries and removes the Debian package, as root
	@scripts/check-deb $(RELEASE)

env-up: ## starts the private server; eval "$(make -s env-up)" sets MONGODB_URI
	@scripts/server up

env-down: ## stops the private server
	@scripts/server down

check-servers: ## runs every test against each supported server version
	@scripts/check-servers

check-faults: ## kills, freezes and cuts off servers, loaders and readers, twenty rounds each
	@scripts/check-faults

soak: ## an hour of a feed while the servers restart in turn; make soak SECONDS=600 for ten minutes
	@scripts/soak $(SECONDS)

check-sanitizers: ## runs every test under AddressSanitizer and ThreadSanitizer
	@scripts/check-sanitizers

fuzz: ## ten minutes of libFuzzer on what reads text from strangers
	@scripts/fuzz 100

bench: build ## measures the tools beside what else there is, and keeps the table in Benchmarks/RESULTS.md
	@scripts/bench

generated: ## writes anew what is made from the tools and the model: completions, parts of the manual
	@scripts/generated

# Only when they are missing: `sudo make install` after `make build` builds nothing as root.
$(BINARIES) &:
	$(MAKE) build
