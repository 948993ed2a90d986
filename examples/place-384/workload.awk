# Writes a workload of `count` adapters: awk -v count=384 -v seed=7 -f workload.awk
# Ranks 8, 16 and 32 in shares 3:2:1; rates of 2.4, 0.6, 0.12 and 0.02 requests/s in shares 1:2:4:5; each adapter's own lengths.
function uniform() {  # Lehmer's generator: the same numbers on every machine
  state = (state * 16807) % 2147483647
  return state / 2147483647
}
BEGIN {
  state = seed
  for (i = 0; i < 10; i++) uniform()
  split("8 8 8 16 16 32", ranks, " ")
  split("2.4 0.6 0.6 0.12 0.12 0.12 0.12 0.02 0.02 0.02 0.02 0.02", rates, " ")
  print "adapter,rank,rate,input_mean,output_mean"
  for (i = 1; i <= count; i++) {
    rank = ranks[1 + int(6 * uniform())]
    rate = rates[1 + int(12 * uniform())] * (0.5 + uniform())
    printf "customer-%03d,%d,%.4f,%.1f,%.1f\n", i, rank, rate, 100 + 250 * uniform(), 80 + 240 * uniform()
  }
}
