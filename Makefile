# SPDX-License-Identifier: MIT
# kstt: one file builds, tests and demonstrates everything (GNU make).
#
# Variants stand side by side: build/opt for use, build/asan with the address
# and undefined-behaviour sanitizers. C generated from sql/ lies in build/gen.
# V=1 shows the commands; CFLAGS and LDFLAGS are added to ours.

MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
V ?= 0
ifneq ($(V),1)
Q := @
say = @printf '  %-8s%s\n'
else
say = @:
endif
JOBS := $(shell nproc 2>/dev/null || echo 1)

PREFIX ?= /usr/local
localedir = $(PREFIX)/share/locale

# What Debian 12 must have installed: to build and run the demo, to check, to lint.
PACKAGES_RUN := gcc libc6-dev pkg-config gettext libncurses-dev libpq-dev \
	libconfig-dev libunistring-dev libzip-dev libxml2-dev postgresql-15
PACKAGES_CHECK := $(PACKAGES_RUN) libcmocka-dev libvterm-dev postgresql-15-pgtap \
	libtap-parser-sourcehandler-pgtap-perl ncurses-term clang libclang-rt-dev
PACKAGES_LINT := $(PACKAGES_CHECK) clang-tidy cppcheck shellcheck

# Asked for at the first use only: the packages may not be there before.
once = $(eval $(1) := $(2))$($(1))
LIBRARIES := ncursesw libpq libconfig
# Not linked: loaded by the one command that reads Word documents, by these names.
LOADED := libzip libxml-2.0
soname = $(shell objdump -p "$$(pkg-config --variable=libdir $(1))/$(2).so" 2>/dev/null | \
	sed -n 's/.*SONAME *//p')
PKG_CFLAGS = $(call once,PKG_CFLAGS,$(shell pkg-config --cflags $(LIBRARIES) $(LOADED)))
PKG_LIBS = $(call once,PKG_LIBS,$(shell pkg-config --libs $(LIBRARIES)) -lunistring)

CC := gcc
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
INCLUDES := -Icore -Itui -Ibuild/gen
flags = -std=gnu11 -O2 -g -D_GNU_SOURCE $(WARNINGS) $(INCLUDES) \
	$(PKG_CFLAGS) $(CFLAGS_$(1)) $(CFLAGS)
links = -Wl,--as-needed -Wl,-O1 $(LDFLAGS_$(1)) $(LDFLAGS)
CFLAGS_opt := -fstack-protector-strong -ffunction-sections -fdata-sections
LDFLAGS_opt := -Wl,--gc-sections
CFLAGS_asan := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
LDFLAGS_asan := -fsanitize=address,undefined
# libFuzzer comes with clang alone; a target adds its own main.
CFLAGS_fuzz := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
LDFLAGS_fuzz := -fsanitize=fuzzer,address,undefined

