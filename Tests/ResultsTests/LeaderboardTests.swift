import Core
import Testing

@testable import Results

private let noise = TournamentSamples.noise

/// Four policies of levels 50, 53, 53 and 60 and a bound, on three traces.
private func ordinary() throws -> Leaderboard {
  let levels = [50.0, 53, 53, 60, 80]
  return try Leaderboard(
    TournamentSamples.tournament(
      ["lru", "polar", "linucb", "polar-plus", "fixed-best!"], traces: ["a", "b", "c"], replicates: 10
    ) { levels[$0] + noise($0, $1, $2) })
}

@Suite("Leaderboards", .timeLimit(.minutes(60)))
struct LeaderboardTests {
  @Test("over boards the order is by net reward for each request, ranks are shared, bounds have none")
  func overall() throws {
    let leaderboard = try ordinary()
    let standings = try #require(leaderboard.overall)
    #expect(standings.ranked.map(\.rank) == [1, 2, 2, 4])
    #expect(standings.ranked.map(\.name).first == "polar-plus" && standings.ranked.last?.name == "lru")
    #expect(standings.bounds.map(\.name) == ["fixed-best"] && standings.bounds[0].rank == nil)
    #expect(abs(standings.ranked[0].netReward.mean - 0.6) < 0.01)
    #expect(abs(standings.ranked[0].missRatio - 0.2) < 1e-12)
    #expect(abs(standings.ranked[0].pagingCost - 0.04) < 1e-12)
    #expect(leaderboard.boards.map(\.name) == ["a/k4", "b/k4", "c/k4"])
    #expect(abs(leaderboard.boards[0].standings.ranked[0].netReward.mean - 60) < 1)
    #expect(leaderboard.absences.isEmpty)
  }

  @Test("a bound's lead over the reference is reported without a test")
  func bound() throws {
    let standings = try #require(try ordinary().overall)
    let lead = try #require(standings.bounds[0].overReference)
    #expect(lead.verdict == .more && lead.holm == nil)
    #expect(standings.row(ofPolicy: 0)?.overReference == nil)
  }

  @Test("ranks over boards are tested, and the groups drawn")
  func ranks() throws {
    let leaderboard = try ordinary()
    let friedman = try #require(leaderboard.friedman)
    #expect(leaderboard.policies.count == 4 && leaderboard.policies[0] == 3)
    #expect(friedman.boards == 3 && friedman.meanRanks[0] == 1 && friedman.meanRanks[3] == 4)
    let nemenyi = try #require(leaderboard.nemenyi)
    #expect(abs(nemenyi.criticalDifference - 2.708) < 1e-3)
  }

