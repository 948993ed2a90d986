#!/usr/bin/env bash
# Does what README.md says; QUICK=1 plays small sizes, for the tests.
set -euo pipefail
cd "$(dirname "$0")"
bench=${POLARBENCH:-../../.build/release/polarbench}
if [ -n "${QUICK:-}" ]; then
  replicates=3 requests=1000 lengths="250 500 1000" adapters="15 30" slots="1 4" prices="3" noises="1"
else
  replicates=20 requests=32000 lengths="1000 2000 4000 8000 16000 32000 64000 128000"
  adapters="15 30 60 120" slots="1 2 4 8" prices="1 2 3 4" noises="0.1 1"
fi
rivals="static-popular fixed+lru random+lru linucb+random linucb+fifo linucb+lru"

# Plays the scenario and prints a line a run: policy, replicate, net reward, regret.
play() {
  local scenario=$1; shift
  "$bench" compare "$@" --scenario "$scenario" --replicates $replicates --seed 1 --json | awk -f runs.awk
}

echo "edge-15, $requests requests, $replicates replicates"
echo
play edge-15 -n $requests polar-plus polar $rivals | awk -f lead.awk

echo
echo "mean regret by T"
for t in $lengths; do play edge-15 -n $t polar-plus polar linucb+lru | awk -v x=$t -f mean.awk; done | awk -f fit.awk

for noise in $noises; do
  echo
  echo "mean regret by N (K = 4), noise $noise"
  for n in $adapters; do
    play "edge-15(adapters=$n,noise=$noise)" -n $requests polar-plus polar | awk -v x=$n -f mean.awk
  done | awk -f fit.awk

  echo
  echo "mean regret by K (N = 15), noise $noise"
  for k in $slots; do
    play "edge-15(noise=$noise)" -n $requests -k $k polar-plus polar | awk -v x=$k -f mean.awk
  done | awk -f fit.awk
done

for price in $prices; do
  echo
  echo "lambda = $price"
  play "edge-15(price=$price)" -n $requests polar-plus polar static-popular linucb+lru | awk -f lead.awk
done
