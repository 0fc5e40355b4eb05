# The commands of this project. Everything they need is made by scripts/setup.sh on the first call.
.DEFAULT_GOAL := help
.PHONY: help run serve test test-fast test-cloud pictures docs texts check format bench lock packages clean setup

# ARGS is passed on: make test ARGS="tests/unit -k visitor", make run ARGS="--data-dir /srv/sparklytics".
ARGS ?=
BIN := .venv/bin
# A window needs a display; macOS always has one.
WINDOW := $(strip $(DISPLAY) $(WAYLAND_DISPLAY) $(filter Darwin,$(shell uname -s)))
# For tests that need no server and no window: loading only these plugins makes pytest start in a third of the time, and
# one process is then done as soon as two are, at two thirds of the work.
FAST_PYTEST := PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 $(BIN)/python -m pytest -q \
  -p pytest_timeout -p pytest_asyncio.plugin -p pytestqt.plugin -p _hypothesis_pytestplugin
# The files of tests lie in memory where that has room: databases and journals sync theirs many times in a short test.
IN_MEMORY := $(shell [ -w /dev/shm ] && df -Pk /dev/shm | awk 'NR == 2 && $$4 > 2e6 { print "PYTEST_DEBUG_TEMPROOT=/dev/shm" }')

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

run: ## open the window; without a display, serve and print the address
	@scripts/setup.sh $(if $(WINDOW),run,server)
	@$(BIN)/python -m app $(if $(WINDOW),,serve) $(ARGS)

serve: ## serve without a window
	@scripts/setup.sh server
	@$(BIN)/python -m app serve $(ARGS)

# The programs that tests start find what the first of them has compiled.
test: export PYTHONDONTWRITEBYTECODE :=
test: check ## check, then run the tests on two processors (no display needed)
	$(IN_MEMORY) QT_QPA_PLATFORM=offscreen $$(command -v xvfb-run >/dev/null && echo xvfb-run -a) \
	  $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(if $(ARGS),$(ARGS),--ignore=tests/house --ignore=tests/cloud --ignore=tests/packages)

test-fast: setup ## unit tests only, within 15 seconds: no database, no type check
	@$(FAST_PYTEST) tests/unit $(ARGS)

test-cloud: ## the tests of cloud mode, on its real engines
	@scripts/setup.sh cloud
	@$(IN_MEMORY) QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n 2 --dist loadfile tests/cloud $(ARGS)

pictures: setup ## paint every page of the window for review, into build/screens
	QT_QPA_PLATFORM=offscreen PICTURES=1 $(BIN)/python -m pytest -q -n 2 --dist loadfile tests/ui $(ARGS)

docs: setup ## write the tables of docs/api.md from the OpenAPI document
	$(BIN)/python -m scripts.api_tables

texts: setup ## bring the catalogues of resources/languages up to the texts of the window
	$(BIN)/python -m scripts.catalogues

check: setup ## formatting, lint, types, import rules and the bounds of the source
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@# The types on one processor, all else on another.
	$(BIN)/mypy --strict app & types=$$!; $(BIN)/lint-imports && $(FAST_PYTEST) tests/house; rest=$$?; wait $$types && exit $$rest

format: setup ## format the code and put imports in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## measure, and write down what was measured
	$(BIN)/python -m benchmarks $(ARGS)

packages: setup ## build wheel, folder and Debian package into build/packages, and try each (a bare Debian as root only)
	scripts/packages.sh
	$(BIN)/python -m pytest -q --timeout 900 tests/packages $(ARGS)

lock: setup ## pin every dependency anew; ARGS=--upgrade takes newer versions
	scripts/lock.sh $(ARGS)

setup: # everything the tools and tests need
	@scripts/setup.sh test

clean: ## remove the environment and what was built (never your data)
	rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find app tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
