// Numbers from files, flags and pipes: their ranges, and arithmetic on them that cannot trap.
//
// The range of a number is checked once, where it is read; a fault there names the place. Other code adds and
// multiplies without checks: the ranges below make that safe. Where they do not, it uses the functions at the end of
// this file.

/// The ranges of quantities in input. Our choice: well above sensible values, well below the limits of 64-bit and
/// double arithmetic.
public enum Bounds {
  /// Bytes of one adapter, object or page: up to 1 PiB. A footprint in pages sums two of them.
  public static let bytes = 0...(1 << 50)
  /// Capacity of a tier in slots, bytes or pages, and the bytes of all adapters together. A double represents each
  /// value exactly. Sixteen times as much, the most that a policy remembers, is below 2⁵⁸.
  public static let total = 0...(1 << 53)
  /// Adapters of one trace or workload. Sums over them of any bounded quantity (rank, for example) stay far below 2⁶³.
  public static let adapters = 1...1_000_000
  /// LoRA ranks.
  public static let rank = 1...1_000_000
  /// Requests of one trace.
  public static let requests = 1...(1 << 40)
  /// Replicates of a policy.
  public static let replicates = 1...1_000_000
  /// Cells of a tournament; each takes about 100 bytes of memory.
  public static let cells = 0...10_000_000
  /// Jobs that run at the same time.
  public static let jobs = 1...1024
  /// Shards of a tournament.
  public static let shards = 1...1_000_000
  /// Points in time, in seconds: up to 30 000 years, resolved to a tenth of a millisecond.
  public static let seconds = 0.0...1e12
  /// Duration of one page-in, step or wait, in milliseconds: up to 11 days.
  public static let millis = 0.0...1e9
  /// Features, rewards and costs of one request: squares and cubes of them, and sums over a trace, are finite.
  public static let value = -1e15...1e15
  /// Sums of such values over a trace; they fit into the `Float`s of curves.
  public static let sum = -1e30...1e30
  /// λ, the price of a second, in utility.
  public static let price = 0.0...1e9
  /// Coefficient of variation of a load's time.
  public static let jitter = 0.0...10
  /// GB per second over a link.
  public static let bandwidth = 1e-9...1e6
}

/// `value` as a whole number; nil if it is a fraction, infinite, NaN, or outside `range`.
public func wholeNumber(_ value: Double, in range: ClosedRange<Int>) -> Int? {
  Int(exactly: value).flatMap { range.contains($0) ? $0 : nil }
}

/// The whole number nearest to `value`, kept within ±2⁵³; 0 for NaN.
///
/// For estimates, where any count above 2⁵³ means "too many".
@inlinable
public func nearestWhole(_ value: Double) -> Int {
  value == value ? Int(min(0x1p53, max(-0x1p53, value.rounded()))) : 0
}

/// The shortest text that reads back as the same number; whole numbers to 2⁵³ without a fraction.
public func shortest(_ value: Double) -> String {
  wholeNumber(value, in: -1 << 53...1 << 53).map(String.init) ?? "\(value)"
}

/// The sum of whole numbers; nil if it does not fit into 64 bits.
public func checkedSum(_ terms: some Sequence<Int>) -> Int? {
  var sum = 0
  for term in terms {
    let (next, overflowed) = sum.addingReportingOverflow(term)
    if overflowed { return nil }
    sum = next
  }
  return sum
}

/// The product of whole numbers, from the left; nil if it or a partial product does not fit into 64 bits.
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
/// - Parameter bare: whether digits without a unit are accepted, as bytes.
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
