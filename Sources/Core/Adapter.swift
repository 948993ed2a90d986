/// An adapter's place in the catalogue: 0 … N−1.
///
/// Four bytes wide, because the replay engines keep one link record per id.
@frozen
public struct AdapterID: Hashable, Comparable, Sendable {
  /// The index as stored.
  public let raw: Int32

  /// Wraps an index; traps outside 0 … 2³¹−2.
  @inlinable
  public init(_ index: Int) { raw = Int32(index) }

  /// Wraps a stored index.
  @inlinable
  public init(raw: Int32) { self.raw = raw }

  /// The index in the catalogue, 0-based.
  @inlinable
  public var index: Int { Int(raw) }

  @inlinable
  public static func < (a: AdapterID, b: AdapterID) -> Bool { a.raw < b.raw }
}

/// The index of a request in its trace, 0-based.
public typealias Step = Int

extension Step {
  /// A step that never comes: later than any other.
  @inlinable
  public static var never: Step { Int.max }
}

/// The memory that holds an adapter's weights. Tiers are inclusive: GPU ⊂ host ⊂ storage.
public enum Tier: String, Sendable, CaseIterable {
  case storage, host, gpu
}

/// A LoRA adapter, as a catalogue lists it.
public struct Adapter: Sendable, Equatable {
  /// Unique within a catalogue.
  public var name: String
  /// Bytes that the weights take in a tier.
  public var sizeBytes: Int
  /// LoRA rank; nil if unknown.
  public var rank: Int?
  /// The base model; nil if unknown.
  public var baseModel: String?
  public var tags: [String]
  /// Always resident, never a victim.
  public var isPinned: Bool
  /// Its tier before the first request.
  public var startsIn: Tier

  public init(
    name: String, sizeBytes: Int = 1, rank: Int? = nil, baseModel: String? = nil, tags: [String] = [],
    isPinned: Bool = false, startsIn: Tier = .storage
  ) {
    self.name = name
    self.sizeBytes = sizeBytes
    self.rank = rank
    self.baseModel = baseModel
    self.tags = tags
    self.isPinned = isPinned
    self.startsIn = startsIn
  }
}

/// The size of a tier and its unit.
///
/// Real engines use all three: slots (vLLM, SGLang), bytes (LoRAX), pages (TensorRT-LLM, S-LoRA).
@frozen
public struct Capacity: Hashable, Sendable {
  @frozen
  public enum Unit: Hashable, Sendable {
    case slots
    case bytes
    /// An adapter takes ⌈bytes / pageBytes⌉ pages.
    case pages(pageBytes: Int)

    /// "slots", "bytes" or "pages".
    public var name: String {
      switch self {
      case .slots: "slots"
      case .bytes: "bytes"
      case .pages: "pages"
      }
    }
  }

  public var unit: Unit
  /// In `unit`; not negative.
  public var amount: Int

  @inlinable
  public init(_ amount: Int, _ unit: Unit = .slots) {
    self.unit = unit
    self.amount = amount
  }

  /// Units of the capacity that an adapter of `sizeBytes` bytes takes.
  @inlinable
  public func footprint(ofBytes sizeBytes: Int) -> Int {
    switch unit {
    case .slots: 1
    case .bytes: sizeBytes
    case .pages(let pageBytes): (sizeBytes + pageBytes - 1) / pageBytes
    }
  }
}
