import Core
import Results

/// The figures of a tournament, computed from its store alone.
public struct FigureSheet: Sendable {
  /// Over all boards.
  public private(set) var overall: [Figure] = []
  /// By trace.
  public private(set) var traces: [[Figure]] = []
  /// By the leaderboard's boards; empty for boards that are not drawn.
  public private(set) var boards: [[Figure]] = []

  public var all: [Figure] { overall + traces.flatMap { $0 } + boards.flatMap { $0 } }

  /// - Parameter isDrawn: Which boards have their own figures.
  /// - Throws: a fault if curves or residents cannot be read.
  public init(_ tournament: StoredTournament, _ leaderboard: Leaderboard, isDrawn: (Board) -> Bool) throws(Fault) {
    let artist = FigureArtist(tournament, leaderboard)
    let drawn = leaderboard.boards.indices.filter { isDrawn(leaderboard.boards[$0]) }
    let bands = try CurveBand.all(of: tournament, on: drawn.map { leaderboard.boards[$0] })
    let residents = drawn.isEmpty ? [:] : try Self.residents(of: tournament)
    overall = [
      leaderboard.overall.flatMap { artist.differences($0, on: nil) }, artist.criticalDifference(),
      artist.headToHead(),
    ].compactMap { $0 }
    traces = tournament.manifest.traces.indices.map { trace in [artist.missRatio(trace: trace)].compactMap { $0 } }
    boards = leaderboard.boards.map { _ in [] }
    for (place, index) in drawn.enumerated() {
      let board = leaderboard.boards[index]
      boards[index] = [
        artist.regret(board, bands[place]), artist.netReward(board), artist.differences(board.standings, on: board),
        artist.residents(board, residents),
      ].compactMap { $0 }
    }
  }

  private static func residents(of tournament: StoredTournament) throws(Fault) -> [CellKey: ResidentSpells] {
    Dictionary(try tournament.residents().map { ($0.key, $0.spells) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Makes each kind of figure; the common data of all figures.
struct FigureArtist {
  let tournament: StoredTournament
  let leaderboard: Leaderboard
  /// By index in the manifest.
  let styles: [PolicyStyle]
  /// By name.
  let labels: [String: String]

  init(_ tournament: StoredTournament, _ leaderboard: Leaderboard) {
    self.tournament = tournament
    self.leaderboard = leaderboard
    styles = PolicyStyle.all(of: tournament.manifest)
    labels = Dictionary(
      zip(tournament.manifest.policies.map(\.name), styles.map(\.label)), uniquingKeysWith: { first, _ in first })
  }

  var manifest: Manifest { tournament.manifest }

  /// `regret-edge-15-k4`: small letters, digits, points and hyphens.
  static func slug(_ kind: String, _ name: String) -> String {
    let safe = name.map { character in
      character.isASCII && (character.isLetter || character.isNumber || character == ".") ? character : "-"
    }
    return kind + "-" + String(safe)
  }

  /// "20 replicates".
  static func replicates(_ count: Int) -> String { "\(grouped(count)) replicate\(count == 1 ? "" : "s")" }
}
