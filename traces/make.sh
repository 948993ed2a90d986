#!/usr/bin/env bash
# Writes the traces of this folder again: traces/make.sh [FOLDER], with polarbench on the PATH or in POLARBENCH.
set -euo pipefail
bench=${POLARBENCH:-polarbench}
to=${1:-$(dirname "$0")}
"$bench" trace generate edge-15 --requests 600 --seed 7 --force --output "$to/edge-15-mini"
"$bench" trace generate 'zipf(adapters=12,dimension=4,rate=2)' --requests 400 --seed 7 --force --output "$to/zipf-12"
"$bench" trace generate 'scan(dimension=4)' -k 3 --requests 120 --seed 7 --force --output "$to/scan-4"
"$bench" trace generate zipf-ids --objects 60 --requests 1000 --seed 7 --force --output "$to/zipf-60.csv"
"$bench" trace generate zipf-ids --objects 60 --requests 1000 --seed 7 --force --output "$to/zipf-60.oracleGeneral"
(cd "$to" && sha256sum */* zipf-60.* > SHA256SUMS)
