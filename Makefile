# Every task of the project. The two that a newcomer needs: make demo, make test.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
SYSTEM := tesseract-ocr tesseract-ocr-vie libreoffice-writer fonts-dejavu-core chromium
SUDO := $(shell test "$$(id -u)" = 0 || echo sudo)
DOC ?= corpus/fictitious/9902-kh-ubnd.docx

.DEFAULT_GOAL := help
.PHONY: help demo system test check types lint format bench bench-reading bench-citations bench-obligations bench-alignment bench-library bench-record pages corpus wheel clean docs

help: ## List the tasks
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1	/' | expand -t 20

$(VENV)/.installed: setup.cfg constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) torch
	$(INSTALL) -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(INSTALL) -e '.[test,docs]'
	@touch $@

$(VENV)/.benched: $(VENV)/.tested
	$(INSTALL) -e '.[bench]'
	@touch $@

demo: $(VENV)/.installed ## Set up and trace a document of corpus/ (DOC=… for another)
	@$(BIN)/kl52 trace $(DOC)

system: ## Install what scans, old Office files and tests in a browser need (Debian, Ubuntu; as root or by sudo)
	@command -v apt-get >/dev/null || { echo 'no apt-get here: see "What optional parts need" in README.md'; exit 1; }
	@dpkg -s $(SYSTEM) >/dev/null 2>&1 || { $(SUDO) apt-get update -qq && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(SYSTEM); }

test: $(VENV)/.tested ## Set up and run style, types and tests
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n auto

check: test ## The same as test

types: $(VENV)/.tested ## Types only
	$(BIN)/mypy

lint: $(VENV)/.tested ## Style only
	$(BIN)/ruff check .

format: $(VENV)/.tested ## Format the code
	$(BIN)/ruff format kl52 tests benchmarks corpus docs
	$(BIN)/ruff check --fix .

bench: $(VENV)/.tested ## Measure quality and start-up against ../shared, with gains and losses
	$(BIN)/python -m benchmarks.all

bench-reading: $(VENV)/.benched ## Measure how files are read against ../shared: quality, speed, limits
	$(BIN)/python -m benchmarks.reading

bench-citations: $(VENV)/.benched ## Measure citations and identity against ../shared: quality, noise, speed
	$(BIN)/python -m benchmarks.citing

bench-obligations: $(VENV)/.benched ## Measure obligations against ../shared: finding, fields, deadlines, speed
	$(BIN)/python -m benchmarks.obliging

bench-alignment: $(VENV)/.benched ## Measure links, coverage and retrieval against ../shared and planted plans
	$(BIN)/python -m benchmarks.aligning

bench-library: $(VENV)/.benched ## Measure what a library withstands and costs: crashes, several at once, size
	$(BIN)/python -m benchmarks.librarying

bench-record: $(VENV)/.tested ## The same as bench, and keep the result in benchmarks/records
	$(BIN)/python -m benchmarks.all --record

docs: $(VENV)/.tested ## Build the documentation into build/docs; a warning ends it
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/docs
	@echo 'build/docs/index.html'

pages: $(VENV)/.installed ## Rebuild the pages of findings in docs/findings
	$(BIN)/python -m docs.pages

corpus: $(VENV)/.installed ## Rebuild the documents of corpus/ from corpus/sources
	$(INSTALL) fpdf2
	$(BIN)/python corpus/build.py

wheel: $(VENV)/.tested ## Build the wheel into dist/
	$(BIN)/python -m build --wheel

clean: ## Remove what was built
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache
