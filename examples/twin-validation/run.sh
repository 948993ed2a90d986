#!/usr/bin/env bash
# The paper's Table 1 on the measured runs: the authors' twin, the same with true lengths, ours in both modes.
# EACH=8 plays every eighth row; QUICK=1 a few rows, for the tests.
set -euo pipefail
cd "$(dirname "$0")"

data=${POLARBENCH_SHARED:-../../../shared}/data/vllm-lora
for file in runs_e2e dt_author_predictions kv_capacity; do
  if [ ! -f "$data/$file.csv" ]; then
    echo "skipped: there is no $file.csv; README.md says where the data come from."
    exit 0
  fi
done
polarbench=${POLARBENCH:-../../.build/release/polarbench}
if [ ! -x "$polarbench" ]; then swift build -c release --product polarbench --package-path ../.. >&2; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
each=${EACH:-1}
if [ "${QUICK:-}" = 1 ]; then each=60; fi

# Clean rows that the authors predicted too.
awk -F, -v each=$each -f columns.awk -f select.awk "$data/dt_author_predictions.csv" "$data/runs_e2e.csv" > "$work/runs.csv"
"$polarbench" twin batch "$work/runs.csv" --output "$work/agullo.csv" --mode agullo --seed 0 --quiet
"$polarbench" twin batch "$work/runs.csv" --output "$work/ours.csv" --seed 0 --quiet
for model in llama-3.1-8b-instruct qwen-2.5-7b-instruct; do
  awk -F, -v model=$model -v quick=${QUICK:-0} -f columns.awk -f compare.awk \
    "$data/dt_author_predictions.csv" "$work/agullo.csv" "$work/ours.csv"
  echo
done

# Does a server of each measured size start?
awk -F, -f columns.awk -f starts.awk "$data/kv_capacity.csv" > "$work/starts.csv"
"$polarbench" twin batch "$work/starts.csv" --output "$work/started.csv" --seed 0 --quiet
awk -F, -f columns.awk -f verdicts.awk "$work/started.csv"
