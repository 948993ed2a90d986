#!/usr/bin/env bash
# Places 63 generated workloads and sums up: run.sh [FOLDER] [more flags of `polarbench place`, such as --compare].
# FOLDER keeps workloads and answers; what is there already is not done again.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
polarbench="${POLARBENCH:-$here/../../.build/release/polarbench}"
folder="${1:-$(mktemp -d)}"
shift || true
mkdir -p "$folder"
for number in $(seq 0 62); do
  python3 "$here/generate.py" "$number" "$folder"
done
for workload in "$folder"/*.csv; do
  answer="${workload%.csv}.jsonl"
  [ -s "$answer" ] && continue
  model="$(basename "$workload" .csv | sed -E 's/^[0-9]+-(.*)-[0-9]+$/\1/')"
  "$polarbench" place "$workload" --model "$model" --json --timing "$@" > "$answer.part" || true
  mv "$answer.part" "$answer"
done
python3 "$here/summary.py" "$folder"
