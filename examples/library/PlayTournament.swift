import Core
import Results
import Roster
import Tournaments

/// Plans, plays and reports a tournament: who came where, and the answer in a sentence.
func playTournament(in folder: String) throws(Fault) -> [String] {
  var grid = Grid.standard
  grid.policies = ["polar-plus", "linucb+lru", "random+lru"]
  grid.scenarios = ["edge-15(noise=0.1)"]
  grid.capacities = ["4"]
  grid.replicates = 8
  grid.conditions.requests = 1500
  let build = Manifest.Build(version: "mine")
  let plan = try TournamentPlan(grid, command: "playTournament", build: build, .none)
  let run = try TournamentRun(plan, into: folder, jobs: 2)
  guard try run.play() else { return ["stopped; resumes: true goes on"] }
  let leaderboard = try Leaderboard(try StoredTournament(folder: folder))
  return (leaderboard.standings?.ranked ?? []).map { row in
    "\(row.rank!). \(row.name): \(fixed(row.netReward.mean, 1)) net of \(grid.replicates) replicates"
  } + [leaderboard.answer]
}
