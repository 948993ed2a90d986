import Core

/// The calendar of POLAR+: epochs of L₀·2ᵐ requests, and whom each forces to serve.
struct DoublingEpochs {
  private let first: Int
  private let kappa: Double
  /// The step that the next epoch begins with.
  private(set) var next: Step = 0
  /// The step that the doubling began with.
  private var origin: Step = 0
  private var length: Int
  /// For each adapter, the requests served since the doubling began.
  private var samples: [Int]
  /// How often each adapter is still to serve in this epoch, in turn.
  private var lacking: [Int]
  private var turn = 0

  init(arms: Int, first: Int, kappa: Double) {
    self.first = first
    self.kappa = kappa
    length = first
    samples = Array(repeating: 0, count: arms)
    lacking = samples
  }

  /// Begins the epoch of `step`: notes what each adapter lacks of its quota, and answers the epoch's length.
  ///
  /// The quota is ⌈κ·sqrt((t + L)/N)⌉, with t counted from where the doubling began; what is lacking still is dropped.
  mutating func begin(at step: Step) -> Int {
    let span = length
    let quota = kappa * (Double(step - origin + span) / Double(max(1, samples.count))).squareRoot()
    // Below 10⁶ · sqrt(2⁶³).
    lacking = samples.map { max(0, nearestWhole(quota.rounded(.up)) - $0) }
    turn = 0
    next = step + span
    length = span * 2
    return span
  }

  /// The adapter that is forced to serve the request at hand, if one is. O(N).
  mutating func nextForced() -> Int? {
    for _ in lacking.indices {
      let adapter = turn
      turn = (turn + 1) % lacking.count
      guard lacking[adapter] > 0 else { continue }
      lacking[adapter] -= 1
      return adapter
    }
    return nil
  }

  mutating func served(_ adapter: Int) { samples[adapter] += 1 }

  /// Begins the doubling, and the quotas with it, anew at `step`.
  mutating func restart(at step: Step) {
    next = step
    origin = step
    length = first
    for adapter in samples.indices { samples[adapter] = 0 }
  }
}

/// Notices a fall of the mean reward of hits.
///
/// Each stretch of hits is compared with all stretches before it since the last alarm. Our choice.
struct DropWatch {
  private let threshold: Double
  /// Hits in a stretch.
  private let stretch: Int
  private var count = 0
  private var sum = 0.0
  private var stretchCount = 0
  private var stretchSum = 0.0

  init(threshold: Double, stretch: Int) {
    self.threshold = threshold
    self.stretch = stretch
  }

  /// Whether this hit ends a stretch whose mean is lower than the mean before it by more than the threshold.
  mutating func sees(_ reward: Double) -> Bool {
    stretchCount += 1
    stretchSum += reward
    guard stretchCount == stretch else { return false }
    let fell = count > 0 && sum / Double(count) - stretchSum / Double(stretchCount) > threshold
    count = fell ? 0 : count + stretchCount
    sum = fell ? 0 : sum + stretchSum
    stretchCount = 0
    stretchSum = 0
    return fell
  }
}
