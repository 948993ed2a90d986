import ArgumentParser
import Core
import Printing
import Reports
import System
import Twin

/// `twin optimum`: how many adapters one GPU can serve, and with how many slots.
struct TwinOptimumCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimum", abstract: "Find the adapters and slots of the highest throughput before starvation.",
    discussion: """
      For every number of slots the number of adapters is increased while less than a tenth of the requested tokens is
      unserved; the best of these last points wins. As in arXiv:2508.08343 a line that starves from its first point on
      counts with that point; if such a point wins, the best that is not starved is printed too.

      Examples:
        polarbench twin optimum --model llama-3.1-8b --rates 0.4,0.05,0.00625 --ranks 8,16,32
        polarbench twin optimum --model qwen-2.5-7b --rates 0.8,0.4,0.05 --ranks 8,8,32 --slots 32,64 --json
        polarbench twin optimum optima.csv

      A table has the columns model, rate_mix (or rates) and rank_mix (or sizes): 0.4-0.05, 8-16. If it has measured
      optima (max_served_adapters, max_adapter_slots, max_total_throughput), the twin is compared with them.
      """)

  @Argument(help: "A CSV file of cases, instead of --model, --rates and --ranks.")
  var table: String?

  @Option(help: "A model, a shipped profile, or a file of your own.")
  var model: String?

  @Option(parsing: .unconditional, help: "Requests per second, given to the adapters in turn: 0.4,0.05,0.00625.")
  var rates: NumberList?

  @Option(help: "LoRA ranks, given to the adapters in turn: 8,16,32.")
  var ranks: RankList?

  @Option(help: "Numbers of adapters to try, rising.")
  var adapters: CountList?

  @Option(help: "Numbers of slots to try.")
  var slots: CountList?

  @Option(help: "Seconds of each run.")
  var duration = 3600.0

  @OptionGroup var options: TwinBatchOptions

  @OptionGroup var jsonFlag: JSONFlag

  func validate() throws {
    try requireFlag("--duration", duration, in: 0.001...1e7)
    try rates?.validate()
    guard table == nil else {
      if model != nil || rates != nil || ranks != nil {
        throw ValidationError("a table of cases stands instead of --model, --rates and --ranks.")
      }
      return
    }
    if model == nil || rates == nil || ranks == nil {
      throw ValidationError("give a table of cases, or --model, --rates and --ranks.")
    }
  }

  func run() throws {
    var player = try faulting { try options.player() }
    if let table { return try compare(try faulting { try OptimumCase.all(of: table) }, with: player) }
    let profile = try faulting { try ShippedTwinProfiles.named(model!) }
    if !player.profiles.contains(where: { $0.name == profile.name }) {
      player.profiles = [profile]
    }
    let lines = try lines(of: optimum(profile.name, rates!.values, ranks!.ranks), with: player)
    let best = try faulting {
      guard let best = Optimum.best(of: lines) else { throw CommandMessages.noOptimum() }
      return best
    }
    let served = best.isStarved ? Optimum.bestServed(of: lines) : nil
    jsonFlag.isOn ? showJSON(lines, best, served) : showTable(lines, best, served)
  }

  private func optimum(_ model: String, _ rates: [Double], _ ranks: [Int]) -> Optimum {
    var optimum = Optimum(model: model, rates: rates, ranks: ranks)
    optimum.durationSeconds = duration
    if let adapters { optimum.adapterGrid = adapters.values.sorted() }
    if let slots { optimum.slotGrid = slots.values.sorted() }
    return optimum
  }

  private func lines(of optimum: Optimum, with player: BatchPlayer) throws -> [[Optimum.Point]] {
    let results = Workers.map(optimum.slotGrid.count, jobs: options.jobsOption.count) { index in
      Result { () throws(Fault) in try optimum.line(slots: optimum.slotGrid[index], with: player) }
    }
    return try faulting { try results.map { try $0.get() } }
  }

  /// Plays each case of a table, and tells how near what was measured the twin comes.
  private func compare(_ cases: [OptimumCase], with player: BatchPlayer) throws {
    let progress = Progress(total: cases.count, unit: "cases", isQuiet: options.quietFlag.isOn)
    var report = OptimaReport()
    for (number, one) in cases.enumerated() {
      let lines = try lines(of: optimum(one.model, one.rates, one.ranks), with: player)
      report.add(one, best: Optimum.best(of: lines), served: Optimum.bestServed(of: lines))
      progress.show(done: number + 1)
    }
    progress.finish()
    for line in jsonFlag.isOn ? report.jsonLines : report.lines { Output.line(line) }
  }

  private func showTable(_ lines: [[Optimum.Point]], _ best: Optimum.Point, _ served: Optimum.Point?) {
    var table = Table(["slots", "adapters", "tokens/s", "starved"])
    for point in lines.compactMap(Optimum.candidate) {
      let cells = ["\(point.slots)", "\(point.adapters)", fixed(point.throughput, 1), point.isStarved ? "yes" : "no"]
      table.add(cells)
    }
    for line in table.lines { Output.line(line) }
    func printPoint(_ name: String, _ point: Optimum.Point) {
      Output.line(
        "\(name): \(point.adapters) adapters with \(point.slots) slots, \(fixed(point.throughput, 1)) tokens/s"
          + (point.isStarved ? ", starved" : ""))
    }
    printPoint("best", best)
    if let served { printPoint("best that is not starved", served) }
  }

  private func showJSON(_ lines: [[Optimum.Point]], _ best: Optimum.Point, _ served: Optimum.Point?) {
    func printPoint(_ type: String, _ point: Optimum.Point) {
      var line = JSONLine()
      line.add("type", type)
      line.add("adapters", point.adapters)
      line.add("slots", point.slots)
      line.add("total_throughput", point.throughput)
      line.add("starved", point.isStarved)
      Output.line(line.text)
    }
    for point in lines.joined() { printPoint("point", point) }
    printPoint("optimum", best)
    if let served { printPoint("served_optimum", served) }
  }
}

/// Numbers, comma-separated: 0.4,0.05; the caller checks their range.
struct NumberList: ExpressibleByArgument {
  var values: [Double] = []

  /// Checks the range of rates.
  func validate() throws { for value in values { try requireFlag("--rates", value, in: 0...1e6) } }

  init?(argument: String) {
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let value = Double(part) else { return nil }
      values.append(value)
    }
  }
}

/// Whole numbers above 0, comma-separated: 8,16,32.
struct CountList: ExpressibleByArgument {
  var values: [Int] = []

  init?(argument: String) {
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let value = Int(part), 1...100_000 ~= value else { return nil }
      values.append(value)
    }
  }
}
