/// Text as it stands in HTML. Names come from files of strangers: nothing goes into a page but through here.
enum Html {
  /// Safe between tags and in quoted attributes.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in printable(text).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// JSON that may stand in a script element: no tag can end it.
  static func scriptData(_ json: String) -> String {
    var out = ""
    out.reserveCapacity(json.utf8.count)
    for scalar in json.unicodeScalars {
      let isLineEnd = scalar == "\u{2028}" || scalar == "\u{2029}"
      if scalar == "<" || isLineEnd || isUnprintable(scalar) {
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// The text with what cannot be printed, or would turn the reading direction, replaced.
  static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
    var out = ""
    for scalar in text.unicodeScalars { out.unicodeScalars.append(isUnprintable(scalar) ? "\u{fffd}" : scalar) }
    return out
  }

  private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x200e...0x200f, 0x202a...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  /// An element around content that is HTML already.
  static func element(_ name: String, _ attributes: String = "", _ content: String) -> String {
    "<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\(content)</\(name)>"
  }

  /// A paragraph of plain text.
  static func paragraph(_ text: String, class name: String? = nil) -> String {
    element("p", name.map { "class=\"\($0)\"" } ?? "", escaped(text))
  }
}
