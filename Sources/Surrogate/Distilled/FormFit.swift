import Core

/// The data for fitting the forms of leaves.
struct FormFit: Sendable {
  /// [rows × width], row-major: the terms of `ServedForm`.
  private let terms: [Double]
  private let targets: [Double]
  private let width = 1 + ServedForm.terms.count

  init(_ answers: DenseAnswers) {
    terms = answers.plain.flatMap(ServedForm.termValues)
    targets = answers.logShares
  }

  /// The form of some rows, by least squares over the overloaded rows: at first by the target, then also by the form.
  /// Flat if hardly any row is overloaded.
  func form(_ rows: [Int32]) -> ServedForm {
    terms.withUnsafeBufferPointer { terms in
      targets.withUnsafeBufferPointer { targets in
        var solution = [Double](repeating: 0, count: width)
        var counted = -1
        for turn in 0..<5 {
          var gram = [Double](repeating: 0, count: width * width)
          var right = [Double](repeating: 0, count: width)
          var count = 0
          for row in rows {
            let base = Int(row) * width
            let target = targets[Int(row)]
            if target >= -0.02 {
              guard turn > 0, Self.product(terms, base, solution) < 0 else { continue }
            }
            count += 1
            for i in 0..<width {
              let term = terms[base + i]
              right[i] += term * target
              for j in 0...i { gram[i * width + j] += term * terms[base + j] }
            }
          }
          guard count >= 3 * width else { return flat(rows) }
          // The active rows are unchanged, so further rounds are too.
          if count == counted { break }
          counted = count
          for i in 0..<width { gram[i * width + i] += 1e-5 * Double(count) }
          solution = Self.solved(gram, right, width)
        }
        return ServedForm(solution).rounded
      }
    }
  }

  /// Similar to half-SMAPE: the sum of absolute errors of logarithms.
  func loss(_ form: ServedForm, _ rows: [Int32]) -> Double {
    let coefficients = form.coefficients
    return terms.withUnsafeBufferPointer { terms in
      rows.reduce(0) { sum, row in
        let value = Self.product(terms, Int(row) * width, coefficients)
        return sum + abs(max(ServedForm.logFloor, min(ServedForm.logCeiling, value)) - targets[Int(row)])
      }
    }
  }

  private func flat(_ rows: [Int32]) -> ServedForm {
    let mean = rows.reduce(0) { $0 + targets[Int($1)] } / Double(max(1, rows.count))
    return ServedForm([mean]).rounded
  }

  @inline(__always)
  private static func product(_ terms: UnsafeBufferPointer<Double>, _ base: Int, _ coefficients: [Double]) -> Double {
    var sum = 0.0
    for i in 0..<coefficients.count { sum += coefficients[i] * terms[base + i] }
    return sum
  }

  /// Solves a positive definite system whose lower half is given, by Cholesky's factors.
  private static func solved(_ matrix: [Double], _ right: [Double], _ n: Int) -> [Double] {
    var (l, x) = (matrix, right)
    for i in 0..<n {
      for j in 0...i {
        var sum = l[i * n + j]
        for k in 0..<j { sum -= l[i * n + k] * l[j * n + k] }
        l[i * n + j] = i == j ? max(sum, 1e-300).squareRoot() : sum / l[j * n + j]
      }
      for k in 0..<i { x[i] -= l[i * n + k] * x[k] }
      x[i] /= l[i * n + i]
    }
    for i in (0..<n).reversed() {
      for k in (i + 1)..<n { x[i] -= l[k * n + i] * x[k] }
      x[i] /= l[i * n + i]
    }
    return x
  }
}
