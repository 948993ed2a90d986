import Core

/// A capacity as typed: an amount, or a share of the working set.
public enum ReplayCapacity: Equatable, Sendable {
  /// In the unit of the replay.
  case amount(Int)
  case bytes(Int)
  /// A share of the trace's distinct objects, or of their bytes; exact, as a fraction.
  case share(numerator: Int, denominator: Int)

  /// The largest amount: twice it still fits an integer.
  public static let limit = Bounds.total.upperBound

  /// Reads `5000`, `64MiB`, `0.1` or `10%`.
  public init(_ text: String) throws(Fault) {
    if let amount = Int(text), text.first != "+" {
      guard (0...Self.limit).contains(amount) else { throw Messages.badCapacity(text) }
      self = .amount(amount)
      return
    }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let suffix = text.dropFirst(digits.count)
    guard let (numerator, denominator) = Self.fraction(digits) else { throw Messages.badCapacity(text) }
    if suffix == "%" || suffix.isEmpty {
      let (whole, overflowed) = denominator.multipliedReportingOverflow(by: suffix.isEmpty ? 1 : 100)
      guard !overflowed, numerator > 0, numerator <= whole else { throw Messages.badShare(text) }
      self = .share(numerator: numerator, denominator: whole)
      return
    }
    guard let unit = byteUnit(suffix), let bytes = checkedProduct([numerator, unit]), bytes % denominator == 0,
      bytes / denominator <= Self.limit
    else { throw Messages.badCapacity(text) }
    self = .bytes(bytes / denominator)
  }

  /// Reads capacities separated by commas, without repetition.
  public static func list(_ text: String) throws(Fault) -> [ReplayCapacity] {
    var all: [ReplayCapacity] = []
    for part in Spelling.parts(text, at: ",") {
      let capacity = try ReplayCapacity(String(part))
      if all.contains(capacity) { throw Messages.capacityTwice(String(part)) }
      all.append(capacity)
    }
    return all
  }

  /// The amount for a working set: shares are rounded down, but not below 1.
  public func amount(ofWorkingSet size: Int) -> Int {
    switch self {
    case .amount(let amount), .bytes(let amount): return amount
    case .share(let numerator, let denominator):
      let product = size.multipliedFullWidth(by: numerator)
      return max(1, denominator.dividingFullWidth(product).quotient)
    }
  }

  var isShare: Bool { if case .share = self { true } else { false } }
  var isInBytes: Bool { if case .bytes = self { true } else { false } }

  /// `12.5` → 125 / 10; nil if it is not such a number, or has more than 17 digits.
  private static func fraction(_ text: Substring) -> (numerator: Int, denominator: Int)? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }), text.count <= 18,
      let numerator = Int(parts.joined())
    else { return nil }
    var denominator = 1
    for _ in 0..<(parts.count == 2 ? parts[1].count : 0) { denominator *= 10 }
    return (numerator, denominator)
  }
}
