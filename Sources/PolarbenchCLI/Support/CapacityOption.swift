import Core

/// Reads capacities: `4` slots, `512MiB` bytes, `256x2MiB` pages of a size.
enum CapacityOption {
  static func parse(_ text: String) throws(Fault) -> Capacity {
    if let slots = Int(text), slots >= 0 { return Capacity(slots) }
    if let bytes = bytes(text) { return Capacity(bytes, .bytes) }
    let halves = text.split(separator: "x", omittingEmptySubsequences: false)
    if halves.count == 2, let pages = Int(halves[0]), pages >= 0, let page = bytes(String(halves[1])), page > 0 {
      return Capacity(pages, .pages(pageBytes: page))
    }
    throw CommandMessages.malformedCapacity(text)
  }

  /// A whole count of bytes: a whole number and a unit (B, kB, MB, GB, TB; KiB, MiB, GiB, TiB); nil where it is none
  /// or does not fit.
  static func bytes(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return nil }
    let unit: Int
    switch text[digits.endIndex...] {
    case "B": unit = 1
    case "kB", "KB": unit = 1_000
    case "MB": unit = 1_000_000
    case "GB": unit = 1_000_000_000
    case "TB": unit = 1_000_000_000_000
    case "KiB": unit = 1 << 10
    case "MiB": unit = 1 << 20
    case "GiB": unit = 1 << 30
    case "TiB": unit = 1 << 40
    default: return nil
    }
    let (product, overflow) = number.multipliedReportingOverflow(by: unit)
    return overflow ? nil : product
  }

  /// The capacity as it would be typed.
  static func described(_ capacity: Capacity) -> String {
    switch capacity.unit {
    case .slots: "\(capacity.amount)"
    case .bytes: "\(capacity.amount)B"
    case .pages(let bytes): "\(capacity.amount)x\(bytes)B"
    }
  }
}
