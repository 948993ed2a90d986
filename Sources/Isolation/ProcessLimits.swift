import CFence

/// What a policy's process may use; it sets the limits itself, before it reads the policy.
public struct ProcessLimits: Sendable {
  /// Of memory, above what the program takes at its start.
  public var memoryBytes = 1 << 30
  /// Of CPU time at the start; the host grants more from time to time.
  static let firstSeconds = 20

  public init() {}

  /// From now on, and for good: so much memory, no files, no processes, nothing of the system but memory and time; and an
  /// end when `host`, the parent, ends.
  ///
  /// - Parameter required: layers that must hold; others of `layers` are left out where they do not.
  /// - Returns: the first required layer that does not hold here, and the errno that says why.
  func enter(
    _ layers: FenceLayer.Set = .all, required: FenceLayer.Set = .required, host: Int32
  ) -> (layer: FenceLayer, code: Int32)? {
    var code: Int32 = 0
    let layer = fence_enter(
      layers.rawValue, required.rawValue, Int64(memoryBytes), Int64(Self.firstSeconds), host, &code)
    return FenceLayer(rawValue: layer).map { ($0, code) }
  }
}
