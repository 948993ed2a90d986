#!/usr/bin/env bash
# Outcomes of 15 small models on MMLU-Pro, Azure's arrivals, measured page-ins: POLAR, POLAR+ and baselines.
# QUICK=1 plays less of it.
set -euo pipefail
cd "$(dirname "$0")"

polarbench=${POLARBENCH:-../../.build/release/polarbench}
data=${POLARBENCH_SHARED:-../../../shared}/data
outcomes=$data/quality/mmlu-pro/outcomes.csv
features=$data/quality/mmlu-pro/features.csv
arrivals=$data/traces/azure-llm-2023/AzureLLMInferenceTrace_code.csv

for file in "$outcomes" "$features" "$arrivals"; do
  if [ ! -f "$file" ]; then
    echo "skipped: there is no $(basename "$file"); README.md says where the data come from."
    exit 0
  fi
done

if [ "${QUICK:-}" = 1 ]; then
  play=(--requests 1000 --replicates 2 --quiet)
else
  play=(--replicates 20)
fi

trace=$(mktemp -d)
trap 'rm -r "$trace"' EXIT
"$polarbench" trace import quality "$outcomes" --contexts "$features" --adapter-columns 6-20 \
  --group-column category --arrivals "$arrivals" --shuffle-seed 1 --adapter-rank 8,16,32 --base-model qwen2.5-7b \
  --name mmlu-15 --licence Apache-2.0 --quiet --force --output "$trace"

# Adapter 4, Meta-Llama-3.1-8B-Instruct, is the best single one in hindsight: all others are compared with it.
best='fixed(adapter=4)+lru'
weak='model=pooled,ridge=10'
for price in 2 10; do
  echo "A second of waiting costs $price right answers."
  "$polarbench" compare "polar-plus($weak)" "polar($weak)" "linucb-aware($weak)+lru" "linucb($weak)+lru" \
    polar-plus polar linucb-aware+lru linucb+lru ucb1+lru epsilon-greedy+lru lints+lru edgelora-topk static-popular \
    "$best" random+lru fixed-best --reference "$best" --trace "$trace" --shuffle --capacity 4 \
    --profile qwen2.5-7b-vllm --price "$price" "${play[@]}"
  echo
done
