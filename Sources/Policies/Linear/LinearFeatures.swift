import Core

/// The features of linear arms: the context x, or with a constant feature (x, 1)/√2, whose norm is at most 1 if that of
/// x is.
final class LinearFeatures {
  /// The number of features.
  let dimension: Int
  /// Buffer for a context and the constant; nil if contexts are used unchanged.
  private let row: UnsafeMutablePointer<Double>?

  init(contextDimension: Int, hasConstant: Bool) {
    dimension = contextDimension + (hasConstant ? 1 : 0)
    row = hasConstant ? .allocate(capacity: dimension) : nil
    row?.initialize(repeating: 0.5.squareRoot(), count: dimension)
  }

  deinit { row?.deallocate() }

  /// The features of a request, valid until the next call. Throws if a number in the context is not finite.
  func of(_ request: Request) throws(Fault) -> UnsafePointer<Double> {
    let context = request.context
    for i in 0..<context.count where !context[i].isFinite {
      throw Messages.badFeature(context[i], at: i, of: request)
    }
    guard let row else { return context.unsafePointer }
    let scale = row[dimension - 1]
    for i in 0..<context.count { row[i] = context[i] * scale }
    return UnsafePointer(row)
  }
}
