import Core
import Foundation
import Testing
import Twin

@testable import Surrogate

@Suite("A sweep", .timeLimit(.minutes(60)))
struct SweepTests {
  static func sweep(mixes: Int = 32, every: Int = 0) throws -> Sweep {
    let profile = try ShippedTwinProfiles.named("llama-3.1-8b")
    return Sweep(Design(seed: Seed(7), mixes: mixes, every: every), profile: profile, durationSeconds: 3)
  }

  static func file() -> String {
    FileManager.default.temporaryDirectory.appending(path: "sweep-\(UUID().uuidString).csv").path
  }

  static func play(_ sweep: Sweep, to path: String, order: (Range<Int>) -> [Int] = { Array($0) }) throws {
    let store = try SweepStore(path, for: sweep)
    let units = sweep.design.units
    for number in order(store.firstUnit..<units.count) {
      store.take(try sweep.play(units[number], number: number), unit: number)
    }
    try store.finish()
  }

  private static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test("has all 120 triples of rates, with one triple of ranks of each highest rank")
  func grid() {
    let units = Design(mixes: 0).units
    #expect(units.count == 360)
    #expect(units[4] == .walk(rates: [3.2, 1.6, 0.4], ranks: [8, 16, 16]))
    #expect(Design(mixes: 40, every: 0).units == [.mixes(0..<16), .mixes(16..<32), .mixes(32..<48)])
  }

  @Test("has mixes that all start, with slots up to the adapters, that are as text has them")
  func mixes() throws {
    let sweep = try Self.sweep()
    let surrogate = Surrogate(estimating: sweep.profile)
    for number in 0..<200 {
      let mix = try #require(try sweep.design.mix(number, surrogate: surrogate))
      #expect(1...1024 ~= mix.adapters && 1...mix.adapters ~= mix.slots && [8, 16, 32].contains(mix.slotRank))
      #expect(surrogate.features(of: try mix.load(), slots: mix.slots) != nil)
      #expect(mix.rates == mix.rates.map { Double(fixed($0, 6))! })
    }
  }

  @Test("walks on for one number of adapters more where a server starves")
  func walk() throws {
    // Requests last longer than these three seconds, so that every server starves.
    let rows = try Self.sweep().play(.walk(rates: [0.1, 0.05, 0.025], ranks: [8, 8, 8]), number: 0)
    for (slots, adapters) in [(8, [8, 16]), (16, [16, 32]), (32, [32, 64])] {
      let walked = rows.filter { $0.configuration.slots == slots }
      #expect(walked.map(\.configuration.adapters) == adapters)
      #expect(walked.map(\.isStarved) == [true, true])
    }
  }

  @Test("simulates each mix with its own draws, from its number and the design's seed")
  func draws() throws {
    let sweep = try Self.sweep()
    let rows = try sweep.play(.mixes(0..<16), number: 0)
    #expect(rows.count == 16)
    let arrived = { (seed: (Int) -> Seed) in
      rows.enumerated().map { number, row -> Int? in
        var player = BatchPlayer(profiles: [sweep.profile])
        player.arrivals = .law(.poisson)
        player.seed = seed(number)
        let played = player.play(
          row.configuration.row(model: sweep.profile.name, durationSeconds: sweep.durationSeconds))
        guard case .played(let runs) = played else { return nil }
        return runs[0].tally.arrived
      }
    }
    #expect(arrived { Seed(7).derived("mix", "\($0)") } == rows.map(\.arrived))
    #expect(arrived { _ in Seed(7) } != rows.map(\.arrived))
  }

  @Test("is the same file in whatever order its units are done, and reads back as it was")
  func order() throws {
    let (a, b) = (Self.file(), Self.file())
    let sweep = try Self.sweep(mixes: 32)
    try Self.play(sweep, to: a)
    try Self.play(sweep, to: b) { $0.reversed() }
    #expect(try Self.text(a) == Self.text(b))
    let table = try SweepTable(try wholeFile(a), file: a, profile: sweep.mark)
    let lines = [SweepRow.columns.joined(separator: ",") + "\n"] + table.rows.map(\.line)
    #expect(try lines.joined() == Self.text(a))
    #expect(table.rows.count == 32)
  }

