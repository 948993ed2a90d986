import ArgumentParser
import Core
import Printing
import System
import Twin

/// The flags for simulating tables of configurations: the same in all commands.
struct TwinBatchOptions: ParsableArguments {
  @Option(
    name: .customLong("profile"),
    help: ArgumentHelp(
      "Profiles of your own instead of the shipped ones, for their models; may be repeated.", valueName: "file.twin"))
  var profiles: [String] = []

  @Option(help: "client (as drawn by the measured runs' client), poisson, gamma(CV), or diurnal(SWING[,SECONDS]).")
  var arrivals: TwinArrivals = .client

  @Option(help: "dealt (every 256 requests distributed as evenly as the pool), or drawn (independently).")
  var lengths: Workload.LengthDrawing = .dealt

  @OptionGroup var mode: TwinModeOptions

  @Option(help: "The number of runs per row; means are written.")
  var replicates = 1

  @OptionGroup var seedOption: SeedOption

  @OptionGroup var jobsOption: JobsOption

  @OptionGroup var quietFlag: QuietFlag

  func validate() throws {
    try requireFlag("--replicates", replicates, in: 1...10_000)
  }

  /// Own profiles take precedence over the shipped ones.
  func player() throws(Fault) -> BatchPlayer {
    var all: [TwinProfile] = []
    for file in profiles { all.append(try ShippedTwinProfiles.named(file)) }
    var player = BatchPlayer(profiles: all + (try ShippedTwinProfiles.all()))
    player.arrivals = arrivals.law.map { .law($0) } ?? .client
    player.lengthDrawing = lengths
    player.replicates = replicates
    player.seed = seedOption.value
    player.mode = try mode.chosen()
    return player
  }

  /// The result of a row, and its time.
  struct Played: Sendable {
    var prediction: Prediction
    var wallSeconds: Double
  }

  /// Plays all rows of a table.
  func play(_ table: BatchTable, with player: BatchPlayer) -> [Played] {
    let progress = Progress(total: table.rows.count, unit: "rows", isQuiet: quietFlag.isOn)
    defer { progress.finish() }
    return Workers.map(table.rows.count, jobs: jobsOption.count) { row in
      let start = SystemClock.seconds
      let prediction = Prediction(player.play(table, row: row))
      return Played(prediction: prediction, wallSeconds: SystemClock.seconds - start)
    } progress: {
      progress.show(done: $0)
    }
  }
}

extension Workload.LengthDrawing: ExpressibleByArgument {}

/// An arrival process, as typed.
struct TwinArrivals: ExpressibleByArgument {
  /// nil for the measured runs' client.
  var law: Workload.Arrivals?

  static let client = TwinArrivals(law: nil)

  init(law: Workload.Arrivals?) { self.law = law }

  init?(argument: String) {
    let open = argument.firstIndex(of: "(")
    let name = argument[..<(open ?? argument.endIndex)]
    var numbers: [Double] = []
    if let open {
      guard argument.hasSuffix(")") else { return nil }
      for part in argument[argument.index(after: open)...].dropLast().split(separator: ",") {
        guard let number = Double(part), number.isFinite else { return nil }
        numbers.append(number)
      }
    }
    switch (name, numbers.count) {
    case ("client", 0): law = nil
    case ("poisson", 0): law = .poisson
    case ("gamma", 1): law = .gamma(variation: numbers[0])
    case ("diurnal", 1): law = .diurnal(swing: numbers[0], periodSeconds: 86_400)
    case ("diurnal", 2): law = .diurnal(swing: numbers[0], periodSeconds: numbers[1])
    default: return nil
    }
  }

  var defaultValueDescription: String { law == nil ? "client" : "poisson" }
}
