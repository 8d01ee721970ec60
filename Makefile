# Builds, tests and installs libchatcore. `make help` lists what there is to do.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := all

PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
UNITDIR ?= $(PREFIX)/lib/systemd/system
DESTDIR ?=
JOBS ?= $(shell nproc)
CC := gcc
CXX := g++

# SwiftPM compiles the C parts with a CC that it finds in the environment, and speaks to it in clang's options only.
unexport CC CXX

# The ABI has a number of its own: it changes when programs have to be linked again, and never otherwise.
ABI := 1
VERSION := $(shell sed -n 's/^\#define CHATCORE_VERSION "\(.*\)"$$/\1/p' Include/chatcore.h)
SONAME := libchatcore.so.$(ABI)
LIBRARY := $(SONAME).$(VERSION)

# Folders are listed too: their time changes when a file is added or removed.
SOURCES := Package.swift $(shell find Sources Include)
HEADERS := $(wildcard Include/*.h)

# --- the library ------------------------------------------------------------

# lld comes with the Swift toolchain and, unlike gold, leaves no local symbols in the dynamic table.
SWIFT_BUILD = swift build -c release --product chatcore -j $(JOBS) --disable-local-rpath --omit-frame-pointers -Xcc -gdwarf-4 \
	-Xswiftc -static-stdlib -Xswiftc -use-ld=lld -Xlinker -soname=$(SONAME)

# Without the implicit imports a regular expression or a task does not compile, where otherwise it would
# silently link 1.4 MB of runtime, or threads. With a section for each function, none of them kept for programs that
# might look from outside, the linker leaves out what nobody calls, and keeps one of those that are the same (--icf).
# No code asks for the names of fields and cases (-disable-reflection-metadata): what shows of an enum has a name there.
COMPILER_FLAGS := $(addprefix -Xswiftc -Xfrontend -Xswiftc , \
	-disable-implicit-string-processing-module-import -disable-implicit-concurrency-module-import \
	-function-sections -internalize-at-link -disable-reflection-metadata)

# The Swift runtime comes from copies that scripts/unpin.c has made; scripts/no_*.c say what they go without.
RUNTIME := libswiftCore.a libswiftSynchronization.a libswiftGlibc.a
LINKER_FLAGS := \
	$(addprefix -Xlinker ,--version-script=$(CURDIR)/scripts/chatcore.map --gc-sections --icf=all -O2) \
	$(addprefix -Xlinker ,-znodelete -znow -zdefs) \
	$(addprefix -Xlinker ,--wrap=_swift_stdlib_getScalarName $(CURDIR)/build/runtime/no_scalar_names.o) \
	$(addprefix -Xlinker ,$(CURDIR)/build/runtime/no_backtraces.o) \
	$(foreach name,$(RUNTIME),-Xlinker '--remap-inputs=*/$(name)=$(CURDIR)/build/runtime/$(name)')

# Where the Swift in use keeps its own things.
TOOLCHAIN = $(patsubst %/lib/swift,%,$(shell swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p'))

BUILT := build/swift/release/libchatcore.so
DEBUG_SYMBOLS := build/lib/.debug/$(LIBRARY).debug

.PHONY: all lib
all: lib ## the library (the default)
lib: build/lib/$(LIBRARY) build/lib/$(SONAME) build/lib/libchatcore.so build/lib/chatcore.pc ## build/lib/libchatcore.so, stripped, with debug symbols beside it

# SwiftPM does not look at the version script, so the link is always made anew here; that takes a second. The
# runtime's copies are, too, for another toolchain may have come.
build/lib/$(LIBRARY): $(SOURCES) scripts/chatcore.map $(wildcard scripts/*.c) Makefile
	@scripts/deps check build
	@echo "Building $(LIBRARY)"
	@rm -rf $(BUILT) build/lib build/runtime && mkdir -p build/lib/.debug build/runtime
	@for name in no_scalar_names no_backtraces; do \
		$(CC) -O2 -fPIC -Wall -c scripts/$$name.c -o build/runtime/$$name.o; done
	@$(CC) -O2 -Wall scripts/unpin.c -o build/runtime/unpin
	@for name in $(RUNTIME); do build/runtime/unpin $(TOOLCHAIN)/lib/swift_static/linux/$$name build/runtime/$$name; done
	@ar d build/runtime/libswiftCore.a Backtrace.cpp.o
	@CHATCORE_SMALL=1 $(SWIFT_BUILD) --scratch-path build/swift $(COMPILER_FLAGS) $(LINKER_FLAGS)
	@objcopy --only-keep-debug $(BUILT) $(DEBUG_SYMBOLS)
	@objcopy --strip-all --add-gnu-debuglink=$(DEBUG_SYMBOLS) $(BUILT) $@
	@echo "Built build/lib/$(LIBRARY), $$(stat -c %s $@) bytes, and its debug symbols in build/lib/.debug/"

build/lib/$(SONAME): build/lib/$(LIBRARY)
	@ln -sf $(LIBRARY) $@
build/lib/libchatcore.so: build/lib/$(SONAME)
	@ln -sf $(SONAME) $@

# pkg_config(prefix, libdir, includedir): the text of chatcore.pc
pkg_config = sed -e 's|@PREFIX@|$(1)|' -e 's|@LIBDIR@|$(2)|' -e 's|@INCLUDEDIR@|$(3)|' -e 's|@VERSION@|$(VERSION)|' chatcore.pc.in

# This one is for programs that are built against the library where it is: PKG_CONFIG_PATH=build/lib.
build/lib/chatcore.pc: chatcore.pc.in build/lib/$(LIBRARY)
	@$(call pkg_config,$(CURDIR),$(CURDIR)/build/lib,$(CURDIR)/Include) > $@

# --- installation -----------------------------------------------------------

.PHONY: install uninstall
install: lib ## library, headers and chatcore.pc into PREFIX=/usr/local (DESTDIR= is put before it)
	@install -d "$(DESTDIR)$(LIBDIR)/pkgconfig" "$(DESTDIR)$(INCLUDEDIR)"
	@install -m 755 build/lib/$(LIBRARY) "$(DESTDIR)$(LIBDIR)/"
	@ln -sf $(LIBRARY) "$(DESTDIR)$(LIBDIR)/$(SONAME)"
	@ln -sf $(SONAME) "$(DESTDIR)$(LIBDIR)/libchatcore.so"
	@install -m 644 $(HEADERS) "$(DESTDIR)$(INCLUDEDIR)/"
	@$(call pkg_config,$(PREFIX),$(LIBDIR),$(INCLUDEDIR)) > "$(DESTDIR)$(LIBDIR)/pkgconfig/chatcore.pc"
	@if [ -z "$(DESTDIR)" ] && [ "$$(id -u)" = 0 ]; then ldconfig; fi
	@echo "Installed $(LIBRARY) into $(DESTDIR)$(LIBDIR), its headers into $(DESTDIR)$(INCLUDEDIR)"

uninstall: ## takes away what install put there, with the same PREFIX and DESTDIR
	@rm -f "$(DESTDIR)$(LIBDIR)"/$(SONAME).* "$(DESTDIR)$(LIBDIR)/$(SONAME)" "$(DESTDIR)$(LIBDIR)/libchatcore.so" \
		"$(DESTDIR)$(LIBDIR)/pkgconfig/chatcore.pc" $(patsubst Include/%,"$(DESTDIR)$(INCLUDEDIR)/%",$(HEADERS))
	@rm -f "$(DESTDIR)$(BINDIR)/chatcore-server" "$(DESTDIR)$(MANDIR)/man8/chatcore-server.8" \
		"$(DESTDIR)$(UNITDIR)"/chatcore-server.{service,socket}
	@if [ -z "$(DESTDIR)" ] && [ "$$(id -u)" = 0 ]; then ldconfig; fi
	@echo "Removed libchatcore from $(DESTDIR)$(LIBDIR) and $(DESTDIR)$(INCLUDEDIR)"

# The server is installed by those who ask for it: programs that link the library have no use for it.
.PHONY: install-server
install-server: install server ## chatcore-server, its manual page and its systemd units, beside the library
	@install -d "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(MANDIR)/man8" "$(DESTDIR)$(UNITDIR)"
	@install -m 755 build/bin/chatcore-server "$(DESTDIR)$(BINDIR)/"
	@install -m 644 examples/server/chatcore-server.8 "$(DESTDIR)$(MANDIR)/man8/"
	@install -m 644 examples/server/chatcore-server.socket "$(DESTDIR)$(UNITDIR)/"
	@sed 's|/usr/local/bin/|$(BINDIR)/|' examples/server/chatcore-server.service > "$(DESTDIR)$(UNITDIR)/chatcore-server.service"
	@echo "Installed chatcore-server into $(DESTDIR)$(BINDIR); its config is to be /etc/chatcore/server.json"

.PHONY: deps
deps: ## installs what building, testing and the demo need (apt, as root; otherwise it says what to run)
	@scripts/deps install build demo server test

# --- the demo ---------------------------------------------------------------

STRICT := -Wall -Wextra -Wpedantic -Werror
RPATH := -Wl,-rpath,'$$ORIGIN/../lib'

build/bin/support-desk: $(wildcard examples/c/*.c examples/c/*.h) $(HEADERS) build/lib/libchatcore.so
	@mkdir -p $(@D)
	@echo "Compiling $@"
	@$(CC) -std=gnu11 -O2 -g $(STRICT) -IInclude $(filter %.c,$^) -o $@ \
		$$(pkg-config --cflags json-c | sed 's/-I/-isystem /g') $$(pkg-config --libs json-c) -Lbuild/lib -lchatcore $(RPATH)

.PHONY: demo demo-deps
demo-deps:
	@scripts/deps install build demo
demo: demo-deps lib build/bin/support-desk ## fills a store and asks it, from C and from Python
	@rm -rf build/demo && mkdir -p build/demo
	@echo && echo "=== From C: build/bin/support-desk build/demo/c.db" && echo
	@build/bin/support-desk build/demo/c.db examples/data/support-desk.json
	@echo && echo "=== From Python: examples/python/support_desk.py build/demo/python.db" && echo
	@PYTHONPATH=bindings/python CHATCORE_LIBRARY=build/lib/libchatcore.so \
		python3 examples/python/support_desk.py build/demo/python.db examples/data/support-desk.json

# --- the server -------------------------------------------------------------

build/bin/chatcore-server: $(wildcard examples/server/*.c examples/server/*.h) $(HEADERS) build/lib/libchatcore.so
	@mkdir -p $(@D)
	@echo "Compiling $@"
	@$(CC) -std=gnu11 -O2 -g $(STRICT) -IInclude $(filter %.c,$^) -o $@ -pthread \
		$$(pkg-config --cflags libmicrohttpd | sed 's/-I/-isystem /g') $$(pkg-config --libs libmicrohttpd) \
		-Lbuild/lib -lchatcore $(RPATH)

.PHONY: server serve server-deps
server-deps:
	@scripts/deps install build server
server: server-deps lib build/bin/chatcore-server ## build/bin/chatcore-server, a host on libmicrohttpd: docs/server.md
serve: server ## runs it on the example support desk and prints three requests to try
	@examples/server/serve

# --- tests ------------------------------------------------------------------

.PHONY: test test-deps
test-deps:
	@scripts/deps install build demo server test
test: test-deps ## every suite, or SUITES="c abi"; each ends with a line `NAME: N passed, N failed`
	@CC=$(CC) CXX=$(CXX) JOBS=$(JOBS) MAKE=$(MAKE) scripts/run-suites $(SUITES)

# What only the conformance and differential tests use stays out of the machine's own Python, and so does what the model uses.
build/venv/ready: Tests/conformance/requirements.txt
build/venv-model/ready: Tests/model/requirements.txt
build/venv/ready build/venv-model/ready:
	@rm -rf $(@D)
	@python3 -m venv $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.PHONY: soak
soak: lib build/venv-model/ready ## ten million random steps against the reference model, or STEPS=1000000; SEED=1 repeats a run
	@cd Tests/model && PYTHONUNBUFFERED=1 PYTHONPATH=$(CURDIR)/bindings/python CHATCORE_ROOT=$(CURDIR) \
		CHATCORE_LIBRARY=$(CURDIR)/build/lib/libchatcore.so MODEL_STEPS=$(or $(STEPS),10000000) MODEL_JOBS=$(JOBS) \
		MODEL_SEED=$(or $(SEED),$(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')) $(CURDIR)/build/venv-model/bin/python -m unittest -v test_model

.PHONY: faults
faults: ## the store on a disk that fails and loses power, for SECONDS=60; SEED=1 begins with that seed
	@scripts/deps check build
	@FAULTS_SECONDS=$(or $(SECONDS),60) $(if $(SEED),FAULTS_SEED=$(SEED)) \
		swift test -c debug --scratch-path build/swift -j $(JOBS) -Xswiftc -use-ld=lld --filter FaultTests

# --- sanitizers -------------------------------------------------------------

# The toolchain's own clang: the runtime in the program has to be the one that the library was compiled for.
CLANG = $(TOOLCHAIN)/bin/clang

# Tests/c/tsan_runtime.c says why these are wrapped.
MUTEX := $$s15Synchronization12_MutexHandleV
WRAPPED := $(MUTEX)9_lockSlowyys6UInt32VF $(MUTEX)11_unlockSlowyyF $(MUTEX)12_tryLockSlowSbyF \
	swift_release swift_release_n swift_bridgeObjectRelease swift_bridgeObjectRelease_n \
	swift_isUniquelyReferenced_native swift_isUniquelyReferenced_nonNull_native \
	swift_isUniquelyReferenced_nonNull_bridgeObject swift_deallocClassInstance

build/tsan/lib/$(SONAME): $(SOURCES) Tests/c/tsan_runtime.c Makefile
	@echo "Building $@ with ThreadSanitizer"
	@rm -rf build/tsan/swift/release/libchatcore.so && mkdir -p $(@D)
	@$(CLANG) -O1 -fPIC -Wall -c Tests/c/tsan_runtime.c -o build/tsan/tsan_runtime.o
	@$(SWIFT_BUILD) --scratch-path build/tsan/swift --sanitize=thread -Xlinker $(CURDIR)/build/tsan/tsan_runtime.o \
		$(foreach name,$(WRAPPED),-Xlinker '--wrap=$(name)')
	@cp build/tsan/swift/release/libchatcore.so $@

build/asan/lib/$(SONAME): $(SOURCES) Makefile
	@echo "Building $@ with AddressSanitizer"
	@rm -rf build/asan/swift/release/libchatcore.so && mkdir -p $(@D)
	@$(SWIFT_BUILD) --scratch-path build/asan/swift --sanitize=address
	@cp build/asan/swift/release/libchatcore.so $@

# Swift's ThreadSanitizer also watches libdispatch, so a program with it has to have libdispatch.
build/tsan/bin/%: Tests/c/%.c Tests/c/checks.h build/tsan/lib/$(SONAME)
	@mkdir -p $(@D)
	@$(CLANG) -std=c11 -g -O1 $(STRICT) -fsanitize=thread -fuse-ld=lld -IInclude $(filter-out %.h,$^) -o $@ -pthread $(RPATH) \
		-L$(TOOLCHAIN)/lib/swift_static/linux -ldispatch -lBlocksRuntime -lstdc++
build/asan/bin/%: Tests/c/%.c Tests/c/checks.h build/asan/lib/$(SONAME)
	@mkdir -p $(@D)
	@$(CLANG) -std=c11 -g -O1 $(STRICT) -fsanitize=address -fuse-ld=lld -IInclude $(filter-out %.h,$^) -o $@ -pthread $(RPATH)

.PHONY: sanitize
sanitize: test-deps ## the stress program under ThreadSanitizer and AddressSanitizer (SECONDS=60 each)
	@JOBS=$(JOBS) MAKE=$(MAKE) STRESS_SECONDS=$(or $(SECONDS),60) scripts/run-suites threads memory

# --- fuzzing ----------------------------------------------------------------

FUZZ_TARGETS := $(patsubst Tests/fuzz/%.swift,%,$(wildcard Tests/fuzz/*.swift))

.PHONY: fuzz
fuzz: ## libFuzzer on every decoder, or TARGET=json, for SECONDS=60 each
	@scripts/deps check build
	@JOBS=$(JOBS) scripts/fuzz $(or $(SECONDS),60) $(or $(TARGET),$(FUZZ_TARGETS))

# --- the rest ---------------------------------------------------------------

# Compiled as the library is; linked as a program.
build/bench/ours: $(SOURCES) $(wildcard bench/ours/*.swift) build/lib/libchatcore.so Makefile
	@echo "Building our contender"
	@mkdir -p $(@D)
	@CHATCORE_SMALL=1 swift build -c release --product BenchContender -j $(JOBS) --disable-local-rpath --omit-frame-pointers --scratch-path build/swift \
		-Xswiftc -static-stdlib -Xswiftc -use-ld=lld $(COMPILER_FLAGS)
	@cp build/swift/release/BenchContender $@

.PHONY: bench-server
bench-server: lib ## chatcore-server under wrk beside nginx with the same bytes as a file; ARGUMENTS="--seconds 5" goes to bench/server/run
	@scripts/deps install build bench
	@$(MAKE) --no-print-directory build/bin/chatcore-server
	@bench/server/run $(ARGUMENTS)

build/bench/handling: bench/handling/handling.c $(HEADERS) build/lib/libchatcore.so
	@mkdir -p $(@D)
	@$(CC) -std=gnu11 -O2 $(STRICT) -IInclude -isystem /usr/include/libxml2 $< -o $@ -Lbuild/lib -lchatcore -lxml2 -pthread $(RPATH)

# The engine's own programs, and the same operations done by hand beside it.
BY_HAND := bench/byhand/byhand.c bench/byhand/store.c bench/byhand/text.c bench/byhand/harness.c
ENGINE_BENCHES := $(addprefix build/bench/,contest writers memory scale)
$(ENGINE_BENCHES): build/bench/%: bench/byhand/%.c $(BY_HAND) $(wildcard bench/byhand/*.h) $(HEADERS) build/lib/libchatcore.so
	@mkdir -p $(@D)
	@$(CC) -std=gnu11 -O2 $(STRICT) -IInclude $(filter %.c,$^) -o $@ -pthread \
		$$(pkg-config --cflags json-c | sed 's/-I/-isystem /g') $$(pkg-config --libs json-c sqlite3) -Lbuild/lib -lchatcore $(RPATH)

.PHONY: bench-engine
bench-engine: lib $(ENGINE_BENCHES) ## the engine beside the same by hand on libsqlite3, shared commits, a large store (SCALE=1000000 sessions), memory
	@mkdir -p build/bench/stores
	@bench/byhand/desk.py build/lib/libchatcore.so > build/bench/desk.json
	@build/bench/contest build/bench/desk.json build/bench/stores
	@build/bench/writers build/bench/desk.json build/bench/stores
	@build/bench/memory build/bench/stores
	@build/bench/scale build/bench/stores $(or $(SCALE),100000)

.PHONY: bench clean help
bench: lib build/bench/ours ## our JSON and SOAP beside other libraries', as ratios; ARGUMENTS="--rounds 30" goes to bench/run
	@scripts/deps install build bench
	@bench/run $(ARGUMENTS)
	@$(MAKE) --no-print-directory build/bench/handling
	@echo && build/bench/handling
	@echo && $(MAKE) --no-print-directory bench-engine

clean: ## takes away everything that was built
	@rm -rf build

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24
