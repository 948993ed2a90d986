import ArgumentParser
import Core
import PolicyChecks
import Printing
import Reports
import Roster
import Scripting

/// `polarbench bench`: times of a policy's verbs.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Time a policy's verbs, next to the built-in policy of the same name.",
    discussion: """
      Examples:
        polarbench bench policies/evictors/lru.lua
        polarbench bench mine.lua --beside lru --json

      A call's time is the mean over a run of 2 000 requests, the best of five runs, without the clock's own
      time. It is for information; compare figures of one run only. A file that runs in its own process is timed in that
      process; the cost of the process has its own line.
      """)

  @Argument(help: "A Lua file, or the name of a policy; parameters in parentheses.")
  var policy: String

  @Option(help: "The policy to compare with (default: the built-in of the same name and kind, if there is one).")
  var beside: String?

  @OptionGroup var setOption: SetOption

  @OptionGroup var fencingOptions: FencingOptions

  @OptionGroup var jsonFlag: JSONFlag

  func run() throws {
    try faulting {
      let subject = try subject(policy, settings: setOption.settings)
      let peer: Candidates.Subject? = if let candidate = subject.candidate { try peer(of: candidate) } else { nil }
      let isIsolated = subject.file?.file.isIsolated ?? false
      if let file = subject.file?.file { Output.note(ofFence: file) }
      let mine = try PolicyTimes(subject)
      let others = try peer.map { (peer) throws(Fault) in try PolicyTimes(peer).speeds } ?? []
      let rows = mine.speeds.map { speed in (speed, others.first { $0.verb == speed.verb }) }
      let costs = [("load", mine.loadMicros), ("process", mine.processMicros)]
      if jsonFlag.isOn {
        for (speed, other) in rows { Output.line(line(speed, other, peer?.candidate, isIsolated).text) }
        for (type, micros) in costs { if let micros { Output.line(line(type, micros).text) } }
      } else {
        show(rows, peer?.candidate)
        if let load = mine.loadMicros {
          Output.line()
          Output.line("load: \(fixed(load, 1)) µs, from the file's text to a policy that is ready to start")
        }
        if let process = mine.processMicros {
          Output.line(
            "process: \(fixed(process / 1000, 1)) ms to start one and ask it for the card; a cell has one of its own")
        }
      }
    }
  }

  private func subject(
    _ text: String, settings: [String], as kind: Card.Kind = .router
  ) throws(Fault) -> Candidates.Subject {
    try Candidates.subject(text, settings: setOption.settings, limits: .fast, fencingOptions.fencing, as: kind)
  }

  private func peer(of candidate: Candidate) throws(Fault) -> Candidates.Subject? {
    if let beside { return try subject(beside, settings: []) }
    guard PolicySource.isFile(candidate.name),
      let peer = try? subject(candidate.card.name, settings: [], as: candidate.card.kind)
    else { return nil }
    return peer.candidate?.role == candidate.role ? peer : nil
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

  private func line(_ mine: Speed, _ other: Speed?, _ peer: Candidate?, _ isIsolated: Bool) -> JSONLine {
    var line = JSONLine()
    line.add("type", "speed")
    line.add("policy", policy)
    line.add("isolated", isIsolated)
    line.add("verb", mine.verb.name)
    line.add("calls", mine.calls)
    line.add("nanos", mine.nanos)
    line.add("calls_per_second", mine.callsPerSecond)
    line.add("beside", peer?.name)
    line.add("beside_nanos", other?.nanos)
    return line
  }

  private func line(_ type: String, _ micros: Double) -> JSONLine {
    var line = JSONLine()
    line.add("type", type)
    line.add("policy", policy)
    line.add("micros", micros)
    return line
  }
}
