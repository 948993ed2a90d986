/// Bytes as text of 64 letters [RFC4648, 4].
enum Base64 {
  /// The bytes; nil if the text is not padded base64.
  static func decoded(_ text: String) -> [UInt8]? {
    let letters = Array(text.utf8)
    guard letters.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(letters.count / 4 * 3)
    var bits: UInt32 = 0
    var padding = 0
    for (place, letter) in letters.enumerated() {
      if letter == UInt8(ascii: "="), place >= letters.count - 2 {
        padding += 1
        bits <<= 6
      } else {
        guard padding == 0, let value = value(letter) else { return nil }
        bits = bits << 6 | value
      }
      if place % 4 == 3 {
        bytes += [UInt8(bits >> 16 & 0xff), UInt8(bits >> 8 & 0xff), UInt8(bits & 0xff)]
        bits = 0
      }
    }
    bytes.removeLast(padding)
    return bytes
  }

  private static func value(_ letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter) + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
