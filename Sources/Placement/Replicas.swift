import Core
import Surrogate
import Twin

/// The number of copies of each adapter: one, unless its demand is more than a GPU serves.
struct Replicas {
  let task: PlacementTask
  let estimator: any Estimator

  /// The most copies of one adapter.
  private static let most = 1000

  /// Copies of each adapter, checked by the twin where a copy alone could fill a GPU.
  func counts() throws(Fault) -> [Int] {
    var counts: [Int] = []
    var copies = 0
    for (index, demand) in task.demands.enumerated() {
      counts.append(try count(demand, index))
      copies += counts[index]
      guard copies <= PlacementTask.mostPieces else {
        throw Messages.tooManyAdapters(PlacementTask.mostPieces, task.place(index))
      }
    }
    try checkPins(copies: copies)
    return counts
  }

  /// GPUs are numbered without gaps, and none is empty: each GPU below the highest pin needs an adapter.
  private func checkPins(copies: Int) throws(Fault) {
    let pins = task.demands.compactMap(\.pin)
    guard let highest = pins.max(), let index = task.demands.firstIndex(where: { $0.pin == highest }) else { return }
    let empty = highest + 1 - Set(pins).count
    if copies - pins.count < empty {
      throw Messages.pinLeavesGaps(task.demands[index], empty: empty, task.place(index))
    }
  }

  private func count(_ demand: AdapterDemand, _ index: Int) throws(Fault) -> Int {
    let place = task.place(index)
    let memory = task.profile.memory
    let verdict = memory.verdict(slots: 1, slotRank: demand.rank)
    guard case .fits = verdict else { throw Messages.noSlot(demand, profile: task.profile.name, place) }
    if let pin = demand.pin, let limit = task.gpuLimit, pin >= limit {
      throw Messages.pinBeyond(demand, limit: limit, place)
    }
    if let pin = demand.pin, let apart = demand.apart {
      for other in task.demands[..<index] where other.pin == pin && other.apart == apart {
        throw Messages.pinnedTogether(demand, other, place)
      }
    }
    var count = demand.replicas ?? 1
    while try isTooHot(demand, index, copies: count) {
      if demand.replicas != nil { throw Messages.tooHot(demand, profile: task.profile.name, place) }
      count += 1
      guard count <= Self.most else { throw Messages.tooHot(demand, profile: task.profile.name, place) }
    }
    if let limit = task.gpuLimit, count > limit {
      throw Messages.moreCopiesThanGPUs(demand, count, limit: limit, place)
    }
    return count
  }

  /// Whether a GPU with nothing else starves. The estimator rules out most; where it is near the edge the twin decides.
  private func isTooHot(_ demand: AdapterDemand, _ index: Int, copies: Int) throws(Fault) -> Bool {
    let item = try Item(demand, adapter: index, copy: 0, of: copies)
    var doubled = LoadSummary([item.load])
    guard let expected = estimator.estimate(doubled, slots: 1) else { return true }
    if expected.share < 0.6 { return true }
    doubled.add(item.load)
    if let easy = estimator.estimate(doubled, slots: 2), !easy.isStarved { return false }
    let verifier = Verifier(task, items: [item], estimator: estimator)
    let alone = try verifier.play([(items: [0], slots: 1)])[0]
    return (alone?.share ?? -1) < task.planShare
  }
}
