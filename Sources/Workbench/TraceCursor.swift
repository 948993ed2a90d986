import Core
import Traces

/// Reads the requests of a trace by step, without copying: contexts are views into the trace's own matrix.
struct TraceCursor {
  private let trace: Trace
  private let contexts: UnsafePointer<Double>?
  /// The next step that names the same adapter; empty if no policy sees the future.
  private let nextUses: [Step]

  /// - Parameters:
  ///   - contexts: the trace's matrix, in place; must stay valid while the cursor is used.
  ///   - foresees: whether `nextUse(after:)` is needed; requires a trace that names adapters.
  init(_ trace: Trace, contexts: UnsafeBufferPointer<Double>, foresees: Bool) {
    self.trace = trace
    self.contexts = contexts.baseAddress
    guard foresees, !trace.asked.isEmpty else {
      nextUses = []
      return
    }
    var next = [Step](repeating: .never, count: trace.adapterCount)
    var nextUses = [Step](repeating: .never, count: trace.requestCount)
    for step in stride(from: trace.requestCount - 1, through: 0, by: -1) where trace.asked[step] >= 0 {
      nextUses[step] = next[Int(trace.asked[step])]
      next[Int(trace.asked[step])] = step
    }
    self.nextUses = nextUses
  }

  /// The next step that names the adapter named at `step`, for bounds; `.never` for all others.
  func nextUse(after step: Step) -> Step { nextUses.isEmpty ? .never : nextUses[step] }

  /// The request of a step.
  func request(at step: Step) -> Request {
    let asked = trace.asked.isEmpty || trace.asked[step] < 0 ? nil : AdapterID(raw: trace.asked[step])
    let context = contexts.map { Context($0 + step * trace.dimension, count: trace.dimension) } ?? .none
    return Request(
      step: step, timeSeconds: trace.timesSeconds.isEmpty ? Double(step) : trace.timesSeconds[step], asked: asked,
      promptTokens: trace.promptTokens.isEmpty ? 0 : Int(trace.promptTokens[step]),
      outputTokens: trace.outputTokens.isEmpty ? 0 : Int(trace.outputTokens[step]), context: context)
  }
}