CORE := $(wildcard core/*/*.c)
TUI := $(filter-out tui/main.c,$(wildcard tui/*.c tui/*/*.c))
UNIT := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c))
UNIT_HELP := $(filter-out tests/unit/test_%,$(wildcard tests/unit/*.c))
RUNNER := $(wildcard tests/tui/*.c)
PROXY := $(wildcard tests/net/*.c)
BENCH := $(wildcard tests/bench/*.c)
FUZZ_HELP := tests/fuzz/table.c
FUZZ := $(patsubst tests/fuzz/%.c,%,$(filter-out $(FUZZ_HELP),$(wildcard tests/fuzz/*.c)))
# What the targets can reach: clang builds it once more.
FUZZED := $(wildcard core/base/*.c core/plan/*.c tui/input/*.c tui/term/*.c) build/gen/keymaps.c
GENERATED := $(patsubst %,build/gen/%.c,queries migrations keymaps)
LOCALE := $(patsubst tui/po/%.po,build/locale/%/LC_MESSAGES/kstt.mo,$(wildcard tui/po/*.po))

.PHONY: all
all: build/kstt ## build build/kstt and its messages (default)

build/kstt: build/opt/kstt $(LOCALE)
	$(Q)ln -f $< $@

# The object rules, once for each variant.
define variant
objects_$(1) := $(patsubst %.c,build/$(1)/%.o,$(CORE) $(TUI) $(GENERATED))
build/$(1)/%.o: %.c | build/gen/.done
	$$(say) CC $$@
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(call flags,$(1)) -MMD -MP -c -o $$@ $$<
build/$(1)/libkstt.a: $$(objects_$(1))
	$$(say) AR $$@
	$$(Q)rm -f $$@ && ar qcs $$@ $$^
build/$(1)/kstt: build/$(1)/tui/main.o build/$(1)/libkstt.a
	$$(say) LINK $$@
	$$(Q)ln -sfn ../locale $$(@D)/locale
	$$(Q)$$(CC) $$(call links,$(1)) -o $$@ $$^ $$(PKG_LIBS)
build/test/$(1)/test_%: build/$(1)/tests/unit/test_%.o \
		$(UNIT_HELP:%.c=build/$(1)/%.o) build/$(1)/libkstt.a
	$$(say) LINK $$@
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(call links,$(1)) -o $$@ $$^ -lcmocka $$(PKG_LIBS)
-include $(patsubst %.c,build/$(1)/%.d,$(CORE) $(TUI) tui/main.c $(GENERATED) \
	$(UNIT:%=tests/unit/%.c) $(UNIT_HELP) $(RUNNER) $(PROXY) $(BENCH) $(wildcard tests/fuzz/*.c))
endef
$(eval $(call variant,opt))
$(eval $(call variant,asan))
$(eval $(call variant,fuzz))
build/test/fuzz_%: CC = clang
build/fuzz/libfuzzed.a: $(FUZZED:%.c=build/fuzz/%.o)
	$(say) AR $@
	$(Q)rm -f $@ && ar qcs $@ $^
build/test/fuzz_%: build/fuzz/tests/fuzz/%.o $(FUZZ_HELP:%.c=build/fuzz/%.o) build/fuzz/libfuzzed.a
	$(say) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(call links,fuzz) -o $@ $^ $(PKG_LIBS)
.SECONDARY:

# The text of sql/ and keymaps/ becomes C; files whose text stays the same are not touched.
build/gen/.done: $(wildcard core/db/embed.sh sql/migrations/*.sql sql/api/*.sql \
		sql/queries/*.sql keymaps/*.cfg) | build/.tools
	$(say) GEN build/gen
	$(Q)mkdir -p $(@D)
	$(Q)sh core/db/embed.sh $(@D)
	$(Q)touch $@
$(GENERATED) $(patsubst %.c,%.h,$(GENERATED)): build/gen/.done ;

# What depends on the moment of the build goes to the few files that ask for it.
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
FACTS := -DKSTT_VERSION='"$(VERSION)"' -DKSTT_LOCALEDIR='"$(localedir)"'
FACTUAL := $(foreach v,opt asan,$(patsubst %.c,build/$v/%.o,\
	$(shell grep -ls 'KSTT_VERSION\|KSTT_LOCALEDIR' core/*/*.c tui/*.c tui/*/*.c)))
build/.facts: FORCE
	$(Q)mkdir -p $(@D)
	$(Q)echo "$(FACTS)" | cmp -s - $@ || echo "$(FACTS)" >$@
$(FACTUAL): build/.facts
$(FACTUAL): CFLAGS += $(FACTS)
$(foreach v,opt asan fuzz,build/$v/core/plan/docx_lib.o): CFLAGS += \
	$(addprefix -DKSTT_LIBZIP=,$(patsubst %,'"%"',$(call soname,libzip,libzip))) \
	$(addprefix -DKSTT_LIBXML=,$(patsubst %,'"%"',$(call soname,libxml-2.0,libxml2)))
.PHONY: FORCE
FORCE:

build/locale/%/LC_MESSAGES/kstt.mo: tui/po/%.po | build/.tools
	$(say) MSGFMT $@
	$(Q)mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<