  @Test("head to head counts replicates and boards, either way round")
  func headToHead() throws {
    let records = try ordinary().headToHead.records
    #expect(
      records[0][3] == HeadToHead.Record(wins: 30, ties: 0, losses: 0, boardsWon: 3, boardsOpen: 0, boardsLost: 0))
    #expect(
      records[3][0] == HeadToHead.Record(wins: 0, ties: 0, losses: 30, boardsWon: 0, boardsOpen: 0, boardsLost: 3))
    #expect(records[1][2].wins == records[2][1].losses && records[1][2].boardsOpen > 0)
    #expect(records[1][1] == HeadToHead.Record())
    // The first of three replicates is a draw.
    let drawn = try Leaderboard(
      TournamentSamples.tournament(["lru", "polar"], replicates: 3) { policy, _, replicate in
        replicate == 0 ? 5 : Double(policy + replicate)
      }
    ).headToHead.records
    #expect((drawn[0][1].wins, drawn[0][1].ties, drawn[0][1].losses) == (2, 1, 0))
    #expect((drawn[1][0].wins, drawn[1][0].ties, drawn[1][0].losses) == (0, 1, 2))
  }

  @Test("strengths follow the wins")
  func strengths() throws {
    let strengths = try ordinary().strengths
    #expect(strengths.strengths[0] > 2 && strengths.strengths[3] < -2)
    #expect(strengths.interval(1).overlaps(strengths.interval(2)))
  }

  @Test("with one board the leaderboard is that board's")
  func oneBoard() throws {
    let leaderboard = try Leaderboard(
      TournamentSamples.tournament(["lru", "polar"], replicates: 3) { 50 + 5 * Double($0) + noise($0, $1, $2) })
    #expect(leaderboard.overall == nil && leaderboard.friedman == nil && leaderboard.nemenyi == nil)
    let standings = try #require(leaderboard.standings)
    #expect(standings.ranked.map(\.name) == ["polar", "lru"])
    #expect(standings.ranked[0].overReference?.method == .studentT)
  }

  @Test("a policy that forfeits a cell is ranked on other boards only, and listed")
  func forfeits() throws {
    let leaderboard = try Leaderboard(
      TournamentSamples.tournament(["lru", "mine.lua", "polar"], traces: ["a", "b"], replicates: 8) {
        policy, trace, replicate in
        policy == 1 && trace == 1 && replicate > 5 ? .nan : 50 + Double(policy) + noise(policy, trace, replicate)
      })
    #expect(leaderboard.boards[0].standings.ranked.count == 3)
    #expect(leaderboard.boards[1].standings.ranked.map(\.name).sorted() == ["lru", "polar"])
    #expect(leaderboard.overall?.ranked.count == 2)
    let absence = try #require(leaderboard.absences.first)
    #expect(leaderboard.absences.count == 1 && absence.name == "mine.lua")
    #expect(absence.cells == 16 && absence.forfeits.count == 2 && absence.missing == 0)
  }

  @Test("an unfinished tournament is evaluated by the replicates that all have; policies with few are left out")
  func unfinished() throws {
    let leaderboard = try Leaderboard(
      TournamentSamples.tournament(["lru", "polar", "new"], replicates: 10) { policy, trace, replicate in
        replicate >= [10, 8, 2][policy] ? nil : 50 + Double(policy)
      })
    let standings = try #require(leaderboard.standings)
    #expect(standings.replicates == Array(0..<8) && standings.ranked.count == 2)
    #expect(leaderboard.absences.map(\.name) == ["new"] && leaderboard.absences[0].missing == 8)
    #expect(leaderboard.missing == 10)
    #expect(leaderboard.advice.first == "10 of 30 cells are not played yet: --resume plays them")
  }

  @Test("without cells nothing is ranked")
  func nothing() throws {
    let leaderboard = try Leaderboard(TournamentSamples.tournament(["lru", "polar"], replicates: 2) { _, _, _ in nil })
    #expect(leaderboard.standings == nil && leaderboard.boards.isEmpty)
    #expect(leaderboard.answer == "No policy finished: nothing is ranked.")
  }

  @Test("a reference that is not in the tournament is refused")
  func unknownReference() {
    let fault = #expect(throws: Fault.self) {
      try Leaderboard(
        TournamentSamples.tournament(["lru", "polar"], replicates: 2) { _, _, _ in 1 }, reference: "sieve")
    }
    #expect(fault?.reason == "the reference 'sieve' is not one of the policies")
    #expect(fault?.fix == "name one of lru, polar")
  }
}

@Suite("Answers", .timeLimit(.minutes(60)))
struct AnswerTests {
  private func answer(_ levels: [Double], replicates: Int, reference: String? = nil, traces: [String] = ["a"]) throws
    -> String
  {
    let names = ["lru", "polar", "linucb", "polar-plus", "sieve"]
    return try Leaderboard(
      TournamentSamples.tournament(Array(names.prefix(levels.count)), traces: traces, replicates: replicates) {
        levels[$0] + noise($0, $1, $2)
      }, reference: reference
    ).answer
  }

