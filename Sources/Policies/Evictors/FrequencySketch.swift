import Core

/// Approximate recent use counts of ids: a count-min sketch of four rows of counters up to 15, halved periodically.
///
/// An estimate is never too low between halvings; it is too high if an id shares all four counters with others. A
/// row has a power of two of counters. After ten uses per counter of a row all are halved, so that old uses fade. The
/// hash is fixed: a sketch needs no random numbers.
///
/// Source: [Einziger2017, §3], without the doorkeeper. O(1) per use, amortised over halvings.
struct FrequencySketch {
  private static let uses = 10

  /// Counter (column, row) at column · 4 + row; columns 0 ..< width.
  private var counters: DenseColumn<UInt8>
  private var width = 16
  private var usesSinceHalving = 0

  init() { counters = DenseColumn(count: 4 * 16, filler: 0) }

  /// Makes each row at least `count` counters wide. Both halves of a doubled row start as copies of the old row, so
  /// that all estimates stay the same.
  @inline(__always)
  mutating func widen(to count: Int) {
    while width < count { double() }
  }

  @inline(never)
  private mutating func double() {
    counters.grow(to: 8 * width)
    for i in 0..<Int32(4 * width) { counters[Int32(4 * width) + i] = counters[i] }
    width *= 2
  }

  /// Counts one use of an id.
  @inline(__always)
  mutating func count(_ id: Int32) {
    var hash = Self.hash(id)
    for row in 0..<Int32(4) {
      let place = column(&hash) &* 4 &+ row
      let counter = counters[place]
      counters[place] = counter < 15 ? counter &+ 1 : 15
    }
    usesSinceHalving &+= 1
    if usesSinceHalving >= Self.uses &* width { halve() }
  }

  /// The least of an id's four counters: 0 … 15.
  @inline(__always)
  func estimate(_ id: Int32) -> UInt8 {
    var hash = Self.hash(id)
    var least: UInt8 = 15
    for row in 0..<Int32(4) { least = min(least, counters[column(&hash) &* 4 &+ row]) }
    return least
  }

  @inline(never)
  private mutating func halve() {
    for i in 0..<Int32(4 * width) { counters[i] = counters[i] &>> 1 }
    usesSinceHalving /= 2
  }

  /// The column in the next row: the low half of the hash, stepped by the odd high half.
  @inline(__always)
  private func column(_ hash: inout (at: UInt32, by: UInt32)) -> Int32 {
    let column = hash.at & UInt32(truncatingIfNeeded: width &- 1)
    hash.at = hash.at &+ hash.by
    return Int32(bitPattern: column)
  }

  @inline(__always)
  private static func hash(_ id: Int32) -> (at: UInt32, by: UInt32) {
    let word = splitMix64(UInt64(UInt32(bitPattern: id)))
    return (UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word &>> 32) | 1)
  }
}