  @Test("that was stopped continues, wherever its file was cut", arguments: [40, 2700])
  func resume(bytes: Int) throws {
    let (a, b) = (Self.file(), Self.file())
    let sweep = try Self.sweep(mixes: 32)
    try Self.play(sweep, to: a)
    let whole = try Self.text(a)
    try String(whole.prefix(bytes)).write(toFile: b, atomically: true, encoding: .utf8)
    try Self.play(sweep, to: b)
    #expect(try Self.text(b) == whole)
    try Self.play(sweep, to: b)
    #expect(try Self.text(b) == whole)
  }

  @Test("is not continued in a file of another profile or design")
  func mismatch() throws {
    let path = Self.file()
    try Self.play(try Self.sweep(), to: path)
    let other = Sweep(
      Design(seed: Seed(7), mixes: 32, every: 0), profile: try ShippedTwinProfiles.named("qwen-2.5-7b"))
    let mark = try Self.sweep().mark
    #expect(
      throws: Fault(
        "the row was simulated with '\(mark)', and the current profile is '\(other.mark)'",
        place: Fault.Place(file: path, line: 2),
        fix: "simulate the data again with this profile, or name the profile of the data")
    ) { try SweepStore(path, for: other) }
    let design = Sweep(Design(seed: Seed(8), mixes: 32, every: 0), profile: try Self.sweep().profile)
    #expect(
      throws: Fault(
        "'\(path)' is of the design 'seed7-every0', and this run's is 'seed8-every0'",
        fix: "repeat that run's --seed and --every, or name another file")
    ) { try SweepStore(path, for: design) }
  }

  @Test("counts the served share of arrivals, without the noise of their number")
  func share() throws {
    var row = SweepRow(
      profile: "p", design: "d", unit: 0,
      configuration: Configuration(adapters: 2, slots: 1, ranks: [8], rates: [0.5]), arrivals: "poisson",
      arrived: 1800, finished: 1620, idealThroughput: 400, throughput: 180, meanRunning: 1, loads: 0, preemptions: 0)
    #expect(row.isStarved)
    #expect(try abs(row.servedShare(durationSeconds: 3600) - 0.9) < 1e-12)
    row.arrived = 0
    #expect(try row.servedShare(durationSeconds: 3600) == 1)
  }
}

@Suite("A table of data", .timeLimit(.minutes(60)))
struct SweepTableTests {
  private static let header = SweepRow.columns.joined(separator: ",") + "\n"
  private static let row = "p,d,0,8,4,8-16,0.5-0.1,0.0,222.7,196.2,poisson,10,9,100.0,90.0,1.0,0,0\n"

  private static func edited(_ old: String, _ new: String) -> String { header + row.replacing(old, with: new) }

  private static func read(_ text: String) throws -> SweepTable {
    try SweepTable(Array(text.utf8), file: "t.csv", profile: "p")
  }

  @Test("is read")
  func good() throws {
    #expect(try Self.read(Self.header + Self.row).rows[0].configuration.rates == [0.5, 0.1])
  }

  private static let wrong: [(text: String, said: String)] = [
    ("", "t.csv: the file is empty"),
    (header, "'t.csv' has no rows"),
    ("adapters,rates\n1,2\n", "t.csv:1: this is not data of a surrogate: its columns are without profile, design"),
    (edited("90.0", "nan"), "t.csv:2:"),
    (edited("0.5-0.1", "0.5--0.1"), "rate_mix is '0.5--0.1'; expected requests per second"),
    (edited("8-16", "8-x"), "rank_mix is '8-x'; expected ranks from 1 to 4096, as in 8-16-32"),
    (edited(",8,4,", ",4,8,"), "t.csv:2:9: max_loras is '8'"),
    (
      edited("p,d", "q,d"),
      "t.csv:2: the row was simulated with 'q', and the current profile is 'p'"
    ),
    (header + "p,d,0\n", "t.csv:2:"),
  ]

  @Test("with something wrong in it is refused, with the place", arguments: 0..<wrong.count)
  func bad(number: Int) throws {
    let (text, said) = Self.wrong[number]
    do {
      _ = try Self.read(text)
      Issue.record("was read: \(text)")
    } catch let fault as Fault {
      #expect(fault.described.contains(said), "\(fault.described)")
    }
  }
}
