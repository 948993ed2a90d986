/// Cumulative values at the checkpoints of the trace: a line of `curves.jsonl`.
public struct StoredCurve: Sendable, Equatable {
  /// Utility; empty if the trace has no rewards.
  public var regret: [Float]
  /// Utility.
  public var netReward: [Float]
  /// Requests.
  public var misses: [Int]

  public init(regret: [Float], netReward: [Float], misses: [Int]) {
    self.regret = regret
    self.netReward = netReward
    self.misses = misses
  }
}

/// The resident set over time, in a cell of the first replicate: a line of `residents.jsonl`.
public struct ResidentSpells: Sendable, Equatable {
  /// An adapter was resident after each of the requests first … end − 1.
  public struct Spell: Sendable, Equatable {
    public var adapter: Int
    public var first: Int
    public var end: Int

    public init(adapter: Int, first: Int, end: Int) {
      self.adapter = adapter
      self.first = first
      self.end = end
    }
  }

  /// By rising first step, then adapter.
  public var spells: [Spell]
  /// The requests before which a plan was applied.
  public var plans: [Int]
  /// The end of the record, in requests: T, or less.
  public var until: Int

  public init(spells: [Spell], plans: [Int], until: Int) {
    self.spells = spells
    self.plans = plans
    self.until = until
  }
}

/// Clock readings of a cell: a line of `timings.jsonl`.
public struct StoredTiming: Sendable, Equatable {
  /// Wall-clock seconds of the cell, without its world.
  public var seconds: Double
  /// CPU seconds of its thread.
  public var cpuSeconds: Double
  /// Seconds to generate or read its world; 0 if another cell had done it.
  public var worldSeconds: Double
  public var worker: Int

  public init(seconds: Double, cpuSeconds: Double, worldSeconds: Double, worker: Int) {
    self.seconds = seconds
    self.cpuSeconds = cpuSeconds
    self.worldSeconds = worldSeconds
    self.worker = worker
  }
}
