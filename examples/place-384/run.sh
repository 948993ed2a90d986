#!/usr/bin/env bash
# From a CSV of 384 adapters to GPUs with their adapters and slots, each verified by the twin. QUICK=1: 40 adapters, ten minutes.
set -euo pipefail
cd "$(dirname "$0")"
if [ -z "${POLARBENCH:-}" ]; then
  swift build --package-path ../.. -c release --product polarbench >&2
  POLARBENCH=../../.build/release/polarbench
fi
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
if [ -n "${QUICK:-}" ]; then
  awk -v count=40 -v seed=7 -f workload.awk > "$folder/adapters.csv"
  "$POLARBENCH" place "$folder/adapters.csv" --model llama-3.1-8b --duration 600 --output "$folder/plan.csv"
else
  awk -v count=384 -v seed=7 -f workload.awk > "$folder/adapters.csv"
  "$POLARBENCH" place "$folder/adapters.csv" --model llama-3.1-8b --output "$folder/plan.csv" "$@"
fi
echo
head -4 "$folder/plan.csv"
