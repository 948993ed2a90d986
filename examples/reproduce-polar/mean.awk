# Mean regret of each policy at x.
!($1 in count) { order[++policies] = $1 }
{ sum[$1] += $4; count[$1]++ }
END { for (i = 1; i <= policies; i++) print x, order[i], sum[order[i]] / count[order[i]] }
