import Core

/// The schedule of POLAR+: epochs of L₀·2ᵐ requests, and the forced adapters of each.
struct DoublingEpochs {
  private let first: Int
  private let kappa: Double
  /// The first step of the next epoch.
  private(set) var next: Step = 0
  /// The first step of the doubling.
  private var origin: Step = 0
  private var length: Int
  /// For each adapter, the requests served since the doubling began.
  private var samples: [Int]
  /// The forced requests left for each adapter in this epoch.
  private var lacking: [Int]
  private var turn = 0

  init(arms: Int, first: Int, kappa: Double) {
    self.first = first
    self.kappa = kappa
    length = first
    samples = Array(repeating: 0, count: arms)
    lacking = samples
  }

  /// Begins the epoch at `step`: computes the requests that each adapter lacks of its quota, and returns the epoch's
  /// length.
  ///
  /// The quota is ⌈κ·sqrt((t + L)/N)⌉, with t counted from the start of the doubling; forced requests left from the
  /// last epoch are dropped.
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

  /// The adapter that is forced to serve the current request, if any. O(N).
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

  /// Restarts the doubling and the quotas at `step`.
  mutating func restart(at step: Step) {
    next = step
    origin = step
    length = first
    for adapter in samples.indices { samples[adapter] = 0 }
  }
}

/// Detects a fall of the mean reward of hits.
///
/// Each stretch of hits is compared with all earlier stretches since the last alarm. Our choice.
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
