# Every target sets itself up: it needs Python 3.11 or newer, make and a package index.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOO_OLD = Parallax needs Python 3.11 or newer, and $(PYTHON) is %d.%d; name another: make PYTHON=python3.12 $(MAKECMDGOALS)

.PHONY: demo run test test-long check bench eval teach lock wheel clean help

help: ## what can be said here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## the whole line on feeds that ship with the program, in the terminal
	@$(BIN)/parallax demo

run: $(READY) ## everything: pulls, digests, chat, the health page
	@$(BIN)/parallax run

test: check ## checks, then all tests but the long rounds
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal

test-long: check ## all tests, with the rounds that take minutes
	$(BIN)/python -m pytest -m "long or not long" --timeout 3600

check: $(READY) ## style, types and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY) ## what it costs beside what one would use instead; judges nothing (ARGS=--quick: in two minutes)
	$(BIN)/python -m tests.bench $(ARGS)

eval: $(READY) ## how well it understands, on our own set and on the development sets; judges nothing
	$(BIN)/python -m tests.eval

teach: $(READY) ## weigh the themes' examples anew, after they were changed; takes minutes
	$(BIN)/python -m tests.eval.teach_themes

lock: $(READY) ## choose the newest versions that pyproject.toml allows, with their hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-annotate --no-header --no-emit-index-url --all-extras pyproject.toml --output-file requirements.lock

wheel: $(READY) ## a wheel in dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## away with the environment and the demo's store
	rm -rf $(VENV) dist var/demo.db*

# The lock file gives every version and its hash; the project itself is then installed as it stands.
$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/pip || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "$(TOO_OLD)" % sys.version_info[:2])'
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV), once ..." >&2
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --editable .
	@$(BIN)/python -m compileall -q bot config digest
	@touch $@
