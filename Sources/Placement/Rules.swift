/// Rules of placement: pins, adapters that may not share a GPU, and copies of one adapter on different GPUs.
struct Rules: Sendable {
  private let pins: [Int?]
  /// Two items with a number in common never share a GPU.
  private let groups: [[Int]]

  init(_ items: [Item], demands: [AdapterDemand]) {
    var labels: [String: Int] = [:]
    var groups: [[Int]] = []
    for item in items {
      var mine: [Int] = [item.adapter]
      if let apart = demands[item.adapter].apart {
        let label = labels[apart] ?? labels.count
        labels[apart] = label
        mine.append(demands.count + label)
      }
      groups.append(mine)
    }
    self.groups = groups
    // If an adapter has several copies, the first one is pinned.
    pins = items.map { $0.copy == 0 ? demands[$0.adapter].pin : nil }
  }

  func pin(of item: Int) -> Int? { pins[item] }

  /// Whether an item may join a GPU. O(items there) if any are kept apart.
  func allows(_ item: Int, on gpu: Int, beside others: [Int]) -> Bool {
    if let pin = pins[item], pin != gpu { return false }
    return !others.contains { other in
      other != item && groups[other].contains { groups[item].contains($0) }
    }
  }

  /// The GPUs required by the rules alone: the largest set of items of which no two may share one.
  func leastGPUs() -> Int {
    var counts: [Int: Int] = [:]
    for mine in groups { for group in mine { counts[group, default: 0] += 1 } }
    return max(Set(pins.compactMap { $0 }).count, counts.values.max() ?? 0)
  }
}
