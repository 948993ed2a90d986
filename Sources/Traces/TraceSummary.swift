import Core

/// Statistics of a trace; `polarbench trace info` prints it.
public struct TraceSummary: Sendable {
  /// Least, mean and greatest of a column.
  public struct Spread: Sendable, Equatable {
    public var least: Double
    public var mean: Double
    public var greatest: Double

    /// nil of an empty column.
    public init?(_ values: some Collection<Double>) {
      guard let least = values.min(), let greatest = values.max() else { return nil }
      self.least = least
      self.greatest = greatest
      mean = values.reduce(0, +) / Double(values.count)
    }
  }

  /// Reference values of a reward matrix: means over all requests.
  public struct Rewards: Sendable, Equatable {
    /// Of all adapters.
    public var meanArm: Double
    public var bestArm: Double
    public var bestArmName: String
    /// The best adapter of each group; nil without groups.
    public var bestPerGroup: Double?
    /// The best adapter of each request.
    public var bestPerRequest: Double
  }

  public let spanSeconds: Double?
  public let promptTokens: Spread?
  public let outputTokens: Spread?
  /// Euclidean norms of the contexts.
  public let contextNorm: Spread?
  public let pageInCost: Spread?
  public let rewards: Rewards?
  /// Requests that name an adapter.
  public let asking: Int
  /// Groups by their count of requests, the largest first; ties in order of first appearance.
  public let groups: [(name: String, count: Int)]

  /// Reads the whole trace. O(T · (N + d)).
  public init(_ trace: Trace) {
    spanSeconds = trace.timesSeconds.last.map { $0 - trace.timesSeconds[0] }
    promptTokens = Spread(trace.promptTokens.map(Double.init))
    outputTokens = Spread(trace.outputTokens.map(Double.init))
    contextNorm = Spread(Self.norms(trace))
    pageInCost = Spread(trace.pageInCosts)
    rewards = Self.rewards(trace)
    asking = trace.asked.count { $0 >= 0 }
    var counts = [Int](repeating: 0, count: trace.groupNames.count)
    for group in trace.groups { counts[Int(group)] += 1 }
    groups = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
      .map { (trace.groupNames[$0], counts[$0]) }
  }

  static func norms(_ trace: Trace) -> [Double] {
    guard trace.dimension > 0 else { return [] }
    return stride(from: 0, to: trace.contexts.count, by: trace.dimension).map { start in
      trace.contexts[start..<start + trace.dimension].reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }

  private static func rewards(_ trace: Trace) -> Rewards? {
    let count = trace.adapterCount
    guard !trace.rewards.isEmpty, count > 0 else { return nil }
    var sums = [Double](repeating: 0, count: count)
    var groupSums = [Double](repeating: 0, count: count * trace.groupNames.count)
    var best = 0.0
    for step in 0..<trace.requestCount {
      let row = trace.rewards[step * count..<(step + 1) * count]
      best += row.max() ?? 0
      let group = trace.groups.isEmpty ? nil : Int(trace.groups[step])
      for (adapter, reward) in row.enumerated() {
        sums[adapter] += reward
        if let group { groupSums[group * count + adapter] += reward }
      }
    }
    let requests = Double(trace.requestCount)
    let bestArm = sums.indices.max { (sums[$0], -$0) < (sums[$1], -$1) } ?? 0
    var perGroup: Double?
    if !trace.groups.isEmpty {
      perGroup = 0
      for start in stride(from: 0, to: groupSums.count, by: count) {
        perGroup! += (groupSums[start..<start + count].max() ?? 0) / requests
      }
    }
    return Rewards(
      meanArm: sums.reduce(0, +) / requests / Double(count), bestArm: sums[bestArm] / requests,
      bestArmName: trace.adapters[bestArm].name, bestPerGroup: perGroup, bestPerRequest: best / requests)
  }
}
