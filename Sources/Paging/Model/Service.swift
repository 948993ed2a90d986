import Core

/// How one request was served.
@frozen
public struct Service: Sendable, Equatable {
  @frozen
  public enum Kind: UInt8, Sendable {
    /// The adapter was resident or loading.
    case hit
    /// It was not resident, and now is.
    case pageIn
    /// It was not resident and still is not: served once from a scratch buffer.
    case bypass
  }

  public var kind: Kind
  /// In utility; 0 on a hit, unless the adapter was still loading.
  public var pagingCost: Double
  /// From the arrival to the start of the service.
  public var stallSeconds: Double

  public init(kind: Kind, pagingCost: Double, stallSeconds: Double) {
    self.kind = kind
    self.pagingCost = pagingCost
    self.stallSeconds = stallSeconds
  }

  /// Whether the adapter was resident.
  public var isHit: Bool { kind == .hit }
}

/// The state of an adapter in a tier.
public enum AdapterState: Sendable, Equatable {
  case absent
  /// It is being loaded; its capacity is reserved.
  case loading(sinceSeconds: Double, untilSeconds: Double)
  /// May be a victim.
  case resident
  /// Never a victim.
  case pinned
  /// No victim before the last of `services` ends.
  case inUse(services: Int)
}
