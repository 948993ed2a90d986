import Core
import Placement
import Reports
import Twin

/// Prints plans.
package struct PlacementReport {
  package let task: PlacementTask
  /// The `--what-if` changes, as typed.
  package let changes: [String]
  package let plans: [Plan]
  /// Algorithms that found no plan.
  package let failed: [Algorithm]
  package let wallSeconds: Double?

  package init(task: PlacementTask, changes: [String], plans: [Plan], failed: [Algorithm], wallSeconds: Double?) {
    self.task = task
    self.changes = changes
    self.plans = plans
    self.failed = failed
    self.wallSeconds = wallSeconds
  }

  private func percent(_ share: Double) -> String { fixed(100 * share, 1) }

  // MARK: - For people

  package func lines(markdown: Bool) -> [String] {
    let plan = plans[0]
    var lines = table(plan).map { markdown ? $0.markdown : $0.lines } ?? []
    lines += [""] + sentences(plan)
    if plans.count + failed.count > 1 {
      lines += [""] + (markdown ? comparison.markdown : comparison.lines)
    }
    return lines
  }

  private func table(_ plan: Plan) -> Table? {
    var table = Table(
      [
        "GPU", "adapters", "slots", "rank", "req/s", "tokens/s asked", "served %", "least %", "TTFT s", "TPOT ms",
        "KV %",
      ],
      [.right])
    for gpu in plan.gpus {
      let verdict = gpu.verdict
      table.add([
        "\(gpu.number)", "\(gpu.items.count)", "\(gpu.slots)", "\(gpu.slotRank)",
        fixed(gpu.items.reduce(0) { $0 + $1.rate }, 2), fixed(verdict.asked, 0), percent(verdict.share),
        percent(verdict.leastServed), fixed(verdict.firstTokenSeconds, 2), fixed(1000 * verdict.tokenSeconds, 1),
        percent(verdict.kvUse),
      ])
    }
    return table
  }

  private func sentences(_ plan: Plan) -> [String] {
    var lines = [
      "\(counted(task.demands.count, "adapter"))\(changed) on \(counted(plan.gpus.count, "GPU")) by \(plan.algorithm.rawValue): each serves "
        + "\(percent(task.leastShare)) % or more of what is asked of it, says the twin "
        + "(\(fixed(task.durationSeconds, 0)) s, \(task.profile.name))"
    ]
    if let bound = plan.bound {
      let gap = plan.gpus.count - bound.gpus
      lines.append(
        "lower bound \(bound.gpus), gap \(gap): by prices \(fixed(bound.prices, 2)), by tokens "
          + "\(fixed(bound.tokens, 2)) (the most on a GPU: \(fixed(bound.bestTokenRate, 0)) tokens/s), by time "
          + "\(fixed(bound.time, 2)), by memory \(fixed(bound.memory, 2)), by rules \(bound.rules)")
    }
    let split = plan.copies.enumerated().filter { $0.element > 1 }
    if !split.isEmpty {
      let names = split.prefix(5).map { "\(task.demands[$0.offset].name) \($0.element)" }.joined(separator: ", ")
      lines.append("copies: \(names)" + (split.count > 5 ? ", and \(split.count - 5) more adapters" : ""))
    }
    lines.append(
      "a request takes \(fixed(plan.requestSeconds, 2)) s in the mean; \(grouped(plan.runs)) runs of the twin"
        + (wallSeconds.map { ", \(fixed($0, 1)) s" } ?? ""))
    return lines
  }

  private var changed: String { changes.isEmpty ? "" : " (what if \(changes.joined(separator: ", ")))" }

  private var comparison: Table {
    var table = Table(["algorithm", "GPUs", "adapters/GPU", "tokens/s", "request s"])
    for plan in plans {
      let items = Double(plan.gpus.reduce(0) { $0 + $1.items.count }) / Double(plan.gpus.count)
      table.add([
        plan.algorithm.rawValue, "\(plan.gpus.count)", fixed(items, 1), fixed(plan.throughput, 0),
        fixed(plan.requestSeconds, 2),
      ])
    }
    for algorithm in failed { table.add([algorithm.rawValue, "none", "", "", ""]) }
    return table
  }

  package func failure(_ bound: LowerBound) -> Fault {
    let limit = task.gpuLimit.map { "\($0)" } ?? "any number of"
    return Fault(
      "no plan was found on \(limit) GPUs on which none starves", at: "the lower bound is \(bound.gpus)",
      fix: "--gpus \(max(bound.gpus, (task.gpuLimit ?? 0) + 1)), fewer adapters, or a lower --least-share")
  }

  // MARK: - For programs

  package var jsonLines: [String] {
    plans.flatMap { plan in plan.gpus.map { gpuLine($0, plan).text } + [planLine(plan).text] }
      + failed.map { algorithm in
        var line = JSONLine()
        line.add("type", "failed")
        line.add("algorithm", algorithm.rawValue)
        return line.text
      }
  }

  private func gpuLine(_ gpu: Plan.GPU, _ plan: Plan) -> JSONLine {
    var line = JSONLine()
    line.add("type", "gpu")
    line.add("algorithm", plan.algorithm.rawValue)
    line.add("gpu", gpu.number)
    line.add("slots", gpu.slots)
    line.add("slot_rank", gpu.slotRank)
    line.add("kv_tokens", gpu.kvTokens)
    line.add("adapters", gpu.items.map { task.demands[$0.adapter].name })
    line.add("rates", gpu.items.map(\.rate))
    line.add("ranks", gpu.items.map(\.rank))
    line.add("asked_tokens_per_s", gpu.verdict.asked)
    line.add("throughput", gpu.verdict.throughput)
    line.add("served_share", gpu.verdict.share)
    line.add("least_served_share", gpu.verdict.leastServed)
    line.add("starved", gpu.verdict.share < task.leastShare)
    line.add("mean_ttft_ms", 1000 * gpu.verdict.firstTokenSeconds)
    line.add("mean_tpot_ms", 1000 * gpu.verdict.tokenSeconds)
    line.add("mean_request_s", gpu.verdict.requestSeconds)
    line.add("mean_running", gpu.verdict.running)
    line.add("mean_waiting", gpu.verdict.waiting)
    line.add("mean_kv_use", gpu.verdict.kvUse)
    line.add("loads", gpu.verdict.loads)
    return line
  }

  private func planLine(_ plan: Plan) -> JSONLine {
    var line = JSONLine()
    line.add("type", "plan")
    line.add("algorithm", plan.algorithm.rawValue)
    line.add("profile", task.profile.name)
    line.add("objective", task.objective.rawValue)
    line.add("adapters", task.demands.count)
    line.add("gpus", plan.gpus.count)
    line.add("what_if", changes)
    line.add("feasible", plan.gpus.allSatisfy { $0.verdict.share >= task.leastShare })
    if let bound = plan.bound {
      line.add("lower_bound", bound.gpus)
      line.add("gap", plan.gpus.count - bound.gpus)
      line.add("bound_prices", bound.prices)
      line.add("bound_tokens", bound.tokens)
      line.add("bound_time", bound.time)
      line.add("bound_memory", bound.memory)
      line.add("bound_rules", bound.rules)
      line.add("best_gpu_tokens_per_s", bound.bestTokenRate)
    }
    line.add("asked_tokens_per_s", plan.asked)
    line.add("throughput", plan.throughput)
    line.add("mean_request_s", plan.requestSeconds)
    line.add("twin_runs", plan.runs)
    if let wallSeconds { line.add("wall_s", wallSeconds) }
    return line
  }

  /// The assignment of adapters to GPUs, header first.
  package func assignment(_ plan: Plan) -> [[String]] {
    [["adapter", "copy", "gpu", "slots", "slot_rank", "rank", "rate"]]
      + plan.gpus.flatMap { gpu in
        gpu.items.map { item in
          [
            task.demands[item.adapter].name, "\(item.copy + 1)", "\(gpu.number)", "\(gpu.slots)", "\(gpu.slotRank)",
            "\(item.rank)", "\(item.rate)",
          ]
        }
      }
  }

  /// The command of each GPU's server.
  package func launchLines(_ plan: Plan, path: String, markdown: Bool) -> [String] {
    var lines = markdown ? ["", "```sh"] : [""]
    for gpu in plan.gpus {
      let names = gpu.items.map { task.demands[$0.adapter].name }
      let words = VLLMLaunch(task.profile).words(gpu, adapters: names, path: path)
      lines.append("# GPU \(gpu.number)")
      lines.append(ShellWord.joined(words))
    }
    return lines + (markdown ? ["```"] : [])
  }
}
