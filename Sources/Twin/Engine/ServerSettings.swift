import Core
import Paging

/// The settings of one server of the twin; the defaults are those of vLLM V1, if it has any.
public struct ServerSettings: Sendable {
  /// Whom a page-in from host memory holds up.
  // A step holds at most 2²⁴ tokens of 2²⁰ requests, and a cache 2⁵³ tokens: what the engine counts in 32 bits (tokens of a
  // request or step, blocks of a batch) and in 64 (their sums) cannot overflow.
  static let blockTokens = 1...65_536
  static let tokenBudgets = 1...(1 << 24)
  static let sequences = 1...(1 << 20)
  static let openRequests = 1...1_000_000_000

  public enum Loading: String, Sendable, CaseIterable {
    /// Loads run one after another before the step computes (vLLM).
    case blocking
    /// Loads run one after another beside the step: it ends when both are done. Our choice.
    case overlapped
  }

  /// The behaviour for a request that arrives at the limit of open requests.
  public enum BeyondLimit: String, Sendable, CaseIterable {
    /// It fails at once and counts as not served: the measured client runs out of ports.
    case fails
    /// It is sent when another request is finished, in order of arrival.
    case waits
  }

  /// Whether a page-in may take the slot of an adapter in the batch.
  public enum Victims: String, Sendable, CaseIterable {
    /// It may, because vLLM's manager visits the batch in an arbitrary order: see `TouchOrder`. With LRU only.
    case any
    /// It may not. Our choice for other evictors.
    case idle
  }

  /// Adapter slots on the GPU (`max_loras`): the size of the resident set, and the most adapters in a batch.
  public var slots: Int
  /// The rank that each slot is padded to (`max_lora_rank`).
  public var slotRank: Int
  /// Blocks of the KV cache.
  public var kvBlocks: Int
  /// Tokens in a block.
  public var blockTokens = 16
  /// The most tokens of a step (`max_num_batched_tokens`).
  public var tokenBudget = 2048
  /// The most requests of a step (`max_num_seqs`); at most `tokenBudget`, so that each decoding request gets its token.
  public var maxSequences = 2048
  /// The most open requests of clients at a time; nil for no limit.
  public var openRequestLimit: Int?
  public var beyondLimit = BeyondLimit.fails
  public var loading = Loading.blocking
  public var victims = Victims.any
  /// The capacity of host memory in adapters; nil for all adapters, preloaded.
  public var hostSlots: Int?

  public init(slots: Int, slotRank: Int, kvBlocks: Int) {
    self.slots = slots
    self.slotRank = slotRank
    self.kvBlocks = kvBlocks
  }

  /// Throws if a server could not start with these numbers.
  func validate(adapterCount: Int) throws(Fault) {
    guard slots >= 1 else { throw Messages.outOfRange("slots", slots, "1 or more") }
    guard adapterCount <= Bounds.adapters.upperBound else {
      throw Messages.outOfRange("adapters", adapterCount, "1 to \(Bounds.adapters.upperBound)")
    }
    guard slots <= adapterCount else { throw Messages.tooManySlots(slots, adapters: adapterCount) }
    try check("slot rank", slotRank, Bounds.rank)
    try check("block tokens", blockTokens, Self.blockTokens)
    try check("KV blocks", kvBlocks, 1...Bounds.total.upperBound / blockTokens)
    try check("sequences", maxSequences, Self.sequences)
    try check("budget", tokenBudget, Self.tokenBudgets)
    guard tokenBudget >= maxSequences else { throw Messages.budgetBelowSequences(tokenBudget, maxSequences) }
    if let openRequestLimit { try check("open requests", openRequestLimit, Self.openRequests) }
    if let hostSlots { try check("host slots", hostSlots, 1...Bounds.adapters.upperBound) }
    if let hostSlots, hostSlots < slots { throw Messages.hostBelowSlots(hostSlots, slots: slots) }
  }

  private func check(_ what: String, _ value: Int, _ range: ClosedRange<Int>) throws(Fault) {
    guard range.contains(value) else {
      throw Messages.outOfRange(what, value, "\(range.lowerBound) to \(range.upperBound)")
    }
  }
}
