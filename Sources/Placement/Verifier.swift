import Core
import Surrogate
import System
import Twin

/// A GPU with its items and slots, and the twin's result.
struct Assignment: Sendable, Equatable {
  /// Indices of items, rising.
  var items: [Int]
  var slots: Int
  var verdict: Verdict

  /// The served share of its requested tokens.
  var share: Double { verdict.share }
}

/// Simulates GPUs in the twin, and caches the results.
///
/// GPUs are simulated in parallel; the choice of GPUs does not depend on the number of jobs.
final class Verifier {
  let task: PlacementTask
  let items: [Item]
  let estimator: any Estimator
  private let twin: GPUTwin
  private var known: [Key: Verdict?] = [:]
  /// Runs of the twin so far.
  private(set) var runs = 0
  /// GPUs that serve enough, each once, in the order they were found.
  private(set) var fed: [Assignment] = []
  /// Slots that served enough, by the rank of the slots: tried first.
  private var hints: [Int: Int] = [:]

  /// Numbers of slots in the estimator's order, by the items of a GPU.
  private var estimated: [[Int]: [Int]] = [:]

  private struct Key: Hashable {
    var items: [Int]
    var slots: Int
  }

  init(_ task: PlacementTask, items: [Item], estimator: any Estimator) {
    self.task = task
    self.items = items
    self.estimator = estimator
    twin = GPUTwin(task, items: items)
  }

  func load(_ gpu: [Int]) -> LoadSummary { LoadSummary(gpu.map { items[$0].load }) }

  /// What the twin says of each GPU with so many slots; nil where it does not start.
  func play(_ gpus: [(items: [Int], slots: Int)]) throws(Fault) -> [Assignment?] {
    let keys = gpus.map { Key(items: $0.items, slots: $0.slots) }
    var asked: [Key] = []
    var isAsked: Set<Key> = []
    for key in keys where known[key] == nil && isAsked.insert(key).inserted { asked.append(key) }
    let (twin, open) = (twin, asked)
    let results = Workers.map(open.count, jobs: task.jobs) { index in
      Result { () throws(Fault) in try twin.verdict(of: open[index].items, slots: open[index].slots) }
    }
    for (key, result) in zip(open, results) {
      let verdict = try result.get()
      known.updateValue(verdict, forKey: key)
      runs += 1
      if let gpu = outcome(key, verdict), gpu.share >= task.leastShare { fed.append(gpu) }
    }
    return keys.map { outcome($0, known[$0]!) }
  }

  private func outcome(_ key: Key, _ verdict: Verdict?) -> Assignment? {
    verdict.map { Assignment(items: key.items, slots: key.slots, verdict: $0) }
  }

  /// Numbers of slots in the order of trying: first those that served enough on another GPU of the same rank, then by
  /// the estimate.
  func choices(for gpu: [Int]) -> [Int] {
    let load = load(gpu)
    var order = estimated[gpu] ?? estimatedOrder(load)
    estimated[gpu] = order
    if let hint = hints[load.maxRank].flatMap({ order.firstIndex(of: $0) }) { order.swapAt(0, hint) }
    return order
  }

  private func estimatedOrder(_ load: LoadSummary) -> [Int] {
    let estimated = slotChoices(PlacementTask.slotGrid, adapters: load.count).compactMap { slots in
      estimator.estimate(load, slots: slots).map { (slots: slots, share: $0.share) }
    }
    return estimated.sorted { $0.share != $1.share ? $0.share > $1.share : $0.slots < $1.slots }.map(\.slots)
  }

  /// Each GPU with the first number of slots that serves `share`, of at most `tries`; where none does, with the best. nil
  /// where none starts.
  func settle(_ gpus: [[Int]], tries: Int, share: Double) throws(Fault) -> [Assignment?] {
    var best = [Assignment?](repeating: nil, count: gpus.count)
    var choices = gpus.map { gpu in Array(self.choices(for: gpu).prefix(tries)) }
    while true {
      let open = gpus.indices.filter { (best[$0]?.share ?? -1) < share && !choices[$0].isEmpty }
      if open.isEmpty { return best }
      let played = try play(open.map { (gpus[$0], choices[$0].removeFirst()) })
      for (index, one) in zip(open, played) {
        guard let one else { continue }
        if one.share >= share { hints[load(gpus[index]).maxRank] = one.slots }
        if best[index] == nil || one.share > best[index]!.share { best[index] = one }
      }
    }
  }
}
