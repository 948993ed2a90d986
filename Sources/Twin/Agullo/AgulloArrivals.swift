import Core

/// The arrivals of the published twin: the workload's, with lengths drawn as in that twin.
struct AgulloArrivals {
  private var stream: ArrivalStream
  private var recorded: ArraySlice<TwinRequest>?
  private let normals: CounterStream
  private let isRedrawn: Bool
  private let input: (mean: Double, deviation: Double)
  private let output: (mean: Double, deviation: Double)
  /// The next one, before its lengths are redrawn; nil if none is left.
  private(set) var next: TwinRequest?
  /// The number of arrivals, including the next one.
  private(set) var count = 0

  init(_ twin: AgulloTwin, seed: Seed) {
    stream = ArrivalStream(twin.workload, seed: seed)
    recorded = stream.recordedRequests
    normals = CounterStream(seed.derived("normal lengths"))
    isRedrawn = twin.faults.contains(.normalLengths) && twin.workload.recorded == nil
    let lengths = twin.workload.lengths
    input = (lengths.meanInput, lengths.meanInput * twin.predictors.inputDeviation)
    output = (lengths.meanOutput, lengths.meanOutput * twin.predictors.outputDeviation)
    advance()
  }

  /// Takes the next one, which must exist.
  mutating func take() -> TwinRequest {
    var taken = next!
    if isRedrawn {
      taken.inputTokens = Self.floored(input, normals.normal(2 * count), at: 1)
      taken.outputTokens = Self.floored(output, normals.normal(2 * count + 1), at: 2)
    }
    advance()
    return taken
  }

  /// Counts the arrivals that were not taken.
  mutating func drain() { while next != nil { advance() } }

  private mutating func advance() {
    next = recorded != nil ? recorded!.popFirst() : stream.next()
    if next != nil { count += 1 }
  }

  /// Rounded down, which fits the published means better than rounding to the nearest (inferred).
  private static func floored(_ law: (mean: Double, deviation: Double), _ normal: Double, at least: Int) -> Int {
    max(least, Int(law.mean + law.deviation * normal))
  }
}
