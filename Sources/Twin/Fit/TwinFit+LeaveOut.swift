import Core
import System

extension TwinFit {
  /// Cross-validation: the rows of each group, simulated with coefficients that were fitted without them.
  ///
  /// The work of a run's steps does not depend on other runs, so only the regression is repeated. Values from other
  /// tables are kept.
  public struct LeftOut: Sendable {
    /// The groups' names, in the order of first appearance.
    public var groups: [String] = []
    public var validation = Validation()
  }

  /// Leaves each group out in turn: rows that agree in `columns`.
  public func leaveGroupsOut(
    _ result: Result, by columns: [String], jobs: Int, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(Fault) -> LeftOut {
    for column in columns where !tables.runs.hasColumn(column) {
      throw Messages.runsLackColumn(column, tables.runs.file)
    }
    let rows = choice.runs.map(\.row)
    let groups = rows.map { row in columns.map { tables.runs.field($0, of: row) ?? "" }.joined(separator: " ") }
    var out = LeftOut(groups: unique(groups))
    guard out.groups.count > 1 else { throw Messages.oneGroup(columns, tables.runs.file) }
    var players: [BatchPlayer] = []
    for group in out.groups { players.append(try player(without: group, groups, result)) }
    let numbers = groups.map { out.groups.firstIndex(of: $0)! }
    let runs = tables.runs
    let predictions = Workers.map(rows.count, jobs: jobs) { [players] index in
      Prediction(players[numbers[index]].play(runs, row: rows[index]))
    } progress: {
      progress($0)
    }
    for (row, prediction) in zip(rows, predictions) { out.validation.add(runs, row: row, prediction) }
    return out
  }

  /// A player with the coefficients fitted to the other groups.
  private func player(without group: String, _ groups: [String], _ result: Result) throws(Fault) -> BatchPlayer {
    let left = zip(choice.runs, groups).filter { $1 == group }.map(\.0.row)
    let kept = result.matches.filter { !left.contains($0.row) }
    let needed = StepFit.columns.count + 1
    guard kept.count >= needed else { throw Messages.tooFewWithout(group, kept.count, needs: needed) }
    let fit = result.fit.fit(kept)
    var profile = result.profile
    profile.steps = fit.steps
    if let millis = fit.loadMillis { profile.loads[0].millis = millis }
    var player = player
    player.profiles = [profile]
    return player
  }
}
