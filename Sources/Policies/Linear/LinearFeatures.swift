import Core

/// What linear arms see of a request: its context, or with a constant feature (x, 1)/√2, no longer than 1 where x is not.
final class LinearFeatures {
  /// How many features there are.
  let dimension: Int
  /// Room for a context and the constant; nil where contexts are seen as they are.
  private let row: UnsafeMutablePointer<Double>?

  init(contextDimension: Int, hasConstant: Bool) {
    dimension = contextDimension + (hasConstant ? 1 : 0)
    row = hasConstant ? .allocate(capacity: dimension) : nil
    row?.initialize(repeating: 0.5.squareRoot(), count: dimension)
  }

  deinit { row?.deallocate() }

  /// The features of a request, good until the next call. Throws where a number in the context is not finite.
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
