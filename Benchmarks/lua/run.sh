#!/usr/bin/env bash
# The Lua door: what it costs, and evictors in Lua through `polarbench replay` against libcachesim's PluginCache with
# Python hooks, in one run.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -c 'import numpy, libcachesim' 2>/dev/null || .venv/bin/pip install --quiet numpy libcachesim==0.3.5
swift build -c release --static-swift-stdlib --product polarbench
.venv/bin/python Benchmarks/lua/peer.py .build/release/polarbench "$@"
swift build -c release --package-path Benchmarks --product door-benchmark
Benchmarks/.build/release/door-benchmark policies 20
