import Core
import Workbench

/// One playing of a cell under the battery's eyes.
struct Play {
  var decisions: Decisions
  /// Where it fell short.
  var fault: Fault?
  let log = VerbLog()

  init(_ cell: Cell, divisor: Int = 1) {
    decisions = Decisions(divisor: divisor)
    do throws(Fault) {
      _ = try cell.run(
        starting: { [log] (setting: Setting) throws(Fault) -> any Policy in
          Watched(try cell.entrant.start(setting), log: log)
        }, watchedBy: &decisions)
    } catch {
      fault = error
    }
  }

  /// Whether it fell short before it answered its first request: in `start`, or in the first `route`.
  var fellAtTheDoor: Bool {
    fault != nil && (log.last == .start || (log.last == .route && log.routed == 1))
  }
}
