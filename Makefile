# Musnad. `make` lists what there is; every target sets up what it needs in .venv (Python 3.11, 3.12 or 3.13).

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.ready-dev
GAZETTEER := src/musnad/gazetteer/places.sqlite
RULES := src/musnad/rules/compiled.tsv
ARTICLE ?= examples/alliance.ar.txt
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help setup read test check bench serve web train schema gazetteer lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) $(GAZETTEER) $(RULES)  ## set up .venv from requirements.lock (the other targets do it themselves)

# The newest Python that really starts and is one that Musnad runs on. The answer is a path, or a letter and an error.
$(BIN)/python:
	@for name in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
	  command -v "$$name" > /dev/null 2>&1 || continue; \
	  "$$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	    > /dev/null 2>&1 || continue; \
	  echo "Setting up $(VENV) with $$("$$name" --version) ($$name) ..."; \
	  "$$name" -m venv --clear $(VENV) && exit 0; \
	done; \
	echo "No Python 3.11, 3.12 or 3.13 with the venv module was found. Install one (Debian, Ubuntu:" >&2; \
	echo "apt install python3 python3-venv; macOS: brew install python@3.13) or name it: make PYTHON=/path/to/python3" >&2; \
	exit 1

# All packages come from the lock, checked against its hashes; the project itself is installed editable, with the
# build tools of the lock (no second, unlocked download).
$(READY): $(BIN)/python requirements.lock pyproject.toml
	@echo "Installing the packages of requirements.lock ..."
	@$(PIP) install --quiet --require-hashes --requirement requirements.lock
	@$(PIP) install --quiet --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m compileall -q src/musnad
	@touch $@

# What checks and measurements need beside it.
$(DEV): $(READY) requirements-dev.lock
	@echo "Installing the packages of requirements-dev.lock ..."
	@$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

# A quarter of a minute, the same bytes every time. `make gazetteer` does it whatever the dates of the files say.
COMPILER := $(addprefix src/musnad/gazetteer/,build.py entry.py fold.py articles.txt geonames.py overlay.py writer.py)
$(GAZETTEER): $(COMPILER) $(wildcard src/musnad/gazetteer/overlay/*.yml) | $(READY)
	@echo "Compiling the gazetteer ..."
	@$(BIN)/python -m musnad.gazetteer.build && touch $@

# A second's work: rule files as JSON, so that a command starts in half the time. An edited file is read as it is.
$(RULES): $(filter-out %.cases.yml,$(wildcard src/musnad/languages/*/*.yml src/musnad/actors/registry/*.yml src/musnad/show/*.yml)) | $(READY)
	@$(BIN)/python -m musnad.rules.build

read: $(READY) $(GAZETTEER) $(RULES)  ## read an example article and print its record (ARTICLE=file for another)
	@$(BIN)/musnad read $(ARTICLE)

test: $(DEV) $(GAZETTEER) $(RULES)  ## everything: ruff, mypy, all tests
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

check: $(DEV) $(GAZETTEER) $(RULES)  ## the quick checks, about a minute: ruff, mypy, tests that are not slow
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow" -n auto --dist worksteal

bench: $(DEV) $(GAZETTEER) $(RULES)  ## run all test sets of ../shared/bench and write docs/scorecard.md
	$(BIN)/python -m bench scorecard

ARCHIVE ?= build/archive
serve: $(READY) $(GAZETTEER) $(RULES)  ## open the review workbench (ARCHIVE=folder; without it, one with the example articles)
	@[ -e $(ARCHIVE)/archive.sqlite ] || { $(BIN)/musnad archive init $(ARCHIVE) && \
	  $(BIN)/musnad archive add examples/*.txt --archive $(ARCHIVE) && $(BIN)/musnad resolve --archive $(ARCHIVE); }
	@$(BIN)/musnad serve $(ARCHIVE)

web:  ## build the workbench's pages anew (needs Node 20.19 or newer)
	cd web && npm ci --no-audit --no-fund && npm run check && npm run build

# A night's work on two cores; every step goes on where it was when make is called again. See train/README.md.
TRAINER := build/train-venv
train: $(READY)  ## train the tagger anew from the sets that are there, and write its weights
	@[ -e $(TRAINER)/.ready ] || { $(BIN)/python -m venv $(TRAINER) && \
	  $(TRAINER)/bin/python -m pip --disable-pip-version-check install --quiet -r train/requirements.txt && touch $(TRAINER)/.ready; }
	@bash train/all.sh $(TRAINER)/bin/python

schema: $(READY)  ## write docs/record.schema.json anew from the nouns
	@mkdir -p build
	@$(BIN)/python -m musnad.record.schema > build/record.schema.json
	@mv build/record.schema.json docs/record.schema.json

gazetteer: $(READY)  ## compile the gazetteer anew from GeoNames and the overlay
	@$(BIN)/python -m musnad.gazetteer.build

# Resolved with the oldest Python that Musnad runs on, so that the versions fit all of them. Two locks: what a user runs
# (the package with the extras of LOCKED), and that plus the tools of development.
LOCKED := --extra setup --extra formats --extra resolve --extra postgres --extra review --extra export
lock: $(BIN)/python  ## write requirements.lock and requirements-dev.lock anew from pyproject.toml
	@oldest=python3.11; "$$oldest" -c '' > /dev/null 2>&1 || oldest=$(BIN)/python; \
	echo "Resolving with $$("$$oldest" --version) (some minutes) ..."; \
	"$$oldest" -m venv --clear build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check install --quiet pip-tools
	@$(call COMPILE,$(LOCKED),requirements.lock)
	@$(call COMPILE,$(LOCKED) --extra link --extra spark --extra dev --constraint requirements.lock,requirements-dev.lock)
	@! grep -n '://' requirements.lock requirements-dev.lock || { echo "a lock names a host: see the lines above" >&2; exit 1; }

COMPILE = CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet $(1) --generate-hashes --allow-unsafe \
	  --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	  --output-file $(2) pyproject.toml

clean:  ## remove what make, the build and the checks left (and .venv)
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
