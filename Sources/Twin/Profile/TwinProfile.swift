import Core
import Paging

/// The twin's parameters of one model on one GPU with one engine: settings, memory, and times of steps and loads.
///
/// Its text file contains every coefficient with its unit and origin: docs/reference/twin-profile-format.md.
public struct TwinProfile: Sendable, Equatable {
  /// The origin of a coefficient.
  public struct Origin: Sendable, Equatable {
    /// The tables it was fitted to, or its other source.
    public var source: String
    /// The number of fitted rows; 0 if it is not a fit.
    public var rows = 0
    /// Mean absolute error of the fit on those rows, in per cent.
    public var residualPercent: Double?

    public init(source: String, rows: Int = 0, residualPercent: Double? = nil) {
      self.source = source
      self.rows = rows
      self.residualPercent = residualPercent
    }
  }

  /// Milliseconds from host memory to a slot.
  public struct Load: Sendable, Equatable {
    public var slotRank: Int
    public var adapterRank: Int
    public var millis: Double
  }

  /// The shortest empty step: with steps of no time a simulation would never end.
  static let leastBaseMillis = 0.001

  /// Mean tokens of the experiments' prompts, and of the requested outputs [AgulloLopez2025].
  static let standardMeans = (input: 222.7, output: 196.2)

  /// The short name, unique.
  public var name: String
  /// Its name in tables: `llama-3.1-8b-instruct`.
  public var model: String
  public var engine: String?
  public var gpu: String?
  public var sources: [String] = []
  public var notes: [String] = []
  public var blockTokens = 16
  public var tokenBudget = 2048
  public var maxSequences = 2048
  public var openRequestLimit: Int?
  /// Generated over requested output tokens: some outputs end early.
  public var outputShare = 1.0
  /// Mean tokens of prompts, and of requested outputs, if a workload has no lengths.
  public var meanLengths = standardMeans
  /// The correlation of the copula of prompt and output lengths.
  public var lengthCorrelation = 0.0
  public var memory: KVMemory
  public var steps = StepModel()
  /// The origins of the terms' coefficients.
  public var origins: [StepTerm: Origin] = [:]
  public var loads: [Load] = []
  /// Milliseconds from storage to host memory: base, and per rank.
  public var storageMillis = (base: 0.0, perRank: 0.0)
  public var observation = Observation()

  public init(name: String, model: String, memory: KVMemory) {
    self.name = name
    self.model = model
    self.memory = memory
  }

  public static func == (a: TwinProfile, b: TwinProfile) -> Bool { a.fingerprint == b.fingerprint }
}

extension TwinProfile {
  /// Milliseconds of an adapter from host memory to a slot: as measured, or of the nearest measured slot rank, then
  /// adapter rank; ties go to the lower one.
  public func loadMillis(slotRank: Int, adapterRank: Int) -> Double {
    let best = loads.min { a, b in
      let far = (abs(a.slotRank - slotRank), abs(b.slotRank - slotRank))
      if far.0 != far.1 { return far.0 < far.1 }
      let off = (abs(a.adapterRank - adapterRank), abs(b.adapterRank - adapterRank))
      return off.0 != off.1
        ? off.0 < off.1 : (a.slotRank, a.adapterRank) < (b.slotRank, b.adapterRank)
    }
    return best?.millis ?? 0
  }

  /// Latencies of adapters of these ranks in slots of `slotRank`.
  public func latencies(ranks: [Int], slotRank: Int) -> PageInLatencies {
    let fromHost = ranks.map { loadMillis(slotRank: slotRank, adapterRank: $0) / 1000 }
    let fromStorage = zip(ranks, fromHost).map { rank, host in
      host + (storageMillis.base + storageMillis.perRank * Double(rank)) / 1000
    }
    return PageInLatencies(fromStorageSeconds: fromStorage, fromHostSeconds: fromHost)
  }

  /// A server of this profile with S slots of a rank; throws a fault with the arithmetic if it would not start.
  public func server(slots: Int, slotRank: Int, kvTokens: Int? = nil) throws(Fault) -> ServerSettings {
    var tokens = kvTokens ?? 0
    if kvTokens == nil {
      switch memory.verdict(slots: slots, slotRank: slotRank) {
      case .fits(let capacity): tokens = capacity
      case let verdict: throw Messages.doesNotStart(verdict, memory, slots: slots, slotRank: slotRank, profile: name)
      }
    }
    var server = ServerSettings(slots: slots, slotRank: slotRank, kvBlocks: tokens / blockTokens)
    server.blockTokens = blockTokens
    server.tokenBudget = tokenBudget
    server.maxSequences = maxSequences
    server.openRequestLimit = openRequestLimit
    return server
  }
}
