import Core
import Twin

/// The configurations to simulate: the papers' grid, walked up to starvation, and mixes that fill the space.
///
/// The grid [AgulloLopez2025]: all 120 triples of ten rates, with one triple of ranks of each highest rank (the twin's steps
/// know the highest only), adapters and slots from the experiments' grid. The mixes are our choice: numbers of adapters to
/// 1024, unequal rates, any slots, other lengths, and most of them near starvation. Work is divided into units, which
/// run as a whole: a triple's walk, or sixteen mixes.
public struct Design: Sendable, Equatable {
  /// The rates that triples are made of.
  public static let rates = [3.2, 1.6, 0.8, 0.4, 0.1, 0.05, 0.025, 0.0125, 0.00625, 0.003125]
  /// The triples of ranks by their highest.
  public static let ranks = [
    [[8, 8, 8]], [[8, 8, 16], [8, 16, 16], [16, 16, 16]], [[8, 8, 32], [8, 16, 32], [16, 16, 32]],
  ]
  /// The measured triples of rates: used for scores, never for training.
  public static let measured = [
    [0.05, 0.0125, 0.003125], [0.1, 0.00625, 0.003125], [0.4, 0.05, 0.00625], [0.4, 0.05, 0.025],
    [0.8, 0.0125, 0.003125], [0.8, 0.4, 0.05], [3.2, 1.6, 0.025], [3.2, 1.6, 0.1], [0.1, 0.05, 0.025], [1.6, 0.8, 0.4],
  ]
  /// The limits of mixes: adapters, mean tokens of prompts and of outputs, mean requests per second of an adapter.
  static let mostAdapters = 1024
  static let meanLengths = 30.0...600.0
  static let highestRate = 30.0
  /// Mixes in a unit.
  static let mixesInUnit = 16

  /// A unit of work.
  public enum Unit: Sendable, Equatable {
    /// All slots, each with a rising number of adapters up to starvation.
    case walk(rates: [Double], ranks: [Int])
    /// Mixes by their numbers.
    case mixes(Range<Int>)
  }

  public var seed: Seed
  /// Mixes, rounded up to whole units.
  public var mixes: Int
  /// Every n-th triple of the grid is walked; 0 for none.
  public var every: Int

  public init(seed: Seed = Seed(0), mixes: Int = 4096, every: Int = 1) {
    self.seed = seed
    self.mixes = mixes
    self.every = every
  }

  /// The mark of rows; more mixes continue the same table.
  public var mark: String { "seed\(seed.bits)-every\(every)" }

  /// The work, in order.
  public var units: [Unit] {
    var units: [Unit] = []
    if every > 0 {
      for (number, rates) in Self.rateTriples.enumerated() where number % every == 0 {
        for ranks in Self.ranks { units.append(.walk(rates: rates, ranks: ranks[number % ranks.count])) }
      }
    }
    for start in stride(from: 0, to: mixes, by: Self.mixesInUnit) {
      units.append(.mixes(start..<start + Self.mixesInUnit))
    }
    return units
  }

  /// All triples of different rates, each falling, in falling order.
  static var rateTriples: [[Double]] {
    var triples: [[Double]] = []
    for i in rates.indices {
      for j in rates.indices where j > i {
        for k in rates.indices where k > j { triples.append([rates[i], rates[j], rates[k]]) }
      }
    }
    return triples
  }
}

extension Design {
  /// The mix with a number: evenly spread points [Roberts2018], shifted by the seed. nil if no such server starts.
  func mix(_ number: Int, surrogate: Surrogate) throws(Fault) -> Configuration? {
    var point = EvenPoints(dimensions: 9, seed: seed.derived("mixes")).point(number)
    func next() -> Double { point.removeFirst() }
    let adapters = max(1, Int(exponential(next() * naturalLog(Double(Self.mostAdapters) + 0.999))))
    let rank = [8, 16, 32][Int(3 * next())]
    let slots = Self.slots(next(), adapters: adapters, rank: rank, surrogate.profile)
    guard let slots else { return nil }
    var mix = Configuration(adapters: adapters, slots: slots, ranks: [rank], rates: [1])
    mix.rateSpread = max(0, 3 * next() - 0.5)
    // Half of the mixes have the experiments' lengths.
    let (input, output) = (next(), next())
    if next() < 0.5 {
      mix.meanInput = 30 * exponential(input * naturalLog(20))
      mix.meanOutput = 30 * exponential(output * naturalLog(20))
    }
    // Two thirds are near the closed form's limit of starvation, the others anywhere.
    let near = next() < 0.67
    let load = next()
    let pressure = near ? 0.75 + 0.5 * load : 0.2 * exponential(load * naturalLog(12))
    guard let capacity = surrogate.features(of: try mix.load(), slots: slots)?.estimate.capacity else { return nil }
    let rate = min(pressure * capacity / Double(adapters), Self.highestRate)
    // Rounded as in text, so that a stored mix equals the simulated one.
    mix.rates = [Self.rounded(rate)]
    mix.rateSpread = Self.rounded(mix.rateSpread)
    mix.meanInput = Self.rounded(mix.meanInput)
    mix.meanOutput = Self.rounded(mix.meanOutput)
    return mix
  }

  /// A number of slots up to the adapters, evenly spread on a logarithmic scale, among those that start.
  private static func slots(_ u: Double, adapters: Int, rank: Int, _ profile: TwinProfile) -> Int? {
    var most = adapters
    func starts(_ slots: Int) -> Bool {
      if case .fits = profile.memory.verdict(slots: slots, slotRank: rank) { return true }
      return false
    }
    while most > 0, !starts(most) { most -= 1 }
    guard most > 0 else { return nil }
    // Few slots for many adapters starve nearly always: 1 in 24 is the fewest.
    let least = max(1, adapters / 24)
    guard least < most else { return most }
    return min(most, Int(Double(least) * exponential(u * naturalLog((Double(most) + 1) / Double(least)))))
  }

  private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}

/// Points that fill the unit cube evenly: multiples of powers of the generalised golden ratio [Roberts2018].
struct EvenPoints: Sendable {
  private let steps: [Double]
  private let starts: [Double]

  init(dimensions: Int, seed: Seed) {
    // The root of x^(d+1) = x + 1.
    var root = 2.0
    for _ in 0..<64 { root = power(1 + root, 1 / Double(dimensions + 1)) }
    steps = (1...dimensions).map { power(root, -Double($0)) }
    let stream = CounterStream(seed)
    starts = (0..<dimensions).map { stream.uniform($0) }
  }

  /// The point with a number; coordinates in [0, 1).
  func point(_ number: Int) -> [Double] {
    zip(starts, steps).map { start, step in
      let value = start + Double(number + 1) * step
      return value - value.rounded(.down)
    }
  }
}
