import Core
import Synchronization
import System

/// Shows done, total and time left on stderr, for long work; only on a terminal, and never with `--quiet`.
///
/// Shows nothing in the first second, then at most five times a second. The clock is for display only.
package final class Progress: Sendable {
  private struct State {
    var lastShown: Double
    var isOnScreen = false
  }

  private let total: Int
  private let unit: String
  private let isSilent: Bool
  private let started: Double
  private let state: Mutex<State>

  package init(total: Int, unit: String, isQuiet: Bool) {
    self.total = total
    self.unit = unit
    isSilent = isQuiet || !Terminal.isThere(2)
    started = SystemClock.seconds
    state = Mutex(State(lastShown: started + 0.8))
  }

  /// Shows the progress, with a remark, at most at the rate above; may be called from any thread.
  package func show(done: Int, remark: String = "") {
    guard !isSilent else { return }
    let now = SystemClock.seconds
    state.withLock { state in
      guard now - state.lastShown >= 0.2 else { return }
      state.lastShown = now
      state.isOnScreen = true
      let share = total > 0 ? Double(done) / Double(total) : 0
      let left = share > 0 ? (now - started) * (1 - share) / share : 0
      let text = "\(grouped(done)) / \(grouped(total)) \(unit), \(fixed(100 * share, 0)) %\(remark), "
      Output.passing("\(text)\(Self.duration(left)) left")
    }
  }

  /// Clears the line.
  package func finish() {
    state.withLock { state in
      if state.isOnScreen { Output.passing(nil) }
      state.isOnScreen = false
    }
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    return whole < 90 ? "\(whole) s" : whole < 5400 ? "\((whole + 30) / 60) min" : "\(fixed(seconds / 3600, 1)) h"
  }
}
