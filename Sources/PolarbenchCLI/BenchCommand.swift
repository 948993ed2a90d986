import ArgumentParser
import Core
import Glibc
import PolicyChecks
import Reports
import Scripting

/// `polarbench bench`: what a policy's verbs take.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Time a policy's verbs, beside the built-in policy of the same name.",
    discussion: """
      Examples:
        polarbench bench policies/evictors/lru.lua
        polarbench bench mine.lua --beside lru --json

      A call's time is the mean over a run of 2 000 requests, the best of five runs, without the clock's own. Nothing is
      judged by it; compare figures of one run only.
      """)

  @Argument(help: "A Lua file, or the name of a policy; parameters in parentheses.")
  var policy: String

  @Option(help: "The policy to stand beside it (default: the built-in of the same name and kind, if there is one).")
  var beside: String?

  @Option(
    name: .customLong("set"), help: ArgumentHelp("Set a parameter; 'show NAME' tells which.", valueName: "name=value"))
  var settings: [String] = []

  @Flag(help: "JSON Lines, one for each verb, instead of a table.")
  var json = false

  func run() throws {
    try faulting {
      let candidate = try Candidates.candidate(policy, settings: settings, limits: .fast)
      let peer = try peer(of: candidate)
      let speeds = try Speed.measure(candidate)
      let others = try peer.map { (peer) throws(Fault) in try Speed.measure(peer) } ?? []
      let load = try loadMicros(candidate)
      let rows = speeds.map { mine in (mine, others.first { $0.verb == mine.verb }) }
      if json {
        for (mine, other) in rows { Output.line(line(mine, other, peer).text) }
        if let load { Output.line(line(loadMicros: load).text) }
      } else {
        show(rows, peer)
        if let load {
          Output.line()
          Output.line("load: \(fixed(load, 1)) µs, from the file to a policy that is ready to start")
        }
      }
    }
  }

  private func peer(of candidate: Candidate) throws(Fault) -> Candidate? {
    if let beside { return try Candidates.candidate(beside, settings: [], limits: .fast) }
    guard PolicySource.isFile(candidate.name),
      let peer = try? Candidates.candidate(candidate.card.name, settings: [], limits: .fast)
    else { return nil }
    return peer.role == candidate.role ? peer : nil
  }

  /// The best of twenty loads; nil where the policy is no file.
  private func loadMicros(_ candidate: Candidate) throws(Fault) -> Double? {
    guard PolicySource.isFile(candidate.name) else { return nil }
    var best = Int.max
    for _ in 0..<20 {
      let start = nanos()
      _ = try Script.load(candidate.name)
      best = min(best, nanos() - start)
    }
    return Double(best) / 1000
  }

  private func nanos() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  private func show(_ rows: [(Speed, Speed?)], _ peer: Candidate?) {
    var header = ["verb", "calls", "ns a call", "calls/s"]
    if let peer { header += ["\(peer.name), ns", "times"] }
    var table = Table(header)
    for (mine, other) in rows {
      var row = [
        mine.verb.name, grouped(mine.calls), fixed(mine.nanos, 1),
        mine.callsPerSecond.map { grouped(Int($0)) } ?? "—",
      ]
      if let other { row += [fixed(other.nanos, 1), other.nanos > 0 ? fixed(mine.nanos / other.nanos, 2) : "—"] }
      table.add(row)
    }
    table.show()
  }

  private func line(_ mine: Speed, _ other: Speed?, _ peer: Candidate?) -> JSONLine {
    var line = JSONLine()
    line.add("type", "speed")
    line.add("policy", policy)
    line.add("verb", mine.verb.name)
    line.add("calls", mine.calls)
    line.add("nanos", mine.nanos)
    line.add("calls_per_second", mine.callsPerSecond)
    line.add("beside", peer?.name)
    line.add("beside_nanos", other?.nanos)
    return line
  }

  private func line(loadMicros: Double) -> JSONLine {
    var line = JSONLine()
    line.add("type", "load")
    line.add("policy", policy)
    line.add("micros", loadMicros)
    return line
  }
}
