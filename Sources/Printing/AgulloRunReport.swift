import Core
import Reports
import Twin

/// The report of one run of the published twin, by its own definitions, which differ from those of `TwinRunReport`.
package struct AgulloRunReport {
  package let run: AgulloRun
  package let twin: AgulloTwin
  package let model: String
  package let seed: UInt64

  package init(run: AgulloRun, twin: AgulloTwin, model: String, seed: UInt64) {
    self.run = run
    self.twin = twin
    self.model = model
    self.seed = seed
  }

  private var ideal: Double { twin.workload.idealThroughput }
  private var isStarved: Bool { run.totalThroughput < 0.9 * ideal }
  private var faults: [String] { AgulloFault.allCases.filter(twin.faults.contains).map(\.rawValue) }

  package var json: JSONLine {
    var line = JSONLine()
    line.add("type", "agullo")
    line.add("model", model)
    line.add("adapters", twin.workload.adapterCount)
    line.add("slots", twin.slots)
    line.add("slot_rank", twin.slotRank)
    line.add("kv_tokens", twin.kvTokens)
    line.add("duration_s", twin.workload.durationSeconds)
    line.add("seed", Int(truncatingIfNeeded: seed))
    line.add("faults", faults)
    line.add("arrived", run.arrivals)
    line.add("finished", run.finished)
    line.add("lost", run.lost)
    line.add("running_at_end", run.running)
    line.add("waiting_at_end", run.waiting)
    line.add("total_throughput", run.totalThroughput)
    line.add("input_throughput", run.inputThroughput)
    line.add("output_throughput", run.outputThroughput)
    line.add("ideal_throughput", ideal)
    line.add("starved", isStarved)
    line.add("mean_itl_ms", run.finished > 0 ? 1000 * run.itlSeconds : nil)
    line.add("ttft_penalised_ms", run.arrivals > 0 ? 1000 * run.ttftSeconds : nil)
    line.add("mean_running", run.meanRunning)
    line.add("mean_waiting", run.meanWaiting)
    line.add("preemptions", run.preemptions)
    line.add("loads", run.loads)
    line.add("load_s", run.loadSeconds)
    line.add("scheduler_s", run.schedulerSeconds)
    line.add("steps", run.steps)
    return line
  }

  package var lines: [String] {
    let count = twin.faults.count
    let heading =
      "published twin of \(model) with \(count == 1 ? "1 fault" : "\(count) faults"), \(twin.workload.adapterCount) "
      + "adapters in \(twin.slots) slots of rank \(twin.slotRank), KV cache of \(grouped(twin.kvTokens)) tokens, "
      + "\(fixed(twin.workload.durationSeconds, 0)) s"
    var table = Table([.left, .right, .left])
    func row(_ name: String, _ value: String, _ remark: String = "") { table.add(["  " + name, value, remark]) }
    row(
      "requests", grouped(run.arrivals),
      "\(grouped(run.finished)) finished, \(grouped(run.running + run.waiting)) in batch and queue at the end")
    if run.lost > 0 { row("forgotten", grouped(run.lost), "found no budget for their next chunk") }
    row("throughput", fixed(run.totalThroughput, 1), "tokens/s, of \(fixed(ideal, 1)) asked for")
    row("  in, out", fixed(run.inputThroughput, 1), "and \(fixed(run.outputThroughput, 1))")
    row("starved", isStarved ? "yes" : "no", "a tenth or more was not served")
    row("running", fixed(run.meanRunning, 1), "in the mean")
    let cap = twin.faults.contains(.queueCap) ? twin.queueCap : nil
    row("waiting", fixed(run.meanWaiting, 1), "in the mean" + (cap.map { ", \(grouped($0)) at most" } ?? ""))
    row("preemptions", grouped(run.preemptions))
    row("loads", grouped(run.loads), "\(fixed(run.loadSeconds, 1)) s")
    row("scheduler", fixed(run.schedulerSeconds, 1), "s")
    row("steps", grouped(run.steps))
    row("ITL", run.finished > 0 ? fixed(1000 * run.itlSeconds, 2) : "-", "ms, mean over finished requests")
    row(
      "TTFT", run.arrivals > 0 ? fixed(1000 * run.ttftSeconds, 2) : "-",
      "ms, mean over all requests, unfinished ones with the whole run")
    return [heading] + table.lines
  }
}
