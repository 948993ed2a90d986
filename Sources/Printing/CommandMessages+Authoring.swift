import Core

extension CommandMessages {
  package static func unknownCheck(_ name: String, among names: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
    return Fault("there is no check '\(name)'", fix: "\(suggestion)there are \(names.joined(separator: ", "))")
  }

  package static func nothingToShow(_ check: String) -> Fault {
    Fault("'\(check)' is not a situation, and has no steps to show", fix: "leave --show out")
  }

  package static let fenceDoesNotHold = Fault(
    "a layer of the sandbox does not hold here, and untrusted files do not run",
    fix: "'polarbench doctor --sandbox' names it; containers need seccomp, and room for processes and memory")

}
