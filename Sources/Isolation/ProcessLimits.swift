import CFence

/// The limits of a policy's process; it sets them itself, before it reads the policy.
public struct ProcessLimits: Sendable {
  /// Bytes of memory, beyond the program's use at its start.
  public var memoryBytes = 1 << 30
  /// Seconds of CPU time at the start; the host grants more from time to time.
  static let firstSeconds = 20

  public init() {}

  /// Enters the limits permanently: bounded memory, no files, no processes, no system calls except for memory and time;
  /// and the process ends when `host`, the parent, ends.
  ///
  /// - Parameter required: layers that must hold; others of `layers` are skipped if they do not.
  /// - Returns: the first required layer that does not hold here, and its errno.
  func enter(
    _ layers: FenceLayer.Set = .all, required: FenceLayer.Set = .required, host: Int32
  ) -> (layer: FenceLayer, code: Int32)? {
    var code: Int32 = 0
    let layer = fence_enter(
      layers.rawValue, required.rawValue, Int64(memoryBytes), Int64(Self.firstSeconds), host, &code)
    return FenceLayer(rawValue: layer).map { ($0, code) }
  }
}
