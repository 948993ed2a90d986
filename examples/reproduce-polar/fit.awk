# A line a policy: mean regret at each x, and the slope of the least-squares line through the logarithms.
!($2 in seen) { seen[$2]; order[++policies] = $2 }
!($1 in known) { known[$1]; xs[++points] = $1 }
{ y[$2, $1] = $3; lx = log($1); ly = log($3); n[$2]++; sx[$2] += lx; sy[$2] += ly; sxx[$2] += lx * lx; sxy[$2] += lx * ly }
END {
  printf "%-12s", "policy"
  for (j = 1; j <= points; j++) printf " %9d", xs[j]
  printf "  exponent\n"
  for (i = 1; i <= policies; i++) {
    p = order[i]
    printf "%-12s", p
    for (j = 1; j <= points; j++) printf " %9.1f", y[p, xs[j]]
    printf " %9.2f\n", (n[p] * sxy[p] - sx[p] * sy[p]) / (n[p] * sxx[p] - sx[p] ^ 2)
  }
}
