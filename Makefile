# make verify   install into .venv and verify every claim of every essay
# make test     install into .venv and run lint, types, tests and README examples
# make corpus   install into .venv and check the claims of a folder, CORPUS=FOLDER: right, unsettled and wrong, and time, by file
# make clean    remove what these have made

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do $$p -c '$(SUPPORTED)' 2>/dev/null && echo $$p && break; done)
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
VENV := .venv
BIN := $(VENV)/bin
CORPUS ?= ../shared/corpus
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: verify test corpus clean

verify: $(VENV)/installed
	$(BIN)/symbolic verify

test: $(VENV)/installed-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pytest -n 2

corpus: $(VENV)/installed
	@$(BIN)/python tests/corpus_report.py "$(CORPUS)"

$(VENV)/installed: pyproject.toml constraints.txt | environment
	@echo "Installing into $(VENV) ..."
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | environment
	@echo "Installing into $(VENV), with what the tests need ..."
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/installed

.PHONY: environment
environment:
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { $(check_python) && $(PYTHON) -m venv --clear $(VENV); }

define check_python
if [ -z "$(PYTHON)" ] || ! $(PYTHON) -c '$(SUPPORTED)'; then \
	echo "Python 3.11, 3.12 or 3.13 is needed$(if $(PYTHON),; $(PYTHON) is another). Install one, or name one: make verify PYTHON=/path/to/python3.12" >&2; \
	exit 1; fi
endef

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find symbolic proofs tests -name __pycache__ -type d -exec rm -rf {} +
