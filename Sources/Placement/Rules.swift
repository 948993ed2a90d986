/// Where pieces may go: pins, adapters that are kept apart, and copies of one adapter on different GPUs.
struct Rules: Sendable {
  private let pins: [Int?]
  /// Two pieces with a number in common never share a GPU.
  private let groups: [[Int]]

  init(_ pieces: [Piece], demands: [AdapterDemand]) {
    var labels: [String: Int] = [:]
    var groups: [[Int]] = []
    for piece in pieces {
      var mine: [Int] = [piece.adapter]
      if let apart = demands[piece.adapter].apart {
        let label = labels[apart] ?? labels.count
        labels[apart] = label
        mine.append(demands.count + label)
      }
      groups.append(mine)
    }
    self.groups = groups
    // Of an adapter with several copies the first one is pinned.
    pins = pieces.map { $0.copy == 0 ? demands[$0.adapter].pin : nil }
  }

  func pin(of piece: Int) -> Int? { pins[piece] }

  /// Whether a piece may join a GPU. O(pieces there) where something is kept apart.
  func allows(_ piece: Int, on gpu: Int, beside others: [Int]) -> Bool {
    if let pin = pins[piece], pin != gpu { return false }
    return !others.contains { other in
      other != piece && groups[other].contains { groups[piece].contains($0) }
    }
  }

  /// GPUs that the rules alone ask for: the largest set of pieces of which no two share one.
  func leastGPUs() -> Int {
    var counts: [Int: Int] = [:]
    for mine in groups { for group in mine { counts[group, default: 0] += 1 } }
    return max(Set(pins.compactMap { $0 }).count, counts.values.max() ?? 0)
  }
}
