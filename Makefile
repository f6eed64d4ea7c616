# Every target prepares what it needs by itself; the second run installs nothing.
PYTHON := .venv/bin/python
PREPARE := @python3 packaging/prepare.py

export LANG ?= C.UTF-8

.DEFAULT_GOAL := help
.PHONY: help demo run test coverage test-long test-full fuzz mutants bench package texts lock

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 18

demo:  ## play the main job on sample data: two sites and headquarters
	$(PREPARE) demo
	@$(PYTHON) -m silkfield demo

run:  ## open the program
	$(PREPARE) run
	@$(PYTHON) -m silkfield

test:  ## every check; stops at the first that fails
	$(PREPARE) test
	@$(PYTHON) packaging/check.py

coverage:  ## the same tests, and which lines they run; fewer than agreed is a failure
	$(PREPARE) test
	@$(PYTHON) packaging/check.py coverage

test-long:  ## laws with many examples, kills and fuzzing; 30 minutes at most
	$(PREPARE) test
	@$(PYTHON) packaging/check.py long

test-full:  ## thousands of histories of a network, each drawn anew; takes an hour or more
	$(PREPARE) test
	@$(PYTHON) packaging/check.py full

fuzz:  ## spoil whatever meets foreign bytes until Ctrl+C; an input that breaks a reader is kept in fuzz-failures/
	$(PREPARE) test
	@$(PYTHON) tests/fuzzing

mutants:  ## put known faults into a copy of the program; each must be caught by the tests
	$(PREPARE) test
	@$(PYTHON) tests/mutants

bench:  ## measure speed, size and memory
	$(PREPARE) bench
	@$(PYTHON) tests/benchmarks

package:  ## build the program that installs without Python, and try it
	$(PREPARE) package
	@$(PYTHON) -m PyInstaller --noconfirm --clean --log-level WARN packaging/silkfield.spec
	@$(PYTHON) packaging/smoke.py

texts:  ## collect the texts people read into the Urdu catalogue and compile it
	$(PREPARE) test
	@$(PYTHON) packaging/texts.py

lock:  ## write requirements.lock anew after a change of pyproject.toml
	@python3 packaging/prepare.py lock
