import Core

extension CommandMessages {
  static func alreadyThere(_ path: String) -> Fault {
    Fault("'\(path)' is there already, and is left as it is", fix: "name another file: --output FILE.lua")
  }

  static func unknownCheck(_ name: String, among names: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
    return Fault("there is no check '\(name)'", fix: "\(suggestion)there are \(names.joined(separator: ", "))")
  }

  static func nothingToShow(_ check: String) -> Fault {
    Fault("'\(check)' is no situation, and has no steps to show", fix: "leave --show out")
  }

  static let fenceDoesNotHold = Fault(
    "a layer of the sandbox does not hold here, and strangers' files do not run",
    fix: "'polarbench doctor --sandbox' names it; containers need seccomp, and room for processes and memory")

  static func pairToCheck(_ text: String) -> Fault {
    Fault("'\(text)' is a pair", fix: "check each half by itself")
  }
}
