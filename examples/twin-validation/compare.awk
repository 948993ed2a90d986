# Errors of four twins on the rows of one model. Files: the authors' predictions, ours in mode agullo, ours.
function off(a, b) { return a > b ? a - b : b - a }
function add(twin, metric, told, measured) {
  if (told == "" || measured == "" || measured <= 0) return
  count[twin, metric]++
  absolute[twin, metric] += 100 * off(told, measured) / measured
  half[twin, metric] += 100 * off(told, measured) / (told + measured)
}
function judge(twin, told, measured) { judged[twin, told, measured]++ }
function mape(twin, metric) { return count[twin, metric] ? absolute[twin, metric] / count[twin, metric] : 0 }
function smape(twin, metric) { return count[twin, metric] ? half[twin, metric] / count[twin, metric] : 0 }
function score(twin, class, both, all) {
  both = judged[twin, class, class]
  all = 2 * both + judged[twin, class, 1 - class] + judged[twin, 1 - class, class]
  return all ? 2 * both / all : 1
}
# Throughput, TPOT and ITL, the penalised TTFT, and starvation, of a row.
function compare(twin, throughput, tpot, itl, ttft, starved) {
  add(twin, "throughput", throughput, field("total_throughput"))
  add(twin, "tpot", tpot, field("mean_tpot_ms"))
  add(twin, "itl", itl, field("mean_itl_ms"))
  add(twin, "ttft", ttft, field("ttft_penalised_ms"))
  judge(twin, starved, field("starved"))
}
files == 1 {
  id = field("run_id")
  throughput[id] = field("total_throughput")
  itl[id] = field("itl_ms")
  ttft[id] = field("ttft_ms")
  arrivals[id] = field("arrivals")
  finished[id] = field("finished_requests")
  wall[id] = field("dt_wall_s")
  next
}
FNR == 1 || field("model") != model { next }
files == 2 {
  rows++
  id = field("run_id")
  starved = finished[id] < 0.9 * arrivals[id]
  compare("authors", throughput[id], itl[id], itl[id], ttft[id], starved)
  seconds["authors"] += wall[id]
  # As many requests, of the lengths that were really sent.
  tokens = field("pool_mean_input") + field("pool_mean_output")
  compare("authors, true lengths", finished[id] / field("total_time_s") * tokens, itl[id], itl[id], ttft[id], starved)
  seconds["authors, true lengths"] += wall[id]
}
{
  twin = files == 2 ? "ours, mode agullo" : "ours, mode vllm-v1"
  compare(twin, field("twin_total_throughput"), field("twin_mean_tpot_ms"), field("twin_mean_itl_ms"), \
    field("twin_ttft_penalised_ms"), field("twin_starved"))
  seconds[twin] += field("twin_wall_s")
}
END {
  print model ", " rows " rows"
  printf "%-22s %10s %9s %9s %9s %9s %8s%s\n", "", "throughput", "", "TPOT", "ITL", "TTFT", "starved", \
    quick ? "" : "   s a row"
  printf "%-22s %10s %9s %9s %9s %9s %8s\n", "", "MAPE %", "h-SMAPE %", "MAPE %", "MAPE %", "h-SMAPE %", "F1"
  twins = split("authors;authors, true lengths;ours, mode agullo;ours, mode vllm-v1", order, ";")
  for (i = 1; i <= twins; i++) {
    twin = order[i]
    printf "%-22s %10.2f %9.2f %9.2f %9.2f %9.2f %8.3f%s\n", twin, mape(twin, "throughput"), smape(twin, "throughput"), \
      mape(twin, "tpot"), mape(twin, "itl"), smape(twin, "ttft"), (score(twin, 0) + score(twin, 1)) / 2, \
      quick ? "" : sprintf("%10.3f", seconds[twin] / rows)
  }
}
