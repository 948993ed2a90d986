import Core

/// A leaf's closed form: the served share of requested tokens as a product of powers, at most `ceiling`.
///
/// Our choice: for an overloaded server, the served share is close to a product of powers of the features; for others,
/// the product is above the ceiling.
public struct ServedForm: Sendable, Equatable {
  /// The features of the powers, as logarithms; the slots' rank is used directly, divided by 16.
  static let terms: [PlainFeature] = [.outputRate, .inputRate, .adapters, .slots, .skew, .slotRank]
  private static let places = terms.map(\.index)
  private static let rankTerm = 1 + terms.firstIndex(of: .slotRank)!
  /// Running requests at the end of a run are not served.
  static let ceiling = 0.996
  static let floor = 0.01
  static let logCeiling = naturalLog(ceiling)
  static let logFloor = naturalLog(floor)

  /// The constant, then one per term; only the constant if the leaf is flat.
  public let coefficients: [Double]

  public init(_ coefficients: [Double]) { self.coefficients = coefficients }

  /// Whether the share is constant.
  var isFlat: Bool { coefficients.dropFirst().allSatisfy { $0 == 0 } }

  /// The terms of a server.
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
