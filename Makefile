# make demo   set up, grade the sample class end to end, write the report
# make test   set up, run the test suite
# make slow   the tests that take minutes: nbgrader, notebooks, trainings, whole tables
# make lint   ruff, format, mypy, drift of assignments/
# make lock   refresh requirements.lock from pyproject.toml

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test slow lint build lock clean

demo: $(READY)
	$(BIN)/gradmark build
	$(BIN)/gradmark demo --out build/demo

test: $(READY)
	$(BIN)/python -m pytest -n 2 -q -m "not slow"

slow: $(READY)
	$(BIN)/python -m pytest -n 2 -q -m slow

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/gradmark build --check

build: $(READY)
	$(BIN)/gradmark build

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "gradmark needs Python 3.11 or later, this is %s; try: make PYTHON=python3.12" % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

lock:
	$(PYTHON) -m venv build/lock-venv
	build/lock-venv/bin/python -m pip install --quiet uv
	build/lock-venv/bin/uv pip compile pyproject.toml --extra course --extra plots --extra data --extra exact --extra cluster --group dev --universal \
	  --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	  --output-file requirements.lock --quiet

clean:
	rm -rf $(VENV) build dist
