/// A stream of random numbers: xoshiro256** [BlackmanVigna2021], seeded through SplitMix64.
///
/// Our own code, so that the numbers are the same on every machine and with every toolchain.
@frozen
public struct RandomStream: RandomNumberGenerator, Sendable {
  @usableFromInline var s0: UInt64
  @usableFromInline var s1: UInt64
  @usableFromInline var s2: UInt64
  @usableFromInline var s3: UInt64

  @inlinable
  public init(_ seed: Seed) {
    s0 = splitMix64(seed.bits)
    s1 = splitMix64(seed.bits &+ 0x9e37_79b9_7f4a_7c15)
    s2 = splitMix64(seed.bits &+ 0x3c6e_f372_fe94_f82a)
    s3 = splitMix64(seed.bits &+ 0xdaa6_6d2c_7ddf_743f)
  }

  @inlinable
  public mutating func next() -> UInt64 {
    let result = Self.rotate(s1 &* 5, 7) &* 9
    let t = s1 &<< 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = Self.rotate(s3, 45)
    return result
  }

  @inlinable
  static func rotate(_ x: UInt64, _ k: UInt64) -> UInt64 { (x &<< k) | (x &>> (64 &- k)) }

  /// A number in [0, 1), a multiple of 2⁻⁵³.
  @inlinable
  public mutating func uniform() -> Double { Double(next() &>> 11) * 0x1p-53 }

  /// A whole number in 0 … bound−1, without bias [Lemire2019]; `bound` is at least 1.
  @inlinable
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0)
    let range = UInt64(bound)
    var (high, low) = next().multipliedFullWidth(by: range)
    if low < range {
      let threshold = (0 &- range) % range
      while low < threshold { (high, low) = next().multipliedFullWidth(by: range) }
    }
    return Int(high)
  }

  /// A standard normal, by inversion: each uses one word of the stream.
  @inlinable
  public mutating func normal() -> Double { normalQuantile(openUniform(next())) }

  /// Shuffles in place (Fisher–Yates, from the end).
  @inlinable
  public mutating func shuffle<Element>(_ items: inout [Element]) {
    guard items.count > 1 else { return }
    for i in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(i, integer(below: i + 1)) }
  }
}

/// Random numbers by position: the i-th is a function of (seed, i) alone.
///
/// For arrivals, contexts and noise: the numbers do not depend on the reader or on the order of reading.
@frozen
public struct CounterStream: Sendable {
  @usableFromInline let key: UInt64

  @inlinable
  public init(_ seed: Seed) { key = splitMix64(seed.bits) }

  /// The i-th word.
  @inlinable
  public func word(_ i: Int) -> UInt64 {
    splitMix64(splitMix64(UInt64(bitPattern: Int64(i)) &* 0xd134_2543_de82_ef95 ^ key) &+ key)
  }

  /// The i-th number in [0, 1).
  @inlinable
  public func uniform(_ i: Int) -> Double { Double(word(i) &>> 11) * 0x1p-53 }

  /// The i-th standard normal.
  @inlinable
  public func normal(_ i: Int) -> Double { normalQuantile(openUniform(word(i))) }
}

/// A number in (0, 1): the middle of one of 2⁵² equal cells.
@inlinable
func openUniform(_ word: UInt64) -> Double { (Double(word &>> 12) + 0.5) * 0x1p-52 }
