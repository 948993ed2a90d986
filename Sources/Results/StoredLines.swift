/// Cumulative values at the checkpoints of the trace: a line of `curves.jsonl`.
public struct StoredCurve: Sendable, Equatable {
  /// Utility; empty where the trace has no rewards.
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

/// Who was resident when, in a cell of the first replicate: a line of `residents.jsonl`.
public struct ResidentSpells: Sendable, Equatable {
  /// An adapter was resident when requests first … end − 1 were over.
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
  /// Before which request a plan was carried out.
  public var plans: [Int]
  /// How far the record goes, in requests: T, or less.
  public var until: Int

  public init(spells: [Spell], plans: [Int], until: Int) {
    self.spells = spells
    self.plans = plans
    self.until = until
  }
}

/// Clock readings of a cell: a line of `timings.jsonl`.
public struct StoredTiming: Sendable, Equatable {
  /// Wall clock of the cell, its world not counted.
  public var seconds: Double
  /// Processor time of its thread.
  public var cpuSeconds: Double
  /// What drawing or reading its world took; 0 where another cell had done it.
  public var worldSeconds: Double
  public var worker: Int

  public init(seconds: Double, cpuSeconds: Double, worldSeconds: Double, worker: Int) {
    self.seconds = seconds
    self.cpuSeconds = cpuSeconds
    self.worldSeconds = worldSeconds
    self.worker = worker
  }
}