  @Test("they name better, worse and open policies, and the replicates needed")
  func whole() throws {
    let expected =
      "polar earns more than lru; earns less than polar-plus; cannot be told from linucb "
      + "(95 % intervals of the paired difference, 10 replicates)."
    let text = try answer([50, 53, 53.2, 60], replicates: 10, reference: "polar")
    #expect(text.hasPrefix(expected), "\(text)")
    #expect(
      text.contains("Replicates needed, for four chances in five if mean and spread stay as seen: "), "\(text)")
    #expect(text.hasSuffix(" more to tell it from linucb."), "\(text)")
  }

  @Test("over several boards they say so")
  func boards() throws {
    let text = try answer([50, 60], replicates: 8, traces: ["a", "b"])
    #expect(text == "lru earns less than polar (95 % intervals of the paired difference, 8 replicates, over 2 boards).")
  }

  @Test("what Holm's adjustment leaves open is named")
  func holm() {
    // Paired t: p = 0.03 alone, three pairs.
    let ranking = Ranking(
      ["a", "b", "c"], [Sample([0.6, 2, 2.4, 3]), Sample([0, 0, 0, 0]), Sample([5, -4, 7, 1])], seed: Seed(1))
    let text = Answer(ranking, reference: 0).text
    #expect(text.contains("With all 3 pairs held to 5 % at once (Holm), b is open too."), "\(text)")
  }

  @Test("the replicates needed are given up to ten thousand", arguments: [(0.03, false), (0.02, true)])
  func many(effect: Double, isMore: Bool) {
    // (1.96 + 0.84)² / effect²: some 8 700, some 19 600.
    let step = 0.75.squareRoot()
    let values = [effect - step, effect - step, effect + step, effect + step]
    let text = Answer(Ranking(["a", "b"], [Sample(values), Sample([0, 0, 0, 0])], seed: Seed(1)), reference: 0).text
    #expect(text.contains(": over 10 000 more to tell it from b.") == isMore, "\(text)")
    #expect(text.contains(": 8 7") != isMore, "\(text)")
  }

  @Test("one replicate, one policy, equals, forfeits")
  func corners() throws {
    #expect(
      try answer([1, 9], replicates: 1) == "polar earned most; one replicate says nothing of how sure that is.")
    #expect(try answer([1], replicates: 3) == "lru played alone.")
    let equal = try Leaderboard(
      TournamentSamples.tournament(["lru", "polar"], replicates: 3) { Double($2) + Double($0) * 0 + 0 * Double($1) })
    #expect(
      equal.answer == "lru cannot be told from polar (95 % intervals of the paired difference, 3 replicates). "
        + "polar earned the same as lru in every replicate.")
    #expect(
      equal.advice.contains("lru and polar earned the same in every replicate: are they one policy under two names?"))
    let lost = try Leaderboard(
      TournamentSamples.tournament(["lru", "polar"], replicates: 3) { $0 == 0 && $2 == 1 ? .nan : Double($1 + $2) })
    #expect(
      lost.answer == "lru forfeited 1 of 3 cells, so that nobody is compared with it; polar earned most of 1.")
  }

  @Test("long lists are cut")
  func lists() {
    #expect(Answer.list(["a"]) == "a")
    #expect(Answer.list(["a", "b"]) == "a and b")
    #expect(Answer.list((1...9).map(String.init)) == "1, 2, 3, 4, 5, 6, 7 and 2 others")
  }

  @Test("advice names few replicates, few boards and replicates that are all alike")
  func advice() throws {
    let leaderboard = try Leaderboard(
      TournamentSamples.tournament(["lru", "polar"], traces: ["a", "b"], replicates: 2) { policy, trace, _ in
        Double(policy + trace)
      })
    #expect(
      leaderboard.advice == [
        "2 replicates: intervals are wide, by Student's t; try --replicates 20",
        "all replicates of a/k4 came out alike: more of them say nothing new (a recorded trace can be shuffled)",
        "all replicates of b/k4 came out alike: more of them say nothing new (a recorded trace can be shuffled)",
        "2 boards (traces at a capacity): tests by ranks are weak below 10",
        "Friedman's test sees no difference of mean ranks (p = 0.16): do not read the critical difference",
      ])
  }
}
