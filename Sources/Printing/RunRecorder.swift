import Core
import Paging
import Traces
import Workbench

/// Records a cell: decisions, epochs, and the requests to step through.
package struct RunRecorder: Witness {
  private let decisions: FileOutput?
  private let epochs: FileOutput?
  private let shown: ClosedRange<Step>?
  private let names: [String]
  /// The residents at the time of the choice, for the steps to show.
  private var before: [AdapterID] = []
  /// The first failed write, reported at the end.
  private var failure: Fault?

  package init(decisions: String?, epochs: String?, shown: ClosedRange<Step>?, trace: Trace) throws(Fault) {
    self.decisions = try decisions.map { (path: String) throws(Fault) in try FileOutput(path) }
    self.epochs = try epochs.map { (path: String) throws(Fault) in try FileOutput(path) }
    self.shown = shown
    names = trace.adapters.map(\.name)
    try self.decisions?.write("t,adapter,hit\n")
    try self.epochs?.write("t,resident\n")
  }

  package mutating func started(residents: ResidentView) {
    if shown != nil { before = residents.adapters }
  }

  package mutating func served(_ event: ServedEvent) {
    let step = event.request.step
    if let decisions {
      write("\(step),\(event.adapter.index),\(event.service.isHit ? 1 : 0)\n", to: decisions)
    }
    guard let shown else { return }
    if shown.contains(step) { Output.line(line(of: event)) }
    if step + 1 >= shown.lowerBound, step < shown.upperBound { before = event.residents.adapters }
  }

  package mutating func planned(at step: Step, residents: ResidentView, loadCost: Double) {
    if let epochs {
      write("\(step),\(residents.adapters.map { String($0.index) }.joined(separator: " "))\n", to: epochs)
    }
    guard let shown, shown.contains(step) else { return }
    before = residents.adapters
    Output.line("t \(step)  plan: \(list(before))  load cost \(fixed(loadCost, 4))")
  }

  /// Writes the rest.
  package func close() throws(Fault) {
    if let failure { throw failure }
    try decisions?.close()
    try epochs?.close()
  }

  private mutating func write(_ text: String, to file: FileOutput) {
    guard failure == nil else { return }
    do { try file.write(text) } catch { failure = error }
  }

  private func line(of event: ServedEvent) -> String {
    let norm = (0..<event.request.context.count).reduce(0.0) {
      $0 + event.request.context[$1] * event.request.context[$1]
    }.squareRoot()
    let asked = event.request.asked.map { "  asked \(names[$0.index])" } ?? ""
    return "t \(event.request.step)  ‖x‖ \(fixed(norm, 3))\(asked)  resident: \(list(before))"
      + "  → \(names[event.adapter.index]) (\(event.service.kind.described)\(evictions(in: event)))"
      + "  reward \(fixed(event.reward, 4))  paging cost \(fixed(event.service.pagingCost, 4))"
  }

  /// The victims of a page-in.
  private func evictions(in event: ServedEvent) -> String {
    let left = before.filter { !event.residents.contains($0) }
    return left.isEmpty ? "" : ", evicts \(list(left))"
  }

  private func list(_ adapters: [AdapterID]) -> String {
    adapters.isEmpty ? "nobody" : adapters.map { names[$0.index] }.joined(separator: ", ")
  }
}
