# Briefings. `make help` lists the targets; each does the set-up it needs, once.
#
# PYTHON=...   the Python (3.11+) that makes .venv; found by itself otherwise
# VENV=DIR     use this environment as it is, and set nothing up (it must hold locks/dev.txt)
# ARGS="..."   more arguments for the program behind site, serve, test, bench and bench-quality

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test check bench bench-full bench-quality bench-properties screenshots lock clean distclean setup chromium

# `python -m` throughout: it works where a console script's first line does not (a moved folder).
ifdef VENV
run :=
dev :=
else
VENV := .venv
run := .venv/.run-is-ready
dev := .venv/.dev-is-ready
endif
py := "$(VENV)/bin/python"
briefings := $(py) -m generator
export CHROMIUM

# Bars for a person at a terminal, silence in a log.
pip = $(py) -m pip install --disable-pip-version-check --no-input $$(test -t 1 || echo --quiet)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  make site STRICT=1    publish nothing if a seed is refused"
	@echo "  make site LENIENT=1   succeed although a seed is refused (the others are published)"
	@echo '  make test ARGS="-k dates"    hand arguments on; also for site, serve and the benchmarks'

site: $(run) ## build the site from seeds/ into site/
	@status=0; $(briefings) build $(if $(STRICT),--strict) $(ARGS) || status=$$?; \
	if [ $$status = 1 ] && [ -n "$(LENIENT)" ] && [ -z "$(STRICT)" ]; then \
	  echo "$${GITHUB_ACTIONS:+::warning::}Some seeds were refused; the others are published (the About page says why)"; \
	  status=0; \
	fi; exit $$status

serve: $(run) ## serve the site on this machine and rebuild it as files change
	@$(briefings) serve $(ARGS)

test: $(dev) chromium ## run all tests, those in a real browser too
	@$(py) -m pytest --numprocesses auto --dist loadfile $(ARGS)

check: $(dev) ## check format, lint, types, the direction of imports and known weaknesses
	@$(py) -m ruff format --check .
	@$(py) -m ruff check .
	@$(py) -m mypy
	@$(py) -c 'from importlinter.cli import lint_imports_command as run; run()'
	@$(py) scripts/audit.py

bench: $(dev) ## measure speed and memory beside the alternatives, small (5 minutes; ARGS=--write)
	@$(py) -m benchmarks.scale $(ARGS)

bench-full: $(dev) ## the same with 10,000 articles (an hour or two)
	@$(py) -m benchmarks.scale --full --write $(ARGS)

bench-quality: $(dev) ## measure extraction on the gold set against plain YAKE and spaCy
	@$(py) -m benchmarks.quality $(ARGS)

bench-properties: $(dev) ## try the escaping with 20,000 examples a property (10 minutes of processor time)
	@BRIEFINGS_EXAMPLES=20000 $(py) -m pytest -p no:cacheprovider tests/test_escape.py $(ARGS)

screenshots: $(dev) chromium ## make the pictures in docs/assets/screenshots/ anew
	@$(py) -m benchmarks.screenshots $(ARGS)

lock: $(dev) ## resolve pyproject.toml into locks/ anew (ARGS=--upgrade: newer versions too)
	@PATH="$(VENV)/bin:$$PATH"; command -v uv >/dev/null || $(pip) uv; \
	compile() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --custom-compile-command 'make lock' pyproject.toml $(ARGS) "$$@"; }; \
	compile --group build -o locks/run.txt && compile --group dev -c locks/run.txt -o locks/dev.txt
	@$(MAKE) --no-print-directory setup
	@$(py) scripts/licences.py
	@echo "locks/ and the licences in docs/project/architecture.md are up to date; now run make check test"

clean: ## delete what the build and the tools have made (not .venv)
	@if [ -x $(py) ] && $(py) -c 'import mkdocs' 2>/dev/null; then $(briefings) clean; \
	else rm -rf site .site.previous .briefings; fi
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist
	@find generator tests benchmarks scripts -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## the same, and delete .venv
	@rm -rf .venv

setup: $(dev) ## install everything into .venv and stop there

chromium:
	@scripts/ensure_chromium.sh

.venv/bin/python:
	@python=$$(scripts/find_python.sh "$(PYTHON)"); \
	echo "Making .venv with $$python"; "$$python" -m venv --clear .venv

.venv/.run-is-ready: .venv/bin/python locks/run.txt pyproject.toml
	@echo "Installing what the site needs from locks/run.txt (once; a few minutes)"
	@$(pip) --require-hashes --no-deps -r locks/run.txt
	@$(pip) --no-deps --no-build-isolation --editable .
	@$(py) -m compileall -q generator hooks.py
	@touch $@

.venv/.dev-is-ready: .venv/.run-is-ready locks/dev.txt
	@echo "Installing what tests and checks need from locks/dev.txt (once)"
	@$(pip) --require-hashes --no-deps -r locks/dev.txt
	@touch $@
