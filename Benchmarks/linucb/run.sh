#!/usr/bin/env bash
# LinUCB against vectorised numpy: choose, observe, learn; CPU time for a step, both sides in one run.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -c 'import numpy' 2>/dev/null || .venv/bin/pip install --quiet numpy
swift build -c release --package-path Benchmarks --product linucb-benchmark
.venv/bin/python Benchmarks/linucb/peer.py Benchmarks/.build/release/linucb-benchmark
