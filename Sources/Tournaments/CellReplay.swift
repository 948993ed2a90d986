import Core
import Paging
import Results
import Roster
import Workbench

/// Writes the command that plays a cell alone and steps through the requests before its fault.
struct CellReplay: Sendable {
  private let entrants: [String]
  private let traces: [Manifest.Trace]
  private let flags: [String]
  private let seed: UInt64
  private let fencing: Fencing

  init(entrants: [Entrant], traces: [Manifest.Trace], grid: Grid, _ fencing: Fencing) {
    self.entrants = entrants.map(\.spelling)
    self.traces = traces
    self.fencing = fencing
    seed = grid.conditions.seed
    flags = grid.conditions.flags + (grid.isStrict ? ["--strict"] : [])
  }

  func line(_ key: CellKey, _ fault: Fault) -> String {
    let trace = traces[key.trace]
    var words = ["polarbench", "run", ShellWord.path(entrants[key.policy])]
    words += [trace.kind == .scenario ? "--scenario" : "--trace", ShellWord.path(trace.source)]
    words += ["-k", trace.capacities[key.capacity].text, "--seed", String(seed)]
    if key.replicate > 0 { words += ["--replicate", String(key.replicate)] }
    words += flags + fault.replayFlags(fencing)
    if let steps = fault.stepsBefore { words += ["--show", steps] }
    return ShellWord.joined(words)
  }
}

extension Conditions {
  /// The flags that say what is not as by default; the seed left out.
  public var flags: [String] {
    let standard = Conditions()
    var flags: [String] = []
    func add(_ flag: String, _ value: String?, unless isStandard: Bool) {
      if let value, !isStandard { flags += [flag, value] }
    }
    add("--requests", requests.map { String($0) }, unless: requests == nil)
    if shuffle { flags.append("--shuffle") }
    add("--profile", profile, unless: profile == nil)
    add("--price", "\(price)", unless: price == standard.price)
    add("--host", host, unless: host == nil)
    add("--when-full", whenFull.rawValue, unless: whenFull == standard.whenFull)
    add("--loading", loading.rawValue, unless: loading == standard.loading)
    add("--bandwidth", "\(bandwidth)", unless: bandwidth == standard.bandwidth)
    add("--first-reads", firstReads.rawValue, unless: firstReads == standard.firstReads)
    add("--jitter", "\(jitter)", unless: jitter == standard.jitter)
    add("--token-time", "\(tokenTime)", unless: tokenTime == standard.tokenTime)
    if startEmpty { flags.append("--start-empty") }
    return flags
  }
}
