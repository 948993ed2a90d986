import Core
import Surrogate

/// Adapters that alternate in the slots of a GPU, in closed form. Our choice.
///
/// An adapter is in the batch until none of its requests runs. If the batch would have more adapters than there are
/// slots, an adapter that left waits W seconds for a slot, together with its requests, and returns with all of them. W
/// is such that the number of adapters in the batch equals the slots. So few slots give large groups of one adapter,
/// which are cheap to compute, at the price of waiting.
struct SlotCycle {
  /// Mean adapters in the batch.
  private(set) var present = 0.0
  /// Adapters per second that enter the batch.
  private(set) var entries = 0.0
  /// Requests that wait for their adapter.
  private(set) var waiting = 0.0
  /// Whether adapters wait for slots.
  private(set) var isShort = false
  /// W.
  private(set) var waitSeconds = 0.0

  /// The share of slots in use while adapters wait: a free slot is not reused at once.
  private static let fill = 0.97

  /// nil if adapters would wait longer than the run: high-rate ones never leave their slots, and the others never get
  /// one.
  init?(_ bins: [LoadSummary.Bin], served: Double, tokenSeconds: Double, slots: Int, adapters: Int, runSeconds: Double)
  {
    let rates = bins.map { (rate: $0.rate * served, busy: min(50, $0.outputRate * served * tokenSeconds)) }
    func set(_ wait: Double, _ cycle: inout SlotCycle) {
      cycle.present = 0
      cycle.entries = 0
      cycle.waiting = 0
      cycle.waitSeconds = wait
      for (bin, one) in zip(bins, rates) where one.rate > 0 {
        let group = max(1, one.rate * wait)
        let longer = one.busy / one.rate * (Self.longest(of: group) - 1)
        let inside = (exponential(one.busy) - 1) / one.rate + longer
        let outside = wait + exponential(-min(50, one.rate * wait)) / one.rate
        let count = Double(bin.count)
        cycle.present += count * inside / (inside + outside)
        cycle.entries += count / (inside + outside)
        let late = one.rate * wait / (1 + one.rate * wait)
        cycle.waiting += count * one.rate * outside / (inside + outside) * late * wait
      }
    }
    set(0, &self)
    let room = Self.fill * Double(slots)
    guard present > room, adapters > slots else { return }
    isShort = true
    var low = 0.0
    var high = 1.2 * runSeconds
    for _ in 0..<16 {
      let middle = 0.5 * (low + high)
      set(middle, &self)
      if present > room { low = middle } else { high = middle }
    }
    if high > 1.15 * runSeconds { return nil }
    set(high, &self)
  }

  /// The longest of `count` outputs over the mean one, for ShareGPT's shape; a fit.
  private static func longest(of count: Double) -> Double {
    let log = naturalLog(count)
    return min(8, 1 + 1.05 * log - 0.04 * log * log)
  }
}
