#!/usr/bin/env bash
# Does what README.md says; QUICK=1 plays less, for the tests.
set -euo pipefail
cd "$(dirname "$0")"

PATH=$PATH:/usr/sbin:/sbin
for program in slurmctld slurmd sbatch munged; do
  command -v "$program" >/dev/null || {
    echo "skipped: there is no $program; apt-get install slurm-wlm munge"
    exit 0
  }
done

polarbench=$(realpath "${POLARBENCH:-../../.build/release/polarbench}")
requests=20000
[ -z "${QUICK:-}" ] || requests=2000
grid=(polar-plus linucb+lru random+lru --scenario edge-15 --requests "$requests" --replicates 12 --seed 1)

work=$(mktemp -d)
mkdir "$work/cluster"
stop() {
  ./cluster stop "$work/cluster"
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

./cluster start "$work/cluster"
export SLURM_CONF=$work/cluster/slurm.conf

# Numbers that are others each time: jobs, and the cells that a killed shard had kept.
steady() {
  sed -E "s|$work/||g; s/(as job) [0-9]+/\1 …/g; s/(--jobs=).*/\1…/; s/(lacks) [0-9]+/\1 …/; s/^[0-9]+ (of 60)/… \1/"
}

echo "# unsharded"
"$polarbench" tournament "${grid[@]}" --output "$work/whole" --quiet >"$work/whole.txt"
echo "$(wc -l <"$work/whole/cells.jsonl") cells"

echo "# 6 shards as a job array; shard 3 is killed while it plays"
"$polarbench" submit --engine slurm "${grid[@]}" --shards 6 --output "$work/study" --wait >"$work/first.txt" &
submission=$!
until [ -s "$work/study/shard-3-of-6/manifest.json" ]; do
  kill -0 "$submission"
  sleep 0.02
done
array=$(sed -n 's/.*shards as job \([0-9]*\).*/\1/p' "$work/first.txt")
task=$(squeue --noheader --jobs="${array}_3" --format=%A)
kill -9 "$(scontrol listpids "$task" | awk 'END { print $1 }')"
status=0
wait "$submission" || status=$?
steady <"$work/first.txt"
echo "exit code $status"

echo "# what is missing, again"
"$polarbench" submit --resume --output "$work/study" --wait --quiet >"$work/second.txt"
head -n 2 "$work/second.txt" | steady

echo "# merged and unsharded"
for file in cells.jsonl curves.jsonl residents.jsonl; do
  cmp "$work/whole/$file" "$work/study/$file"
  echo "$file: the same bytes"
done
tail -n +3 "$work/second.txt" | cmp - "$work/whole.txt"
echo "the leaderboard: the same"