# Source strings into the catalogues; a translator then fills what is new.
MESSAGES := $(sort $(wildcard core/*/*.[ch] tui/*.[ch] tui/*/*.[ch] tui/*/*.def))
# What the functions of sql/api say to users is translated here as well.
build/gen/messages.c: $(wildcard sql/api/*.sql sql/migrations/*.sql)
	$(Q)mkdir -p $(@D)
	$(Q)sed -n "s/.*\(message :\?= \|feedback_refuse(\)'\([^']*\)'.*/N_(\"\2\")/p" $^ | LC_ALL=C sort -u >$@
build/kstt.pot: $(MESSAGES) build/gen/messages.c | build/.tools
	$(Q)xgettext -L C -k_ -kN_ --from-code=UTF-8 --sort-by-file --no-location -o $@ $^
.PHONY: po
po: build/kstt.pot ## bring new messages into tui/po/*.po
	$(Q)for po in tui/po/*.po; do msgmerge -q -U --backup=none --no-fuzzy-matching --no-wrap $$po $<; done

build/test/tui_run: $(RUNNER:%.c=build/opt/%.o)
	$(say) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(call links,opt) -o $@ $^ -lvterm $(PKG_LIBS)
build/test/tui_sample: build/opt/tests/tui/self/sample.o
	$(say) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(call links,opt) -o $@ $^
build/test/net_proxy: $(PROXY:%.c=build/opt/%.o)
	$(say) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(call links,opt) -o $@ $^
build/test/bench: $(BENCH:%.c=build/opt/%.o)
	$(say) LINK $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(call links,opt) -o $@ $^ -lvterm

# Says what to do when the machine lacks a tool, instead of failing oddly.
build/.tools:
	$(Q)$(CC) --version >/dev/null 2>&1 && msgfmt --version >/dev/null 2>&1 && \
		pkg-config --exists $(LIBRARIES) $(LOADED) || { echo \
		"kstt: this machine lacks what the build needs: run 'make packages' first" >&2; exit 1; }
	$(Q)mkdir -p $(@D) && touch $@

.PHONY: packages packages-check packages-lint
packages: ## install what the build and the demo need (root or sudo)
	$(Q)sh .ci/packages $(PACKAGES_RUN)
packages-check:
	$(Q)sh .ci/packages $(PACKAGES_CHECK)
packages-lint:
	$(Q)sh .ci/packages $(PACKAGES_LINT)

.PHONY: demo demo-up demo-down
demo: demo-up ## install, build, bring up a private PostgreSQL, open the panes (OFFICIAL=login, TODAY=now)
	$(Q)sh sql/demo/demo.sh open "$(OFFICIAL)"
demo-up: packages ## the same without opening the panes
	$(Q)$(MAKE) -j$(JOBS) all
	$(Q)sh sql/demo/demo.sh up "$(TODAY)"
demo-down: ## stop the demo's server; its data stay
	$(Q)sh sql/demo/demo.sh down

TESTS := $(foreach v,opt asan,$(UNIT:%=build/test/$(v)/%)) \
	build/test/tui_run build/test/tui_sample build/test/net_proxy build/asan/kstt
.PHONY: check check-unit check-sql check-tui
check: packages-check ## install, build and run every test on a throw-away server
	$(Q)$(MAKE) -j$(JOBS) all $(TESTS) $(FUZZ:%=build/test/fuzz_%)
	$(Q)sh tests/fuzz/run.sh 4
	$(Q)bash .ci/check unit sql tui
check-unit: packages-check ## only the unit tests
	$(Q)$(MAKE) -j$(JOBS) all $(TESTS)
	$(Q)bash .ci/check unit
check-sql: packages-check ## only the tests of the database
	$(Q)$(MAKE) -j$(JOBS) all
	$(Q)bash .ci/check sql
check-tui: packages-check ## only the tests of the panes
	$(Q)$(MAKE) -j$(JOBS) all $(TESTS)
	$(Q)bash .ci/check tui

.PHONY: fuzz
SECONDS ?= 600
fuzz: packages-check ## feed the readers changed input, SECONDS (600) for each
	$(Q)$(MAKE) -j$(JOBS) $(FUZZ:%=build/test/fuzz_%)
	$(Q)sh tests/fuzz/run.sh $(SECONDS)

.PHONY: lint bench
lint: packages-lint ## layers, headers, clang-tidy, cppcheck, licence tags
	$(Q)$(MAKE) build/gen/.done build/kstt.pot
	$(Q)INCLUDES='$(INCLUDES) $(PKG_CFLAGS)' bash .ci/lint
bench: packages-check ## start-up and memory of the panes, phrases a second, a large import, a million records
	$(Q)$(MAKE) -j$(JOBS) all build/test/bench
	$(Q)bash .ci/check bench

.PHONY: install clean help
install: all ## install below PREFIX (default /usr/local), staged by DESTDIR
	$(Q)$(MAKE) build/kstt
	$(Q)install -D -m 755 build/kstt $(DESTDIR)$(PREFIX)/bin/kstt
	$(Q)for mo in $(LOCALE); do install -D -m 644 $$mo \
		$(DESTDIR)$(localedir)/$${mo#build/locale/}; done
	$(Q)for f in $(wildcard keymaps/*.cfg); do install -D -m 644 $$f \
		$(DESTDIR)$(PREFIX)/share/kstt/$$f; done
clean: ## remove what was built; the demo's data stay
	$(Q)rm -rf build/opt build/asan build/fuzz build/gen build/test build/locale build/kstt build/.tools
help: ## list the targets
	@echo 'kstt: make TARGET'
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14
	@sh sql/demo/demo.sh officials
