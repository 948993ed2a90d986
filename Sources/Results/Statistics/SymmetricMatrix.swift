/// A small dense symmetric matrix, row by row.
struct SymmetricMatrix {
  let size: Int
  private var values: [Double]

  init(size: Int) {
    self.size = size
    values = Array(repeating: 0, count: size * size)
  }

  subscript(_ row: Int, _ column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  /// Adds a number to every entry.
  mutating func add(_ value: Double) { for i in values.indices { values[i] += value } }

  func times(_ vector: [Double]) -> [Double] {
    (0..<size).map { row in (0..<size).reduce(0) { $0 + self[row, $1] * vector[$1] } }
  }

  /// The product; it is symmetric in its only use, A B A.
  func times(_ other: SymmetricMatrix) -> SymmetricMatrix {
    var product = SymmetricMatrix(size: size)
    for row in 0..<size {
      for column in 0..<size {
        product[row, column] = (0..<size).reduce(0) { $0 + self[row, $1] * other[$1, column] }
      }
    }
    return product
  }

  /// The inverse of a positive definite matrix, by Gauss–Jordan elimination without pivoting. O(n³).
  func inverse() -> SymmetricMatrix {
    var rest = self
    var inverse = SymmetricMatrix(size: size)
    for i in 0..<size { inverse[i, i] = 1 }
    for pivot in 0..<size {
      let scale = 1 / rest[pivot, pivot]
      for column in 0..<size {
        rest[pivot, column] *= scale
        inverse[pivot, column] *= scale
      }
      for row in 0..<size where row != pivot && rest[row, pivot] != 0 {
        let factor = rest[row, pivot]
        for column in 0..<size {
          rest[row, column] -= factor * rest[pivot, column]
          inverse[row, column] -= factor * inverse[pivot, column]
        }
      }
    }
    return inverse
  }
}
