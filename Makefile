# Every target does its own set-up; `make help` lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run demo test lint format lock bench torture pictures page-pictures guide-pictures docs bundle deb fuzz audit clean desktop

BIN := .venv/bin
BUILT_FROM := pyproject.toml hatch_build.py tools/setup.sh $(wildcard config/locales/*/LC_MESSAGES/*.po)
LEFT_OUT := evdev greenlet playwright pyee
COMPILE = $(BIN)/uv --no-config --quiet pip compile --universal --python-version 3.11 --generate-hashes \
	$(LEFT_OUT:%=--no-emit-package %) --custom-compile-command "make lock" $(UPGRADE) pyproject.toml requirements/build.in

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24

run: .venv/run.ready ## start the agent on this desktop; without one, show it at work on a virtual desktop
ifneq ($(DISPLAY)$(WAYLAND_DISPLAY),)
	@tools/setup.sh windows
	$(BIN)/unseat run
else
	@echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set):"
	@echo "what follows is the same agent at work on a private virtual desktop, within two minutes."
	@$(MAKE) --no-print-directory demo
endif

demo: .venv/run.ready desktop ## show the agent at work on a virtual desktop; pictures and the week in out/demo
	$(BIN)/python -m tools.demo

test: lint desktop ## everything: format, lint, types, import contracts, tests, desktop tests
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: .venv/dev.ready ## format, lint, types, import contracts; changes nothing
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/dev.ready ## put the code in its format and mend what ruff can mend
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: .venv/dev.ready ## work out requirements/*.txt anew, keeping what still fits (all the newest: UPGRADE=--upgrade)
	$(BIN)/python -m pip --quiet install 'uv>=0.13,<0.14'
	$(COMPILE) --output-file requirements/run.txt
	$(COMPILE) --output-file requirements/dev.txt --group dev

bench: export BENCH_PAGE = docs/performance.md
bench: .venv/dev.ready ## measure the agent, beside others and alone, the windows, a journal of ten years, a replay: docs/performance.md
	@tools/setup.sh peers
	@failed=; for each in replay journal windows agent peers; do $(BIN)/python -m bench.$$each || failed="$$failed $$each"; done; \
	if [ -n "$$failed" ]; then echo "over its limit:$$failed"; exit 1; fi

torture: export BENCH_PAGE = docs/faults.md
torture: .venv/dev.ready desktop ## kill, restart and wear out the agent in every way, for an hour or more: docs/faults.md
	$(BIN)/python -m bench.torture

pictures: .venv/dev.ready desktop ## draw every window in all LANGUAGES, light and dark, at three scales, into out/windows
	$(BIN)/python -m tools.window_pictures

page-pictures: .venv/dev.ready desktop ## take pictures of the week's page: all LANGUAGES, three widths, light and dark, into out/page
	$(BIN)/python -m tools.page_pictures

guide-pictures: .venv/dev.ready desktop ## take the pictures of the guide of the real program, into docs/guide/pictures; look at each
	$(BIN)/python -m tools.guide_pictures

docs: export NO_MKDOCS_2_WARNING = 1
docs: .venv/dev.ready ## bring the guide up to date with the program and build it as a site in out/site; fails for a dead link
	@$(BIN)/python -m pip --quiet install 'uv>=0.13,<0.14'
	@$(BIN)/uv --quiet pip install --python $(BIN)/python --group docs
	$(BIN)/python -m tools.guide
	$(BIN)/mkdocs build --strict --quiet
	@echo "Open out/site/guide/index.html"

bundle: .venv/dev.ready ## make dist/unseat, a folder that needs no Python, and say how large it is
	$(BIN)/python -m tools.bundle

deb: bundle ## make a Debian package around it, dist/unseat_VERSION_ARCH.deb
	$(BIN)/python -m tools.deb

fuzz: .venv/dev.ready ## let a fuzzer go at every reader of what comes from elsewhere, TIME seconds each (60), or at some: ONLY="card export"
	@$(BIN)/python -m pip --quiet install 'uv>=0.13,<0.14'
	@$(BIN)/uv --quiet pip install --python $(BIN)/python --group fuzz
	$(BIN)/python -m tools.fuzz --seconds $(or $(TIME),60) $(ONLY)

audit: .venv/dev.ready ## ask PyPI's advisories about every package that the program runs on; fails where they cannot be reached
	@$(BIN)/python -m pip --quiet install 'uv>=0.13,<0.14'
	@$(BIN)/uv --quiet tool run --from 'pip-audit>=2.7,<3' pip-audit --strict --require-hashes --disable-pip \
		--requirement requirements/run.txt \
	|| { echo "Either an advisory is named above, or the advisories of PyPI could not be asked: nothing is known then."; exit 1; }

clean: ## remove all that is not in the repository: .venv, caches, out
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache build dist out
	find config -name '*.mo' -delete
	find . -name __pycache__ -prune -exec rm -rf {} +

desktop:
	@tools/setup.sh desktop

.venv/run.ready: requirements/run.txt $(BUILT_FROM)
	@tools/setup.sh python requirements/run.txt
	@touch $@

.venv/dev.ready: requirements/dev.txt $(BUILT_FROM)
	@tools/setup.sh python requirements/dev.txt
	@touch $@ .venv/run.ready
