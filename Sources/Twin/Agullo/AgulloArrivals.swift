import Core

/// The requests that come to the published twin: the workload's, with lengths as that twin draws them.
struct AgulloArrivals {
  private var stream: ArrivalStream
  private var recorded: ArraySlice<TwinRequest>?
  private let normals: CounterStream
  private let isRedrawn: Bool
  private let input: (mean: Double, deviation: Double)
  private let output: (mean: Double, deviation: Double)
  /// The next one, its lengths not yet redrawn; nil where none is left.
  private(set) var next: TwinRequest?
  /// Those that came, the next one among them.
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

  /// Takes the next one, which there must be.
  mutating func take() -> TwinRequest {
    var taken = next!
    if isRedrawn {
      taken.inputTokens = Self.floored(input, normals.normal(2 * count), at: 1)
      taken.outputTokens = Self.floored(output, normals.normal(2 * count + 1), at: 2)
    }
    advance()
    return taken
  }

  /// Counts those that nobody took.
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
