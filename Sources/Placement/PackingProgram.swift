/// The linear program: the largest c·x with A·x ≤ 1 and x ≥ 0, all numbers at least 0 [Dantzig1957].
///
/// By the simplex method from x = 0, with Bland's rule, so that it terminates. For a few unknowns.
struct PackingProgram {
  /// c; entries are at least 0.
  var value: [Double]
  /// The rows of A; each unknown with a value is in some row.
  var rows: [[Double]]

  /// The best x. Coefficients below 1e-12 count as 0.
  func solved() -> [Double] {
    let unknowns = value.count
    var table = rows.map { $0 + [1] }
    var basis = rows.indices.map { unknowns + $0 }
    var gain = value
    // A column of the tableau for each unknown; the leaving slack gets the column of the entering unknown.
    var columns = Array(0..<unknowns)
    for _ in 0..<1000 {
      let better = (0..<unknowns).filter { gain[$0] > 1e-12 }
      guard let enter = better.min(by: { columns[$0] < columns[$1] }) else { break }
      let tight = table.indices.filter { table[$0][enter] > 1e-12 }
      func ratio(_ row: Int) -> Double { table[row][unknowns] / table[row][enter] }
      guard let leave = tight.min(by: { (ratio($0), basis[$0]) < (ratio($1), basis[$1]) }) else { break }
      pivot(&table, &gain, row: leave, column: enter)
      swap(&basis[leave], &columns[enter])
    }
    var x = [Double](repeating: 0, count: unknowns)
    for (row, name) in basis.enumerated() where name < unknowns { x[name] = max(0, table[row][unknowns]) }
    return x
  }

  private func pivot(_ table: inout [[Double]], _ gain: inout [Double], row: Int, column: Int) {
    let pivot = table[row][column]
    for j in table[row].indices where j != column { table[row][j] /= pivot }
    table[row][column] = 1 / pivot
    for i in table.indices where i != row {
      let factor = table[i][column]
      for j in table[i].indices where j != column { table[i][j] -= factor * table[row][j] }
      table[i][column] = -factor / pivot
    }
    let factor = gain[column]
    for j in gain.indices where j != column { gain[j] -= factor * table[row][j] }
    gain[column] = -factor / pivot
  }
}
