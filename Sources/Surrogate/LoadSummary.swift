/// The total load of the adapters of one GPU: the complete input of a surrogate.
///
/// Adapters are added and removed in O(1), and the summary does not depend on their order: all sums are whole numbers,
/// so that removal exactly reverses addition.
public struct LoadSummary: Sendable, Equatable {
  /// Adapters, including those without requests.
  public private(set) var count = 0
  private var rateUnits = 0
  private var inputUnits = 0
  private var outputUnits = 0
  /// Adapters of each rank, rising.
  public private(set) var ranks: [RankCount] = []
  /// Adapters by generated tokens per second, rising; bins are a quarter of an octave wide.
  public private(set) var bins: [Bin] = []

  /// Adapters of one rank.
  public struct RankCount: Sendable, Equatable {
    public var rank: Int
    public var count: Int
  }

  /// Adapters with about the same rate.
  public struct Bin: Sendable, Equatable {
    fileprivate var number: Int
    /// The number of adapters in it.
    public fileprivate(set) var count: Int
    fileprivate var outputUnits: Int
    fileprivate var rateUnits: Int

    /// Mean generated tokens per second of its adapters.
    public var outputRate: Double { Double(outputUnits) / LoadSummary.unitsPerToken / Double(count) }
    /// Mean requests per second of its adapters.
    public var rate: Double { Double(rateUnits) / LoadSummary.unitsPerRequest / Double(count) }
  }

  fileprivate static let unitsPerRequest = 0x1p32
  fileprivate static let unitsPerToken = 0x1p20

  public init() {}

  public init(_ adapters: some Sequence<AdapterLoad>) {
    for adapter in adapters { add(adapter) }
  }

  /// Requests per second.
  public var rate: Double { Double(rateUnits) / Self.unitsPerRequest }
  /// Prompt tokens per second.
  public var inputRate: Double { Double(inputUnits) / Self.unitsPerToken }
  /// Requested output tokens per second.
  public var outputRate: Double { Double(outputUnits) / Self.unitsPerToken }
  /// Prompt and output tokens per second.
  public var tokenRate: Double { inputRate + outputRate }
  /// Mean prompt tokens of a request; 0 without requests.
  public var meanInput: Double { rateUnits > 0 ? inputRate / rate : 0 }
  public var meanOutput: Double { rateUnits > 0 ? outputRate / rate : 0 }
  /// 0 without adapters.
  public var maxRank: Int { ranks.last?.rank ?? 0 }
  /// 0 without adapters.
  public var meanRank: Double {
    count > 0 ? Double(ranks.reduce(0) { $0 + $1.rank * $1.count }) / Double(count) : 0
  }

  /// Adds an adapter.
  public mutating func add(_ adapter: AdapterLoad) { change(adapter, by: 1) }

  /// Removes an adapter that was added before.
  public mutating func remove(_ adapter: AdapterLoad) { change(adapter, by: -1) }

  private mutating func change(_ adapter: AdapterLoad, by sign: Int) {
    let rate = Int((adapter.rate * Self.unitsPerRequest).rounded())
    let input = Int((adapter.rate * adapter.meanInput * Self.unitsPerToken).rounded())
    let output = Int((adapter.rate * adapter.meanOutput * Self.unitsPerToken).rounded())
    count += sign
    rateUnits += sign * rate
    inputUnits += sign * input
    outputUnits += sign * output
    countRank(adapter.rank, by: sign)
    guard output > 0 else { return }
    let number = Self.bin(of: output)
    let place = bins.firstIndex { $0.number >= number } ?? bins.count
    if place == bins.count || bins[place].number != number {
      bins.insert(Bin(number: number, count: 0, outputUnits: 0, rateUnits: 0), at: place)
    }
    bins[place].count += sign
    bins[place].outputUnits += sign * output
    bins[place].rateUnits += sign * rate
    if bins[place].count == 0 { bins.remove(at: place) }
  }

  private mutating func countRank(_ rank: Int, by sign: Int) {
    let place = ranks.firstIndex { $0.rank >= rank } ?? ranks.count
    if place == ranks.count || ranks[place].rank != rank { ranks.insert(RankCount(rank: rank, count: 0), at: place) }
    ranks[place].count += sign
    if ranks[place].count == 0 { ranks.remove(at: place) }
  }

  /// Four bins per power of two.
  private static func bin(of units: Int) -> Int {
    let exponent = Int.bitWidth - 1 - units.leadingZeroBitCount
    let quarter = exponent >= 2 ? (units >> (exponent - 2)) & 3 : (units << (2 - exponent)) & 3
    return 4 * exponent + quarter
  }
}
