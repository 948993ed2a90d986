import CLuaHost

/// The limits of a script.
public struct ScriptLimits: Sendable, Equatable {
  /// Bytes of one machine, models included.
  public var memoryBytes: Int
  /// Bytes of one block of memory.
  public var blockBytes: Int
  /// Bytes of one string.
  public var stringBytes: Int
  /// Instructions of one call of a verb; nil: not counted.
  public var budgetInstructions: Int?
  /// CPU time of one call of a verb, in nanoseconds.
  public var cpuNanos: Int

  public init(
    memoryBytes: Int = 64 << 20, blockBytes: Int = 32 << 20, stringBytes: Int = 256 << 10,
    budgetInstructions: Int? = nil, cpuNanos: Int = 80_000_000
  ) {
    self.memoryBytes = memoryBytes
    self.blockBytes = blockBytes
    self.stringBytes = stringBytes
    self.budgetInstructions = budgetInstructions
    self.cpuNanos = cpuNanos
  }

  /// A watchdog by CPU time alone: calls run at full speed.
  public static let fast = ScriptLimits()
  /// Instructions are counted, so that the result does not depend on the machine; about half the speed. The watchdog
  /// covers work that is not counted; its limit is far above the time of two million instructions.
  public static let strict = ScriptLimits(budgetInstructions: 2_000_000, cpuNanos: 5_000_000_000)

  var raw: lh_limits {
    lh_limits(
      memory_bytes: memoryBytes, block_bytes: blockBytes, string_bytes: stringBytes,
      budget_instructions: Int64(budgetInstructions ?? 0), cpu_nanos: Int64(cpuNanos))
  }
}
