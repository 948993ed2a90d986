import Core

/// How one request was served.
@frozen
public struct Service: Sendable, Equatable {
  @frozen
  public enum Kind: UInt8, Sendable {
    /// The adapter was resident, or on its way.
    case hit
    /// It was not, and is now.
    case pageIn
    /// It was not, and is not: served once from a scratch buffer.
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

/// Where an adapter stands in a tier.
public enum AdapterState: Sendable, Equatable {
  case absent
  /// Its bytes are on their way; the tier has set their room aside.
  case loading(sinceSeconds: Double, untilSeconds: Double)
  /// May be a victim.
  case resident
  /// Never a victim.
  case pinned
  /// No victim before the last of `services` ends.
  case inUse(services: Int)
}
