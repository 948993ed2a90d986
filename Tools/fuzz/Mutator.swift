import Core

/// Makes broken inputs out of good ones: the i-th input is a function of (seed, reader, i) alone.
struct Mutator {
  private let seeds: [[UInt8]]
  private let root: Seed
  /// The longest input.
  private let limit: Int

  init(_ seeds: [[UInt8]], seed: Seed) {
    self.seeds = seeds
    root = seed
    limit = max(4096, 2 * (seeds.map(\.count).max() ?? 0))
  }

  /// Replacements of a number: limits of 16, 32, 53 and 64 bits, extreme doubles, and spellings that are hardly
  /// numbers.
  static let numbers: [[UInt8]] = [
    "0", "-0", "00", "1", "-1", "2", "0.5", "1e-9", "1e-12", "1e-300", "1e-400", "5e-324", "1e5", "1e6", "1e9", "1e15",
    "1e16", "1e18", "1e19", "1e30", "1e100", "1e308", "1.7976931348623157e308", "1e400", "-1e308", "nan", "inf", "-inf",
    "65535", "65536", "1048576", "16777216", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295",
    "4294967296", "9007199254740992", "9007199254740993", "4611686018427387904", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
    "18446744073709551616", "1000000", "1000001", "100000000", "1.0", "1.", ".5", "1e", "+1", "0x10", "1_000",
    String(repeating: "9", count: 400), "0." + String(repeating: "0", count: 400) + "1",
  ].map { Array($0.utf8) }

  /// Words that often break readers.
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
    // Most inputs are close to a valid one: one to four changes, rarely more.
    for _ in 0...random.integer(below: random.integer(below: 8) == 0 ? 24 : 4) {
      if random.integer(below: 3) > 0 { mutate(&bytes, &random) } else { Self.changeNumber(in: &bytes, &random) }
    }
    if bytes.count > limit { bytes.removeLast(bytes.count - limit) }
    return bytes
  }

  /// Replaces the next number after a random position.
  static func changeNumber(in bytes: inout [UInt8], _ random: inout RandomStream) {
    func isDigit(_ byte: UInt8) -> Bool { byte &- 48 <= 9 }
    let start = random.integer(below: bytes.count + 1)
    guard let first = bytes[start...].firstIndex(where: isDigit) else { return }
    var begin = first
    while begin > 0, isDigit(bytes[begin - 1]) || bytes[begin - 1] == UInt8(ascii: ".") { begin -= 1 }
    let rest = bytes[first...]
    let end = rest.firstIndex { !isDigit($0) && $0 != UInt8(ascii: ".") } ?? bytes.count
    bytes.replaceSubrange(begin..<end, with: numbers[random.integer(below: numbers.count)])
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
