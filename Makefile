# `make demo` and `make test` install what is missing, build and run; everything else is plain cargo.
# All of it uses the release profile, so that HiGHS, whose build takes minutes, is compiled once.

SLOTWRIGHT := target/release/slotwright
DEMO := fixtures/salon.demo-week.problem.json
PLAN := target/demo.plan.json

.PHONY: demo test test-page lint bench benchmarks build setup help

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: build ## plan the demo week, check the plan, print the report
	@echo "\n== slotwright solve $(DEMO) -o $(PLAN)\n"
	@$(SLOTWRIGHT) solve $(DEMO) -o $(PLAN) --time-limit 60s
	@echo "\n== slotwright check $(DEMO) $(PLAN)\n"
	@$(SLOTWRIGHT) check $(DEMO) $(PLAN)
	@echo "\n== slotwright report $(DEMO) $(PLAN) --team\n"
	@$(SLOTWRIGHT) report $(DEMO) $(PLAN) --team

test: setup ## run the whole test suite
	cargo test --release

test-page: build ## test the web page of the report in Chromium, which it installs where it is missing
	@sh scripts/page.sh

lint: setup ## format, clippy and documentation, warnings as errors
	cargo fmt --check
	cargo clippy --release --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --release --no-deps --document-private-items

bench: setup ## time the parts of the program
	cargo bench

benchmarks: build ## measure this program and its peers, write BENCHMARKS.md (hours; see scripts/benchmarks.sh)
	@sh scripts/benchmarks.sh

build: setup ## build the program
	cargo build --release

setup: ## install what the build needs and this machine lacks
	@sh scripts/setup.sh
