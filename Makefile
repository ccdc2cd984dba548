# SPDX-License-Identifier: Apache-2.0
#
# One release build serves the program and the tests: the program is linked with the Swift runtime inside, the test
# bundle with the shared one, because the Testing library exists only as a shared object. The search path for static
# builds lacks that library, so links to it (and nothing else of the shared runtime) stand in $(TESTING).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# Arguments of the program in `make run`, of the measuring in `make bench`.
ARGS ?=
# The store that `make run` makes and opens.
DEMO ?= $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/satchel/demo.db

BINARY := .build/release/satchel
TESTING := $(CURDIR)/.build/testing
RELEASE := -c release -Xswiftc -I$(TESTING) -Xlinker -L$(TESTING)
BUILD := $(SWIFT) build --static-swift-stdlib $(RELEASE)
TEST := $(SWIFT) test --skip-build --disable-xctest $(RELEASE)

# What the program is linked with; what its tests drive; what it is measured beside.
PACKAGES := libsqlite3-dev libsodium-dev nettle-dev libutf8proc-dev libncurses-dev
TEST_PACKAGES := git sqlite3 tmux python3 python3-pyte openssh-client openssh-server
BENCH_PACKAGES := sqlite3 python3 python3-pyte less tig visidata sqlite-utils

# $(call need,PACKAGES): installs those that are missing.
define need
missing=(); \
for package in $(1); do \
    case "$$(dpkg-query -W -f='$${db:Status-Abbrev}' "$$package" 2>/dev/null || true)" in \
        ii*|hi*) ;; \
        *) missing+=("$$package");; \
    esac; \
done; \
if [ "$${#missing[@]}" -gt 0 ]; then \
    if ! command -v apt-get >/dev/null; then \
        echo "These Debian packages, or what they are called here, are needed: $${missing[*]}" >&2; exit 1; \
    fi; \
    root=(); \
    if [ "$$(id -u)" -ne 0 ]; then \
        if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then root=(sudo); else \
            echo "These packages are missing, and installing them takes root: $${missing[*]}" >&2; \
            echo "As root: apt-get install $${missing[*]}" >&2; exit 1; \
        fi; \
    fi; \
    apt=("$${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300); \
    "$${apt[@]}" update || echo "The package lists could not be renewed; trying with the old ones." >&2; \
    "$${apt[@]}" install --no-install-recommends "$${missing[@]}"; \
fi
endef

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "  make %-10s %s\n", $$1, $$2 }'

build: toolchain ## build the program: .build/release/satchel, the Swift runtime inside
	@$(call need,$(PACKAGES))
	$(BUILD) --product satchel

run: build ## build, make the demo store if there is none, open it (DEMO=PATH, ARGS="--theme paper")
	@if [ ! -e "$(DEMO)" ]; then \
	    mkdir -p -m 0700 "$$(dirname "$(DEMO)")"; \
	    $(BINARY) --store "$(DEMO)" demo; \
	fi
	@if [ -t 0 ] && [ -t 1 ]; then \
	    exec $(BINARY) --store "$(DEMO)" $(ARGS); \
	else \
	    echo "The demo store is $(DEMO); its screen needs a terminal: make run"; \
	    echo "Without one: $(BINARY) --store $(DEMO) list products --limit 5"; \
	fi

test: lint build-tests ## everything: lint, units, real SQLite, real terminal
	$(TEST)

soak: build-tests ## the tests with their slow rings
	SATCHEL_SOAK=1 $(TEST)

lint: toolchain ## check the form of the code
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

docs: build-tests ## write the generated pages of the documentation anew
	SATCHEL_WRITE_DOCS=1 $(TEST) --filter TidyTests.GeneratedDocs

bench: build ## measure on a million products beside other programs (ARGS="--rows 100000")
	@$(call need,$(BENCH_PACKAGES))
	/usr/bin/python3 -B Tests/Bench/bench.py --satchel $(BINARY) --doc docs/PERFORMANCE.md $(ARGS)

install: ## install under PREFIX (DESTDIR is put before it)
	@if [ ! -x $(BINARY) ]; then $(MAKE) build; fi
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1" \
	    "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	    "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	install -s -m 0755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/satchel"
	$(BINARY) help --format man > "$(DESTDIR)$(PREFIX)/share/man/man1/satchel.1"
	$(BINARY) completion bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/satchel"
	$(BINARY) completion zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_satchel"
	$(BINARY) completion fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/satchel.fish"
	@for kind in themes keymaps; do \
	    if [ -d $$kind ] && [ -n "$$(ls $$kind)" ]; then \
	        install -d "$(DESTDIR)$(PREFIX)/share/satchel/$$kind"; \
	        install -m 0644 $$kind/* "$(DESTDIR)$(PREFIX)/share/satchel/$$kind/"; \
	    fi; \
	done

clean: ## remove what was built
	rm -rf .build

build-tests: toolchain
	@$(call need,$(PACKAGES) $(TEST_PACKAGES))
	$(BUILD) --build-tests --disable-xctest

toolchain:
	@if ! command -v $(SWIFT) >/dev/null; then \
	    echo "There is no Swift on the PATH. Satchel is built with Swift 6.3: https://www.swift.org/install/linux/" >&2; \
	    exit 1; \
	fi
	@mkdir -p $(TESTING)
	@resources="$$($(SWIFT) -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')"; \
	for name in Testing.swiftmodule _TestingInterop.swiftmodule XCTest.swiftmodule \
	    libTesting.so lib_TestingInterop.so libXCTest.so; do \
	    ln -sfn "$$resources/linux/$$name" "$(TESTING)/$$name"; \
	done; \
	for name in libCoreFoundation.a lib_FoundationCShims.a lib_FoundationCollections.a; do \
	    ln -sfn "$${resources}_static/linux/$$name" "$(TESTING)/$$name"; \
	done

.PHONY: help build run test soak lint docs bench install clean build-tests toolchain
