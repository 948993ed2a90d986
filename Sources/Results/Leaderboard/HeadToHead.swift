/// Wins, ties and losses of each pair of policies.
public struct HeadToHead: Sendable, Equatable {
  /// The record of one policy against another.
  public struct Record: Sendable, Equatable {
    /// Replicates in which it earned more, the same, less; over all boards.
    public var wins = 0
    public var ties = 0
    public var losses = 0
    /// Boards on which the interval of the paired difference is above zero, contains zero, is below zero.
    public var boardsWon = 0
    public var boardsOpen = 0
    public var boardsLost = 0
  }

  /// `records[i][j]`: of the i-th policy against the j-th; the diagonal is empty.
  public let records: [[Record]]

  /// For policies on all boards, by their index in the manifest.
  init(_ policies: [Int], on boards: [Board]) {
    var records = policies.map { _ in policies.map { _ in Record() } }
    for board in boards {
      let rows = policies.map { board.standings.row(ofPolicy: $0)! }
      for (i, mine) in rows.enumerated() {
        for (j, other) in rows.enumerated() where i != j {
          for (a, b) in zip(mine.netReward.values, other.netReward.values) {
            if a > b {
              records[i][j].wins += 1
            } else if a == b {
              records[i][j].ties += 1
            } else {
              records[i][j].losses += 1
            }
          }
          switch board.standings.ranking.difference(mine.place, minus: other.place).verdict {
          case .more: records[i][j].boardsWon += 1
          case .open: records[i][j].boardsOpen += 1
          case .less: records[i][j].boardsLost += 1
          }
        }
      }
    }
    self.records = records
  }
}
