import Core

/// Numbers ids 0, 1, 2, … in order of first appearance.
///
/// Ids are 64-bit numbers, or other texts; both share one numbering. Open addressing with linear
/// probing, at most half full; a slot holds only the dense number, and the id itself is compared in an array in order
/// of first appearance, so that popular ids are close together in the processor's cache.
///
/// - Complexity: O(1) for a look-up; O(distinct ids) memory, 16 to 32 bytes per number.
public struct IDMap: ~Copyable {
  /// The number of distinct ids so far.
  public private(set) var count = 0
  /// The limit of distinct ids.
  private let limit: Int
  /// Dense numbers, −1 where free; `mask` + 1 of them, a power of two.
  private var slots: UnsafeMutablePointer<Int32>
  private var mask: Int
  /// Slots in use.
  private var taken = 0
  /// The ids by dense number; 0 for texts.
  private var numbers: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  private var texts = TextTable()

  /// - Parameter limit: the most distinct ids; one more is a fault.
  public init(limit: Int = Int(Int32.max) - 1) {
    self.limit = limit
    // 64 KiB: sparse if ids are few, so that the first probe is usually right and branches are predicted well.
    mask = 16_383
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: -1, count: mask + 1)
    capacity = 1024
    numbers = .allocate(capacity: capacity)
  }

  deinit {
    slots.deallocate()
    numbers.deallocate()
  }

  /// The dense number of a 64-bit id.
  @inline(__always)
  public mutating func index(of id: UInt64) throws(Fault) -> Int32 {
    var slot = home(of: id)
    while true {
      let index = slots[slot]
      if index < 0 { return try add(id, at: slot) }
      if numbers[Int(index)] == id { return index }
      slot = (slot &+ 1) & mask
    }
  }

  /// The dense number of an id as text: a decimal number below 2⁶⁴ without leading zeros is that number; anything else
  /// is text, so that `7` and `007` are two ids.
  public mutating func index(ofText bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> Int32 {
    if let number = canonicalNumber(bytes) { return try index(of: number) }
    if let known = texts.index(of: bytes) { return known }
    let index = try append(0)
    texts.add(bytes, as: index)
    return index
  }

  /// Both halves of a 128-bit product: strided and shifted ids spread as well as random ones.
  @inline(__always)
  private func home(of id: UInt64) -> Int {
    let product = id.multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return Int(truncatingIfNeeded: product.high ^ product.low) & mask
  }

  @inline(never)
  private mutating func add(_ id: UInt64, at slot: Int) throws(Fault) -> Int32 {
    let index = try append(id)
    slots[slot] = index
    taken += 1
    if taken * 2 > mask { growSlots() }
    return index
  }

  private mutating func append(_ id: UInt64) throws(Fault) -> Int32 {
    guard count < limit else { throw Messages.tooManyIDs(limit) }
    if count == capacity {
      let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
      larger.update(from: numbers, count: capacity)
      numbers.deallocate()
      numbers = larger
      capacity *= 2
    }
    numbers[count] = id
    count += 1
    return Int32(count - 1)
  }

  private mutating func growSlots() {
    let old = UnsafeMutableBufferPointer(start: slots, count: mask + 1)
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: -1, count: mask + 1)
    for index in old where index >= 0 {
      var slot = home(of: numbers[Int(index)])
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = index
    }
    old.deallocate()
  }
}

/// The value of a decimal number without leading zeros; nil for anything else and from 2⁶⁴ on.
func canonicalNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
  guard let first = bytes.first, first != UInt8(ascii: "0") || bytes.count == 1 else { return nil }
  var value: UInt64 = 0
  for byte in bytes {
    let digit = byte &- UInt8(ascii: "0")
    guard digit <= 9 else { return nil }
    let (shifted, isTooLarge) = value.multipliedReportingOverflow(by: 10)
    let (sum, isTooLargeToo) = shifted.addingReportingOverflow(UInt64(digit))
    if isTooLarge || isTooLargeToo { return nil }
    value = sum
  }
  return value
}
