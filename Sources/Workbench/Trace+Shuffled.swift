import Core
import Traces

extension Trace {
  /// The same requests in another order: a seeded shuffle of rows.
  ///
  /// Arrival times are not shuffled, so that the load over time does not change; the rest of a row moves together.
  public func shuffled(_ seed: Seed) -> Trace {
    var order = Array(0..<requestCount)
    var stream = RandomStream(seed)
    stream.shuffle(&order)
    var copy = self
    copy.contexts = rows(contexts, dimension, order)
    copy.rewards = rows(rewards, adapterCount, order)
    copy.meanUtilities = rows(meanUtilities, adapterCount, order)
    copy.asked = rows(asked, 1, order)
    copy.promptTokens = rows(promptTokens, 1, order)
    copy.outputTokens = rows(outputTokens, 1, order)
    copy.groups = rows(groups, 1, order)
    return copy
  }

  /// The first `count` requests.
  public func prefix(_ count: Int) -> Trace {
    guard count < requestCount else { return self }
    var copy = self
    copy.requestCount = count
    copy.contexts = Array(contexts.prefix(count * dimension))
    copy.rewards = Array(rewards.prefix(count * adapterCount))
    copy.meanUtilities = Array(meanUtilities.prefix(count * adapterCount))
    copy.timesSeconds = Array(timesSeconds.prefix(count))
    copy.asked = Array(asked.prefix(count))
    copy.promptTokens = Array(promptTokens.prefix(count))
    copy.outputTokens = Array(outputTokens.prefix(count))
    copy.groups = Array(groups.prefix(count))
    return copy
  }

  private func rows<Element>(_ matrix: [Element], _ width: Int, _ order: [Int]) -> [Element] {
    guard !matrix.isEmpty else { return [] }
    var moved: [Element] = []
    moved.reserveCapacity(matrix.count)
    for row in order { moved.append(contentsOf: matrix[row * width..<(row + 1) * width]) }
    return moved
  }
}
