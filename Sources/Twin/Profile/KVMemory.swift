import Core

/// The KV cache that fits into a GPU's memory besides weights and adapter slots.
///
/// Measured cells are used first; between two measured slot counts of a rank, the closed form corrected by its error
/// there; elsewhere the closed form. Capacity is `base − S·(perSlot + perSlotRank·R)` tokens.
public struct KVMemory: Sendable, Equatable {
  /// One measured start of a server.
  public struct Cell: Sendable, Equatable {
    public var slots: Int
    public var rank: Int
    /// nil if the server did not start.
    public var tokens: Int?
  }

  /// Whether a server with S slots of a rank starts.
  public enum Verdict: Sendable, Equatable {
    /// It starts with a cache of this many tokens.
    case fits(tokens: Int)
    /// The cache would be smaller than one request of the model's length.
    case noKV(tokens: Int)
    /// Weights, slots and activations do not fit the GPU.
    case outOfMemory(needGiB: Double)

    /// Its name in tables of measurements.
    public var status: String {
      switch self {
      case .fits: "ok"
      case .noKV: "oom_kv"
      case .outOfMemory: "oom"
      }
    }
  }

  public var baseTokens: Double
  public var tokensPerSlot: Double
  public var tokensPerSlotRank: Double
  /// The longest request of the model: a server with a smaller cache does not start.
  public var modelLength: Int
  public var weightsGiB: Double
  public var slotGiB: Double
  public var slotRankGiB: Double
  /// The sum of weights, slots and cache.
  public var usableGiB: Double
  /// The GPU's memory.
  public var gpuGiB: Double
  /// The share of the GPU's memory that the engine uses.
  public var gpuShare = 0.9
  public var cells: [Cell] = []

  /// Weights and slots.
  public func residentGiB(slots: Int, slotRank: Int) -> Double {
    weightsGiB + Double(slots) * (slotGiB + slotRankGiB * Double(slotRank))
  }

  /// Memory for computing besides weights, slots and cache: the engine's share minus their sum.
  public var activationsGiB: Double { max(0, gpuShare * gpuGiB - usableGiB) }

  /// The closed form, which may be negative.
  public func formula(slots: Int, slotRank: Int) -> Double {
    baseTokens - Double(slots) * (tokensPerSlot + tokensPerSlotRank * Double(slotRank))
  }

  public func verdict(slots: Int, slotRank: Int) -> Verdict {
    let need = residentGiB(slots: slots, slotRank: slotRank) + activationsGiB
    if need > gpuGiB { return .outOfMemory(needGiB: need) }
    let tokens = tokens(slots: slots, slotRank: slotRank)
    return tokens < modelLength ? .noKV(tokens: tokens) : .fits(tokens: tokens)
  }

  private func tokens(slots: Int, slotRank: Int) -> Int {
    let formula = formula(slots: slots, slotRank: slotRank)
    let measured = cells.filter { $0.rank == slotRank && $0.tokens != nil }
    if let cell = measured.first(where: { $0.slots == slots }) { return cell.tokens! }
    func off(_ cell: Cell) -> Double { Double(cell.tokens!) - self.formula(slots: cell.slots, slotRank: slotRank) }
    let below = measured.filter { $0.slots < slots }.max { $0.slots < $1.slots }
    let above = measured.filter { $0.slots > slots }.min { $0.slots < $1.slots }
    guard let below, let above else { return max(0, nearestWhole(formula)) }
    let share = Double(slots - below.slots) / Double(above.slots - below.slots)
    return max(0, nearestWhole(formula + off(below) + share * (off(above) - off(below))))
  }
}
