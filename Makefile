# Two commands do everything: `make demo` and `make test`. Both may be interrupted and run again.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
RUN    := libpangoft2-1.0-0 libharfbuzz-subset0
TEST   := chromium firefox-esr poppler-utils qpdf libjaxb-java default-jdk-headless

# What was compiled is kept: the tests start some hundred programs.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check bench mutants messages clean

demo: $(VENV)/.run
	@.ci/debian-packages $(RUN)
	$(BIN)/course-engine demo --out build/demo

test: check tests/node_modules/.installed
	@.ci/debian-packages $(RUN) $(TEST)
	$(BIN)/pytest -n auto

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test
	@.ci/debian-packages $(RUN)
	@for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

# Change one sign at a time in both graders: each change is noticed by a vector, or explained (docs/grading.md).
mutants: tests/node_modules/.installed
	cd tests && ../$(BIN)/python -m mutation

# Extract the messages of the code, compile the translations, list what is left to translate.
messages: $(VENV)/.run
	$(BIN)/python -m course_engine.i18n.catalogue

clean:
	rm -rf build/demo build/site

# A stamp is written last: a set-up that was interrupted is simply done again.
$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Python 3.11 or later with its venv module is needed: sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

tests/node_modules/.installed: $(VENV)/.test tests/package-lock.json
	.ci/npm ci --prefix tests --no-audit --no-fund --loglevel=error
	@touch $@
