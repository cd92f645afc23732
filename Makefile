# The front door. `make` lists what there is; each target sets up what it needs in .venv, never in
# the system's Python.
PYTHON ?= python3
BIN := .venv/bin
# The theme's note about its future is for those who plan this project, not for those who build it.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Deno checks the scripts; what it keeps stays in this folder.
export DENO_DIR := $(CURDIR)/.cache/deno
export DENO_NO_UPDATE_CHECK := 1
# It trusts whom the system trusts, too: a machine may reach npm through a proxy of its own.
export DENO_TLS_CA_STORE := mozilla,system
FORMS := $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
SCRIPTS := overrides/assets/javascripts hooks/publish/service-worker.js tests/scripts

.DEFAULT_GOAL := help
.PHONY: help serve site check test browser-tests lint bench preview pictures mutants looks lock generate clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | awk -F@ '{printf "%-20s %s\n", $$1, $$2}'

serve: .venv/site ## Read the site on this machine, rebuilt at each change
	$(BIN)/mkdocs serve

site: .venv/site ## Build the site into site/
	$(BIN)/mkdocs build --strict

check: .venv/site ## Check all pages and paths, spelling and Markdown (seconds)
	$(BIN)/guide check
	$(BIN)/rumdl check --quiet
	$(BIN)/typos

test: .venv/test .venv/chromium .venv/nginx lint ## Check the code and run every test, those in a browser too
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: .venv/test check
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms $(FORMS)
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/zizmor --quiet --offline .github
	$(BIN)/deno check --quiet $(SCRIPTS)
	$(BIN)/deno lint --quiet $(SCRIPTS)
	$(BIN)/deno fmt --quiet --check $(SCRIPTS)

bench: .venv/test .venv/chromium ## Measure builds and searches, beside other engines, and write docs/contributing/bench.md (half an hour)
	$(BIN)/python -m tests.bench

BASE ?= origin/main
preview: .venv/test .venv/chromium ## Build the site into site/, with pictures of the pages that changed
	$(BIN)/python -m tests.browser.preview site $(BASE)

pictures: .venv/test .venv/chromium ## Take pictures of all kinds of pages (minutes)
	$(BIN)/python -m tests.browser.pictures

generate: .venv/site ## Write what editors use: schemas and snippets
	$(BIN)/guide schema

mutants: .venv/test ## Change the checks in many places, to see that tests notice (an hour or more, in the background)
	nice -n 15 $(BIN)/python -m tests.mutants

looks: .venv/test .venv/chromium ## Keep today's looks of the specimen as those to hold
	$(BIN)/python -m tests.browser.fingerprints

lock: .venv/test ## Renew the locked requirements from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --output-file requirements/site.txt
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --extra test --output-file requirements/test.txt
	cd tests/browser/vnu && $(CURDIR)/$(BIN)/deno update --quiet --latest
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

clean: ## Remove everything that is made here
	rm -rf .venv .cache site site.new site.old .*_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo "This Python cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }

.venv/site: .venv/bin/python requirements/site.txt pyproject.toml
	@echo "Setting up .venv (once, about a minute) ..."
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements/site.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: .venv/site requirements/test.txt
	@echo "Adding what the tests need ..."
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements/test.txt
	@touch $@

.venv/chromium: .venv/test tests/browser/install.sh
	@sh tests/browser/install.sh $(BIN)
	@touch $@

.venv/nginx: .venv/test tests/browser/install-nginx.sh
	@sh tests/browser/install-nginx.sh
	@touch $@
