import Core
import Paging
import Traces

/// The fault messages of this module; tested word for word.
enum Messages {
  static func unknownAdapter(_ adapter: AdapterID, in cell: Cell, at step: Step, residents: ResidentView) -> Fault {
    Fault(
      "route() of \(cell.entrant.name) answered adapter \(adapter.index), which is not in the catalogue",
      at: "step \(step) of \(cell.trace.name) (capacity \(cell.paging.gpu.amount): \(names(residents, in: cell)))",
      fix: "answer an adapter from 0 to \(cell.trace.adapterCount - 1)")
  }

  static func planDoesNotMove(in cell: Cell, at step: Step) -> Fault {
    Fault(
      "plan() of \(cell.entrant.name) returned its own step as the step of the next plan",
      at: "step \(step) of \(cell.trace.name)", fix: "move nextPlan past the step of the plan")
  }

  /// Adds the trace and the residents to a policy's fault; other faults contain them already.
  static func placed(_ fault: Fault, in cell: Cell, residents: ResidentView) -> Fault {
    guard fault.kind != nil, let at = fault.at else { return fault }
    var placed = fault
    placed.at = "\(at) of \(cell.trace.name) (capacity \(cell.paging.gpu.amount): \(names(residents, in: cell)))"
    return placed
  }

  private static func names(_ residents: ResidentView, in cell: Cell) -> String {
    residents.adapters.map { cell.trace.adapters[$0.index].name }.joined(separator: ", ")
  }
}
