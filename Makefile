# Two commands for everybody: `make run` opens the page, `make test` proves it. The rest is for developers.
# A fresh Debian-like machine needs python3.11 (or newer), make and, for `make test`, apt-get.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run test check pytest bench soak fmt clean constraints docs packages compare snapshot

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
BUILD := pyproject.toml constraints.txt hatch_build.py $(wildcard src/fairdue/locale/*/LC_MESSAGES/*.po)
PACK_SOURCES := $(shell find src/fairdue_cn src/fairdue/loader src/fairdue/locale -name '*.yaml' -o -name '*.jsonl' -o -name '*.po' -o -name '*.py' -o -name '*.schema.json' 2>/dev/null)

help:  ## show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

run: $(VENV)/.run-stamp $(VENV)/.pack-stamp  ## install what is needed, start the page on this machine, open it
	@$(BIN)/fairdue serve

test: check pytest  ## the whole suite, from installation to the browser

check: $(VENV)/.test-stamp $(VENV)/.pack-stamp  ## style, types, layers, pack and docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/fairdue packs check
	$(BIN)/python docs/generate.py --check
	@$(MAKE) --no-print-directory compare

compare: $(VENV)/.pack-stamp  ## say what this version gains and loses on the open corpus against the kept answers
	@$(BIN)/fairdue evaluate src/fairdue_cn/corpus/messages/train --compare tests/packs/answers/train.jsonl
	@$(BIN)/fairdue evaluate src/fairdue_cn/corpus/quiet --compare tests/packs/answers/quiet.jsonl
	@echo "有变化且是有意的，就 make snapshot。If changes are meant: make snapshot."

snapshot: $(VENV)/.pack-stamp  ## keep the answers of this version to compare with
	@$(BIN)/fairdue evaluate src/fairdue_cn/corpus/messages/train --save tests/packs/answers/train.jsonl
	@$(BIN)/fairdue evaluate src/fairdue_cn/corpus/quiet --save tests/packs/answers/quiet.jsonl

pytest: $(VENV)/.test-stamp $(VENV)/.pack-stamp $(VENV)/.browser-stamp  ## the tests alone
	$(BIN)/pytest -n 2 --dist loadfile -q -m "not soak"

bench: $(VENV)/.test-stamp $(VENV)/.pack-stamp  ## print how long an answer takes and how many a second
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python "$$script"; done

soak: $(VENV)/.test-stamp $(VENV)/.pack-stamp $(VENV)/.soak-stamp  ## the same claims at bigger sizes
	FAIRDUE_SOAK=1 $(BIN)/pytest -n 2 --dist loadfile -q -m "not browser"

fmt: $(VENV)/.test-stamp  ## put the code in its usual shape
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

docs: $(VENV)/.test-stamp $(VENV)/.pack-stamp  ## write the generated reference pages anew
	$(BIN)/python docs/generate.py

constraints: $(VENV)/.test-stamp  ## write the versions now installed to constraints.txt
	@{ head -1 constraints.txt; $(BIN)/python -m pip freeze --exclude-editable --exclude fairdue; } > constraints.new
	@mv constraints.new constraints.txt

packages: $(VENV)/.test-stamp  ## build the wheel and the source archive
	$(PIP) build
	$(BIN)/python -m build --outdir dist

clean:  ## remove everything this file has made
	rm -rf $(VENV) build dist var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
	  tests/browser/node_modules src/fairdue_cn/*.json
	find src tests docs benchmarks \( -name '*.mo' -o -name __pycache__ \) -prune -exec rm -rf {} +

# --- how the machine is made ready; a stamp file keeps the second run short ---

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "需要 Python 3.11 或更新的版本。Python 3.11 or newer is needed." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) 的版本太旧，需要 3.11 以上。It is too old: 3.11 or newer is needed." >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); $(MAKE) --no-print-directory venv-by-apt; }

.PHONY: venv-by-apt
venv-by-apt:
	$(SUDO) apt-get update -qq
	$(SUDO) apt-get install -y -qq --no-install-recommends "$(notdir $(PYTHON))-venv"
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.run-stamp: $(BUILD) | $(BIN)/python
	$(PIP) --editable '.[web,money,papers,vault]'
	@touch $@

$(VENV)/.test-stamp: $(BUILD) | $(BIN)/python
	$(PIP) --editable '.[web,money,papers,vault,dev]'
	@touch $@ $(VENV)/.run-stamp

$(VENV)/.pack-stamp: $(PACK_SOURCES) | $(BIN)/python
	@$(BIN)/python -m fairdue.loader.compile 2>/dev/null || $(BIN)/fairdue packs check
	@$(BIN)/python -m compileall -q src/fairdue  # also where Python is told to keep no bytecode, a start need not compile
	@touch $@

# Debian's chromium walks the page; axe-core looks at what it sees. Fonts let a page be looked at in Chinese.
$(VENV)/.browser-stamp: tests/browser/package-lock.json | $(BIN)/python
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	command -v openssl >/dev/null || missing="$$missing openssl"; \
	[ -n "$$(fc-list :lang=zh 2>/dev/null | head -1)" ] || missing="$$missing fontconfig fonts-noto-cjk"; \
	if [ -n "$$missing" ]; then \
	  export DEBIAN_FRONTEND=noninteractive; \
	  $(SUDO) apt-get update -qq; \
	  $(SUDO) apt-get install -y -qq --no-install-recommends $$missing; \
	fi
	npm ci --prefix tests/browser --no-audit --no-fund --silent
	@touch $@

# What makes single calls of the system fail (strace), and a disk of our own beneath a real vault (FUSE).
$(VENV)/.soak-stamp: | $(BIN)/python
	@missing=""; \
	command -v strace >/dev/null || missing="$$missing strace"; \
	command -v fusermount3 >/dev/null || missing="$$missing fuse3"; \
	ldconfig -p | grep -q 'libfuse[23]*\.so' || missing="$$missing libfuse3-3"; \
	command -v openssl >/dev/null || missing="$$missing openssl"; \
	if [ -n "$$missing" ]; then \
	  export DEBIAN_FRONTEND=noninteractive; \
	  $(SUDO) apt-get update -qq; \
	  $(SUDO) apt-get install -y -qq --no-install-recommends $$missing; \
	fi
	@touch $@
