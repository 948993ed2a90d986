import Core
import Workbench

/// One observed run of a cell.
struct Play {
  var decisions: Decisions
  /// The fault that ended it, if any.
  var fault: Fault?
  let log = VerbLog()

  init(_ cell: Cell, divisor: Int = 1) {
    decisions = Decisions(divisor: divisor)
    do throws(Fault) {
      try Self.run(cell, log, watchedBy: &decisions)
    } catch {
      fault = error
    }
  }

  fileprivate static func run<W: Witness>(
    _ cell: Cell, _ log: VerbLog, watchedBy witness: inout W
  ) throws(Fault) {
    _ = try cell.run(
      starting: { (setting: Setting) throws(Fault) -> any Policy in
        Watched(try cell.entrant.start(setting), log: log)
      }, watchedBy: &witness)
  }

  /// Whether it failed before it answered its first request: in `start`, or in the first `route`.
  var failedBeforeFirstAnswer: Bool {
    fault != nil && (log.last == .start || (log.last == .route && log.routed == 1))
  }
}

extension Situation {
  /// Runs the situation as in the battery; `witness` receives each event. Throws if the candidate fails.
  public func play<W: Witness>(_ candidate: Candidate, seed: Seed, watchedBy witness: inout W) throws(Fault) {
    try Play.run(cell(for: candidate, seed: seed), VerbLog(), watchedBy: &witness)
  }
}
