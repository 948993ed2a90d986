import Core
import Results

/// Mean regret over replicates at each checkpoint, and half of its 95 % interval.
struct CurveBand {
  private(set) var count = 0
  private(set) var mean: [Double]
  private var squares: [Double]

  init(checkpoints: Int) {
    mean = Array(repeating: 0, count: checkpoints)
    squares = mean
  }

  /// Adds a replicate, by running means [Welford1962].
  mutating func add(_ curve: [Float]) {
    guard curve.count == mean.count else { return }
    count += 1
    for i in mean.indices {
      let off = Double(curve[i]) - mean[i]
      mean[i] += off / Double(count)
      squares[i] += off * (Double(curve[i]) - mean[i])
    }
  }

  /// By Student's t; empty with fewer than two replicates.
  var halfWidths: [Double] {
    guard count > 1 else { return [] }
    let t = StudentT.quantile(level: 0.95, degrees: count - 1)
    return squares.map { t * ($0 / Double(count - 1) / Double(count)).squareRoot() }
  }

  /// The bands of the policies of some boards, over the replicates of their standings: for each board by policy.
  static func all(of tournament: StoredTournament, on boards: [Board]) throws(Fault) -> [[Int: CurveBand]] {
    let manifest = tournament.manifest
    var bands = boards.map { board in
      let empty = CurveBand(checkpoints: manifest.traces[board.trace].checkpoints.count)
      return Dictionary(uniqueKeysWithValues: board.standings.rows.map { ($0.policy, empty) })
    }
    let replicates = boards.map { Set($0.standings.replicates) }
    func board(of key: CellKey) -> Int? {
      boards.firstIndex { $0.trace == key.trace && $0.capacity == key.capacity && $0.hasRewards }
        .flatMap { replicates[$0].contains(key.replicate) && bands[$0][key.policy] != nil ? $0 : nil }
    }
    guard boards.contains(where: \.hasRewards) else { return bands }
    func isCounted(_ key: CellKey) -> Bool { board(of: key) != nil }
    try tournament.forEachCurve(where: isCounted) { key, curve in
      bands[board(of: key)!][key.policy]!.add(curve.regret)
    }
    return bands
  }
}
