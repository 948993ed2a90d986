/// The sizes of a replay's objects; the loop is generic over it and compiled once for each kind.
@usableFromInline
protocol ReplaySizes {
  func bytes(ofRequest i: Int) -> Int
  func footprint(ofBytes bytes: Int) -> Int
  /// Units that a resident took at its page-in.
  func footprint(of resident: AdapterID) -> Int
  func remember(_ footprint: Int, of resident: AdapterID)
  mutating func request(_ bytes: Int)
  mutating func miss(_ bytes: Int)
  /// Bytes requested in the batch; nil if each request counts 1.
  var requestBytes: Int? { get }
  var missBytes: Int? { get }
}

/// Every object is one byte and takes one slot.
@frozen
@usableFromInline
struct UnitSlots: ReplaySizes {
  @inlinable
  init() {}
  @inlinable
  func bytes(ofRequest i: Int) -> Int { 1 }
  @inlinable
  func footprint(ofBytes bytes: Int) -> Int { 1 }
  @inlinable
  func footprint(of resident: AdapterID) -> Int { 1 }
  @inlinable
  func remember(_ footprint: Int, of resident: AdapterID) {}
  @inlinable
  func request(_ bytes: Int) {}
  @inlinable
  func miss(_ bytes: Int) {}
  @inlinable
  var requestBytes: Int? { nil }
  @inlinable
  var missBytes: Int? { nil }
}

/// Requests name their sizes, or residents are counted in other units than slots.
@frozen
@usableFromInline
struct NamedSizes: ReplaySizes {
  @usableFromInline let sizes: UnsafePointer<Int>?
  @usableFromInline let footprints: UnsafeMutablePointer<Int>?
  @usableFromInline let capacity: Capacity
  @usableFromInline var bytesAsked = 0
  @usableFromInline var bytesMissed = 0

  @inlinable
  init(_ batch: ReplayBatch, _ room: ReplayRoom) {
    sizes = batch.sizes
    footprints = room.footprints
    capacity = room.capacity
  }
  @inlinable
  func bytes(ofRequest i: Int) -> Int { sizes?[i] ?? 1 }
  @inlinable
  func footprint(ofBytes bytes: Int) -> Int { capacity.footprint(ofBytes: bytes) }
  @inlinable
  func footprint(of resident: AdapterID) -> Int { footprints?[resident.index] ?? 1 }
  @inlinable
  func remember(_ footprint: Int, of resident: AdapterID) { footprints?[resident.index] = footprint }
  @inlinable
  mutating func request(_ bytes: Int) { bytesAsked &+= bytes }
  @inlinable
  mutating func miss(_ bytes: Int) { bytesMissed &+= bytes }
  @inlinable
  var requestBytes: Int? { bytesAsked }
  @inlinable
  var missBytes: Int? { bytesMissed }
}
