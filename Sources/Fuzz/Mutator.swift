import Core

/// Makes broken inputs out of good ones: the i-th input is a function of (seed, reader, i) alone.
struct Mutator {
  private let seeds: [[UInt8]]
  private let root: Seed
  /// The longest input.
  private static let limit = 4096

  init(_ seeds: [[UInt8]], seed: Seed) {
    self.seeds = seeds
    root = seed
  }

  /// Words that readers stumble over.
  private static let words: [[UInt8]] = [
    "nan", "inf", "-inf", "-1", "0", "-0", "1e5", "1e400", "1e-400", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "2147483647", "4294967296", "18446744073709551616", "0.5", ".", "-", "+1", "0x10", " ",
    "\"",
    "\"\"", "\"a,\nb\"", ",", ",,", "\n", "\r\n", "\r", "\u{FEFF}", "\0", "é", "\u{1F600}", "{", "}", "[", "]", "]]",
    "--",
    "--[[", "\\", "\\u0000", "\\ud800", "null", "true", "'", "'>f8'", "'<f4'", "|O", "(", ")", ", ", "True", "name",
    "#",
  ].map { Array($0.utf8) }

  /// The i-th input.
  func input(_ i: Int) -> [UInt8] {
    var random = RandomStream(Seed(root.bits &+ UInt64(i) &* 0x9e37_79b9_7f4a_7c15))
    var bytes = seeds[random.integer(below: seeds.count)]
    // Most inputs stay near a good one: one to four changes, seldom more.
    for _ in 0...random.integer(below: random.integer(below: 8) == 0 ? 24 : 4) { mutate(&bytes, &random) }
    if bytes.count > Self.limit { bytes.removeLast(bytes.count - Self.limit) }
    return bytes
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout RandomStream) {
    let place = random.integer(below: bytes.count + 1)
    let length = min(1 + random.integer(below: 16), bytes.count - place)
    switch random.integer(below: 10) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.integer(below: 8))
    case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.removeSubrange(place..<place + length)
    case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: random.integer(below: bytes.count + 1))
    case 4: bytes.removeSubrange(place...)
    case 5, 6: bytes.insert(contentsOf: Self.words[random.integer(below: Self.words.count)], at: place)
    case 7:
      bytes.replaceSubrange(place..<place + length, with: Self.words[random.integer(below: Self.words.count)])
    case 8:
      let other = seeds[random.integer(below: seeds.count)]
      bytes.replaceSubrange(place..., with: other[random.integer(below: other.count + 1)...])
    default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    }
  }
}
