import Core
import Twin

/// Simulates the units of a design with the twin of one profile.
public struct Sweep: Sendable {
  public let design: Design
  public let profile: TwinProfile
  /// The mark of rows: the profile's name and the start of its hash.
  public let mark: String
  /// Seconds of each run.
  public let durationSeconds: Double
  private let surrogate: Surrogate
  private let clientPlayer: BatchPlayer

  public init(_ design: Design, profile: TwinProfile, durationSeconds: Double = 3600) {
    self.design = design
    self.profile = profile
    self.durationSeconds = durationSeconds
    mark = Self.mark(of: profile)
    surrogate = Surrogate(estimating: profile, durationSeconds: durationSeconds)
    clientPlayer = BatchPlayer(profiles: [profile])
  }

  /// `name@0123456789abcdef`.
  public static func mark(of profile: TwinProfile) -> String {
    profile.name + "@" + Surrogate.hash(of: profile).prefix(16)
  }

  /// Simulates a unit; the result depends only on the arguments.
  public func play(_ unit: Design.Unit, number: Int) throws(Fault) -> [SweepRow] {
    switch unit {
    case .walk(let rates, let ranks): return try walk(rates: rates, ranks: ranks, number: number)
    case .mixes(let numbers):
      var rows: [SweepRow] = []
      for mix in numbers {
        guard let configuration = try design.mix(mix, surrogate: surrogate) else { continue }
        var player = clientPlayer
        player.arrivals = .law(.poisson)
        player.seed = design.seed.derived("mix", "\(mix)")
        if let row = try play(configuration, with: player, arrivals: "poisson", number: number) { rows.append(row) }
      }
      return rows
    }
  }

  /// Every number of slots, with a rising number of adapters until the server starves, and one point more. Servers with
  /// over four times the load of the closed form's capacity are left out.
  private func walk(rates: [Double], ranks: [Int], number: Int) throws(Fault) -> [SweepRow] {
    var rows: [SweepRow] = []
    for slots in Optimum.grid {
      var starved = 0
      for adapters in Optimum.grid where adapters >= slots && starved < 2 {
        let configuration = Configuration(adapters: adapters, slots: slots, ranks: ranks, rates: rates)
        let features = surrogate.features(of: try configuration.load(), slots: slots)
        guard let features, features.estimate.pressure < 4 else { break }
        guard let row = try play(configuration, with: clientPlayer, arrivals: "client", number: number) else { break }
        rows.append(row)
        if row.isStarved { starved += 1 }
      }
    }
    return rows
  }

  /// nil if the server does not start.
  private func play(
    _ configuration: Configuration, with player: BatchPlayer, arrivals: String, number: Int
  ) throws(Fault) -> SweepRow? {
    switch player.play(configuration.row(model: profile.name, durationSeconds: durationSeconds)) {
    case .refused: return nil
    case .faulty(let fault): throw fault
    case .published: return nil
    case .played(let runs):
      let run = runs[0]
      return SweepRow(
        profile: mark, design: design.mark, unit: number, configuration: configuration, arrivals: arrivals,
        arrived: run.tally.arrived,
        finished: run.tally.finished, idealThroughput: run.idealThroughput, throughput: run.totalThroughput,
        meanRunning: run.gauges.meanRunning, loads: run.loads, preemptions: run.tally.preemptions)
    }
  }
}
