import Core

/// The published twin's four predictors for one model, as fitted by its authors [AgulloLopez2025]; milliseconds.
///
/// The capacity of the KV cache, the fourth, is their measured table: a profile's `KVMemory`.
public struct AgulloPredictors: Sendable, Equatable {
  /// Page-ins to slots of one rank.
  public struct Loads: Sendable, Equatable {
    public var slotRank: Int
    /// Milliseconds by adapter rank, rising.
    public var millis: [(rank: Int, millis: Double)]

    public static func == (one: Loads, other: Loads) -> Bool {
      one.slotRank == other.slotRank && one.millis.elementsEqual(other.millis) { $0 == $1 }
    }
  }

  /// The start of a model's name.
  public var model: String
  /// Milliseconds per running request, and the constant: fitted on mean ITL against mean batch size.
  public var perRunning: Double
  public var base: Double
  /// Percent per distinct adapter in the batch, and the constant: ITL relative to the same batch without LoRA.
  public var perAdapter: Double
  public var anyAdapter: Double
  /// By slot rank, rising.
  public var loads: [Loads]
  /// The standard deviations of lengths in units of their means, solved from the means of the floored draws.
  public var inputDeviation: Double
  public var outputDeviation: Double
  /// Milliseconds per prompt token, from micro-benchmarks; 0 in the published twin.
  public var perPromptToken: Double
  /// Milliseconds per rank above 8 of an adapter, from end-to-end runs; 0 in the published twin.
  public var perAdapterRank: Double

  public static let llama31 = AgulloPredictors(
    model: "llama-3.1-8b", perRunning: 0.0437994, base: 10.541748, perAdapter: 1.9301176, anyAdapter: 200.01448,
    loads: [
      Loads(slotRank: 8, millis: [(8, 6.612)]), Loads(slotRank: 16, millis: [(8, 7.772), (16, 6.384)]),
      Loads(slotRank: 32, millis: [(8, 8.076), (16, 7.869), (32, 6.367)]),
    ],
    inputDeviation: 1.122, outputDeviation: 1.075, perPromptToken: 0.0210, perAdapterRank: 0.005803)

  public static let qwen25 = AgulloPredictors(
    model: "qwen-2.5-7b", perRunning: 0.0489449, base: 10.616793, perAdapter: 1.6685157, anyAdapter: 177.69399,
    loads: [
      Loads(slotRank: 8, millis: [(8, 3.060)]), Loads(slotRank: 16, millis: [(8, 3.399), (16, 2.990)]),
      Loads(slotRank: 32, millis: [(8, 3.381), (16, 3.507), (32, 3.044)]),
    ],
    inputDeviation: 1.122, outputDeviation: 1.075, perPromptToken: 0.0215, perAdapterRank: 0.003534)

  /// The predictors of the model with which a name begins.
  public static func named(_ name: String) throws(Fault) -> AgulloPredictors {
    let all = [llama31, qwen25]
    guard let found = all.first(where: { name.hasPrefix($0.model) }) else {
      throw Messages.noAgulloPredictors(name, all.map(\.model))
    }
    return found
  }

  /// A step of `running` requests of `adapters` distinct adapters.
  @inline(__always)
  func stepMillis(running: Int, adapters: Int) -> Double {
    (perRunning * Double(running) + base) * (perAdapter * Double(adapters) + anyAdapter) / 100
  }

  /// The scheduler's time in a step; one fit for all models, 0 where it is negative.
  @inline(__always)
  static func scheduleMillis(running: Int, waiting: Int, slotShare: Double) -> Double {
    let running = 0.004373 * (Double(running) - 0.232143) / 1081.139069
    let waiting = Double(waiting)
    let line = 0.004615 * waiting / 20309.088235 - 0.004391 * (waiting * slotShare) / 16371.311594
    return max(0, 1000 * (running + line - 0.000196422634))
  }

  /// The page-in of an adapter; ranks between measured ones use the next larger one (our choice).
  func loadMillis(rank: Int, slotRank: Int) -> Double {
    let row = loads.first { $0.slotRank >= slotRank } ?? loads[loads.count - 1]
    return (row.millis.first { $0.rank >= rank } ?? row.millis[row.millis.count - 1]).millis
  }
}
