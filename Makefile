# What a developer or a curious stranger types. Only Python >= 3.11, make and an index for pip
# are needed; uv is used where it is installed.
PYTHON ?= python3
DEMO ?= 1
export DEMO
PY := .venv/bin/python
# Some containers set it, and then each process compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test prove bench screenshots help-pictures check lock clean .install .install-dev

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

run: .install ## run everything here: `make run`, `make run DEMO=`, `make run PORT=8001 TRACKER_HOME=...`
	@exec $(PY) -m tracker.run

test: .install-dev ## the whole suite; pass pytest's options in ARGS
	@$(PY) -m pytest $(ARGS)

prove: .install-dev ## the long forms: fault runs, large random histories
	@$(PY) -m pytest -m prove $(ARGS)

bench: .install-dev ## the benchmarks, whose figures stand in bench/README.md; takes an hour
	@$(PY) -m bench.rates
	@$(PY) -m bench.export_memory
	@$(PY) -m bench.verify_history
	@$(PY) -m bench.pages
	@$(PY) -m bench.planning
	@$(PY) -m bench.delivery

screenshots: .install-dev ## a picture of each page of the demo, into var/screenshots
	@$(PY) -m pictures $(ARGS)

help-pictures: .install-dev ## the pictures in the help, anew from the demo
	@$(PY) -m pictures --help-pages $(ARGS)

check: .install-dev ## lint, format, types, layers, templates, migrations, deployment, API schema
	@PATH=".venv/bin:$$PATH" sh tools/check

lock: ## pin requirements.in and requirements-dev.in anew
	@sh tools/lock $(PYTHON)

clean: ## remove what was built, but never data
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache

.install:
	@sh tools/install $(PYTHON) requirements.txt

.install-dev:
	@sh tools/install $(PYTHON) requirements.txt requirements-dev.txt
