import Core
import Results

/// The additional tables of a leaderboard, for the terminal and for Markdown.
public struct LeaderboardTables {
  private let leaderboard: Leaderboard

  public init(_ leaderboard: Leaderboard) { self.leaderboard = leaderboard }

  /// Mean net reward, and in brackets the rank, of each policy on each board; `boards` in one table. Bounds last.
  public func netReward(boards: ArraySlice<Board>) -> Table {
    var table = Table(["policy"] + boards.map(\.name))
    for policy in policiesInOrder {
      let cells = boards.map { board -> String in
        guard let row = board.standings.row(ofPolicy: policy) else { return Numbers.none }
        return Numbers.utility(row.netReward.mean, perRequest: false) + (row.rank.map { " (\($0))" } ?? " (–)")
      }
      table.add([leaderboard.manifest.policies[policy].name] + cells)
    }
    return table
  }

  /// Policies of the first table, then others, then bounds.
  private var policiesInOrder: [Int] {
    let first = leaderboard.policies
    let seen = leaderboard.boards.flatMap { $0.standings.rows.map(\.policy) }
    let rest = leaderboard.manifest.policies.indices.filter { !first.contains($0) && seen.contains($0) }
    return first + rest
  }

  /// Mean ranks over boards, and strengths; nil with fewer than two policies.
  public var strengths: Table? {
    guard leaderboard.policies.count > 1 else { return nil }
    var table = Table(["policy", "mean rank", "strength", "95 % interval", "won", "drawn", "lost"])
    for (i, policy) in leaderboard.policies.enumerated() {
      let records = leaderboard.headToHead.records[i]
      let count = { (part: KeyPath<HeadToHead.Record, Int>) in grouped(records.reduce(0) { $0 + $1[keyPath: part] }) }
      table.add([
        leaderboard.manifest.policies[policy].name,
        leaderboard.friedman.map { fixed($0.meanRanks[i], 2) } ?? Numbers.none,
        fixed(leaderboard.strengths.strengths[i], 2),
        Numbers.interval(leaderboard.strengths.interval(i), decimals: 2),
        count(\.wins), count(\.ties), count(\.losses),
      ])
    }
    return table
  }

  /// Replicates won, drawn and lost by the policy at the left against the one above; nil with fewer than two policies.
  public var headToHead: Table? {
    guard leaderboard.policies.count > 1 else { return nil }
    let names = leaderboard.policies.map { leaderboard.manifest.policies[$0].name }
    var table = Table(["won–drawn–lost"] + names)
    for (i, name) in names.enumerated() {
      let cells = names.indices.map { j in
        let record = leaderboard.headToHead.records[i][j]
        return i == j ? "·" : "\(record.wins)–\(record.ties)–\(record.losses)"
      }
      table.add([name] + cells)
    }
    return table
  }

  /// The policies that are not ranked over all boards, and why; nil if all are.
  public var absences: Table? {
    guard !leaderboard.absences.isEmpty else { return nil }
    var table = Table(
      ["not ranked", "cells", "forfeits", "missing", "first reason"], [.left, .right, .right, .right, .left])
    for absence in leaderboard.absences {
      let forfeit = absence.forfeits.first?.forfeit
      let place = forfeit?.place.map { "\($0): " } ?? ""
      table.add([
        absence.name, grouped(absence.cells), grouped(absence.forfeits.count), grouped(absence.missing),
        forfeit.map { place + $0.reason } ?? "not played yet",
      ])
    }
    return table
  }

  /// The results of the rank tests, in sentences; empty with fewer than two boards.
  public var rankTests: [String] {
    guard let friedman = leaderboard.friedman, let nemenyi = leaderboard.nemenyi else { return [] }
    let degrees = "\(friedman.policies - 1), \((friedman.policies - 1) * (friedman.boards - 1))"
    let f = friedman.f.map { "Iman and Davenport's F(\(degrees)) = \(fixed($0, 2)), p \(Self.p(friedman.fP!)); " } ?? ""
    var lines = [
      "Mean ranks over \(friedman.boards) boards: Friedman's χ²(\(friedman.policies - 1)) = "
        + "\(fixed(friedman.statistic, 2)), p \(Self.p(friedman.p)); \(f)"
        + "critical difference \(fixed(nemenyi.criticalDifference, 2)) (Nemenyi, 5 %)."
    ]
    let groups = nemenyi.groups.map { group in
      group.map { leaderboard.manifest.policies[leaderboard.policies[$0]].name }.joined(separator: ", ")
    }
    if !groups.isEmpty { lines.append("Within it: \(groups.joined(separator: " | ")).") }
    return lines
  }

  /// "= 0.014" or "< 0.001".
  private static func p(_ value: Double) -> String { value < 0.001 ? "< 0.001" : "= \(fixed(value, 3))" }
}
