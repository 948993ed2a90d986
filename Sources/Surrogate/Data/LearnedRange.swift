import Core

/// The range of one number in the sweep; outside it a surrogate extrapolates.
public struct LearnedRange: Sendable, Equatable {
  /// The number's name, with its unit.
  public let name: String
  public let range: ClosedRange<Double>
  /// The requested value.
  public let value: Double

  /// The numbers of a server outside the sweep of `surrogate data`; empty if all are inside.
  public static func left(by load: LoadSummary) -> [LearnedRange] {
    guard load.count > 0, load.rate > 0 else { return [] }
    let ranks = Design.ranks.joined().joined()
    let numbers = [
      LearnedRange(name: "adapters", range: 1...Double(Design.mostAdapters), value: Double(load.count)),
      LearnedRange(
        name: "highest rank", range: Double(ranks.min()!)...Double(ranks.max()!), value: Double(load.maxRank)),
      LearnedRange(name: "mean tokens of a prompt", range: Design.meanLengths, value: load.meanInput),
      LearnedRange(name: "mean tokens of an output", range: Design.meanLengths, value: load.meanOutput),
      LearnedRange(
        name: "requests/s of an adapter", range: 0...Design.highestRate, value: load.rate / Double(load.count)),
    ]
    return numbers.filter { !$0.range.contains($0.value) }
  }
}
