// Numbers from outside: what a file, a flag or a pipe may say, and arithmetic on it that cannot trap.
//
// A number is held to its range once, where it is read, and refused there with its place. Further in, code adds and
// multiplies without looking: the ranges below say why that is safe. What has no such proof goes through the functions at
// the end of this file.

/// The ranges of quantities that come from outside. Our choice: well above what is sensible, well below where arithmetic
/// on 64 bits or doubles gives way.
public enum Bounds {
  /// Bytes of one adapter, object or page: up to 1 PiB. A footprint in pages sums two of them.
  public static let bytes = 0...(1 << 50)
  /// What a tier holds, in slots, bytes or pages, and the bytes of all adapters together: a double tells each apart, so
  /// that a share of it is exact, and sixteen times as much, the most that a policy remembers, is still below 2⁵⁸.
  public static let total = 0...(1 << 53)
  /// Adapters of one trace or workload: with a rank of at most 10⁶ and so on, what is counted for each stays far below 2⁶³.
  public static let adapters = 1...1_000_000
  /// LoRA ranks.
  public static let rank = 1...1_000_000
  /// Requests of one trace.
  public static let requests = 1...(1 << 40)
  /// How often a policy plays.
  public static let replicates = 1...1_000_000
  /// Cells of a tournament: some 100 bytes of memory for each.
  public static let cells = 0...10_000_000
  /// What runs at a time.
  public static let jobs = 1...1024
  /// Parts that a tournament is cut into.
  public static let shards = 1...1_000_000
  /// Points in time, in seconds: thirty thousand years, to a tenth of a millisecond.
  public static let seconds = 0.0...1e12
  /// How long one page-in, step or wait takes, in milliseconds: eleven days.
  public static let millis = 0.0...1e9
  /// Features, rewards and costs of one request: squares and cubes of them, and sums over a trace, are finite.
  public static let value = -1e15...1e15
  /// Sums of such values over a trace: they fit the floats that curves are kept in.
  public static let sum = -1e30...1e30
  /// λ, what a second costs in utility.
  public static let price = 0.0...1e9
  /// Coefficient of variation of a load's time.
  public static let jitter = 0.0...10
  /// GB each second over a link.
  public static let bandwidth = 1e-9...1e6
}

/// The whole number that `value` is; nil for a fraction, infinity, not a number, and what lies outside of `range`.
public func wholeNumber(_ value: Double, in range: ClosedRange<Int>) -> Int? {
  Int(exactly: value).flatMap { range.contains($0) ? $0 : nil }
}

/// The whole number nearest to `value`, kept within ±2⁵³; 0 for what is not a number.
///
/// For estimates: where more than 2⁵³ of anything means "more than there can be".
@inlinable
public func nearestWhole(_ value: Double) -> Int {
  value == value ? Int(min(0x1p53, max(-0x1p53, value.rounded()))) : 0
}

/// The shortest text that reads back as the same number; whole numbers to 2⁵³ without a fraction.
public func shortest(_ value: Double) -> String {
  wholeNumber(value, in: -1 << 53...1 << 53).map(String.init) ?? "\(value)"
}

/// The sum of whole numbers; nil where it does not fit 64 bits.
public func checkedSum(_ terms: some Sequence<Int>) -> Int? {
  var sum = 0
  for term in terms {
    let (next, overflowed) = sum.addingReportingOverflow(term)
    if overflowed { return nil }
    sum = next
  }
  return sum
}

/// The product of whole numbers; nil where it, or a part of it from the left, does not fit 64 bits.
public func checkedProduct(_ factors: some Sequence<Int>) -> Int? {
  var product = 1
  for factor in factors {
    let (next, overflowed) = product.multipliedReportingOverflow(by: factor)
    if overflowed { return nil }
    product = next
  }
  return product
}

/// A number of bytes as people write it: digits, then B, kB, MB, GB, TB (powers of 1000) or KiB, MiB, GiB, TiB (of 1024);
/// nil for anything else, and for more than `Bounds.total`.
///
/// - Parameter bare: whether digits alone count bytes.
public func byteCount(_ text: some StringProtocol, bare: Bool = false) -> Int? {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  let suffix = text[digits.endIndex...]
  guard let number = Int(digits), let unit = suffix.isEmpty ? (bare ? 1 : nil) : byteUnit(suffix),
    let bytes = checkedProduct([number, unit]), Bounds.total.contains(bytes)
  else { return nil }
  return bytes
}

/// The bytes of a unit by its name; nil for an unknown one.
public func byteUnit(_ name: some StringProtocol) -> Int? {
  switch name {
  case "B": 1
  case "kB", "KB": 1000
  case "MB": 1_000_000
  case "GB": 1_000_000_000
  case "TB": 1_000_000_000_000
  case "KiB": 1 << 10
  case "MiB": 1 << 20
  case "GiB": 1 << 30
  case "TiB": 1 << 40
  default: nil
  }
}
