/// The root of a stream of random numbers: 64 bits, derived from names and never from positions.
///
/// Streams are split by name: `seed.derived("environment", trace, replicate)`. The environment's stream does not depend
/// on the policy's name. So all policies of a comparison see the same requests and the same noise (common random
/// numbers), and one more policy changes no other cell.
///
/// Our choice: FNV-1a over the parts with a length before each, finished by SplitMix64 [Steele2014].
@frozen
public struct Seed: Hashable, Sendable {
  public let bits: UInt64

  public init(_ bits: UInt64) { self.bits = bits }

  /// The seed of a part of the run, named by its content.
  public func derived(_ parts: String...) -> Seed { derived(parts) }

  /// The seed of a part of the run, named by its content.
  public func derived(_ parts: [String]) -> Seed {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    func take(_ word: UInt64) { for shift in 0..<8 { take(UInt8(truncatingIfNeeded: word >> UInt64(shift * 8))) } }
    take(bits)
    for part in parts {
      take(UInt64(part.utf8.count))
      for byte in part.utf8 { take(byte) }
    }
    return Seed(splitMix64(hash))
  }
}

/// SplitMix64's finaliser: a bijection of 64-bit words [Steele2014].
@inlinable
public func splitMix64(_ word: UInt64) -> UInt64 {
  var z = word &+ 0x9e37_79b9_7f4a_7c15
  z = (z ^ (z &>> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z &>> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z &>> 31)
}
