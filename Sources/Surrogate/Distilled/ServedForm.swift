import Core

/// A leaf's closed form: the share of what is asked for that is served, as a product of powers, at most `ceiling`.
///
/// Our choice: where a server is short of something, what it serves is close to a product of powers of what it is asked for;
/// where it is not, the product is above the ceiling.
public struct ServedForm: Sendable, Equatable {
  /// Features that powers are of, as logarithms; the slots' rank stands for itself, over 16.
  static let terms: [PlainFeature] = [.outputRate, .inputRate, .adapters, .slots, .skew, .slotRank]
  private static let places = terms.map(\.index)
  private static let rankTerm = 1 + terms.firstIndex(of: .slotRank)!
  /// Requests under way at the end of a run are not served.
  static let ceiling = 0.996
  static let floor = 0.01
  static let logCeiling = naturalLog(ceiling)
  static let logFloor = naturalLog(floor)

  /// The constant, then one for each term; empty terms are left out where a leaf is flat.
  public let coefficients: [Double]

  public init(_ coefficients: [Double]) { self.coefficients = coefficients }

  /// Whether all that is asked for is served, near enough, whatever it is.
  var isFlat: Bool { coefficients.dropFirst().allSatisfy { $0 == 0 } }

  /// What the terms are of a server.
  static func termValues(_ plain: [Double]) -> [Double] {
    [1] + terms.map { $0 == .slotRank ? plain[$0.index] / 16 : naturalLog(plain[$0.index]) }
  }

  /// The logarithm of the share.
  func logShare(_ terms: [Double]) -> Double {
    var sum = 0.0
    for (coefficient, term) in zip(coefficients, terms) { sum += coefficient * term }
    return max(Self.logFloor, min(Self.logCeiling, sum))
  }

  /// The share of a server with these plain features.
  func share(_ plain: [Double]) -> Double {
    var sum = coefficients[0]
    for term in 1..<coefficients.count {
      let value = plain[Self.places[term - 1]]
      sum += coefficients[term] * (term == Self.rankTerm ? value / 16 : naturalLog(value))
    }
    return exponential(max(Self.logFloor, min(Self.logCeiling, sum)))
  }

  /// With five significant digits, and without slopes where they make no difference.
  var rounded: ServedForm {
    if isFlat { return ServedForm([Self.digits(min(coefficients[0], Self.logCeiling))]) }
    return ServedForm(coefficients.map(Self.digits))
  }

  private static func digits(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return 0 }
    var scale = 1.0
    while abs(value) * scale < 10_000 { scale *= 10 }
    while abs(value) * scale >= 100_000 { scale /= 10 }
    return (value * scale).rounded() / scale
  }
}
