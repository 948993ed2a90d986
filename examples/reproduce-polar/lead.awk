# For each policy: net reward and regret, and how much more POLAR+ and POLAR earn, paired, with 95 % intervals.
function student(n, table) {
  split("12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262 2.228 2.201 2.179 2.160 2.145 2.131 2.120 2.110 2.101 2.093", table, " ")
  return n - 1 in table ? table[n - 1] : 1.96
}
function lead(a, b, i, n, sum, squares, gap) {
  if (a == b) return "              ·"
  n = count[a]
  for (i = 0; i < n; i++) { gap = net[a, i] - net[b, i]; sum += gap; squares += gap * gap }
  return sprintf("%8.1f ± %6.1f", sum / n, student(n) * sqrt((squares / n - (sum / n) ^ 2) / (n - 1)))
}
!($1 in count) { order[++policies] = $1 }
{ net[$1, $2] = $3; count[$1]++; total[$1] += $3; regret[$1] += $4 }
END {
  printf "%-15s %10s %9s %17s %17s\n", "policy", "net reward", "regret", "POLAR+ leads by", "POLAR leads by"
  for (i = 1; i <= policies; i++) {
    p = order[i]
    printf "%-15s %10.1f %9.1f   %s   %s\n", p, total[p] / count[p], regret[p] / count[p], lead("polar-plus", p), lead("polar", p)
  }
}
