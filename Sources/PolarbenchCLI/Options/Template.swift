import ArgumentParser
import Core

/// The templates of `new`: one per kind, from `policies/templates/`.
enum Template: String, ExpressibleByArgument, CaseIterable {
  case router, evictor, joint, scheduler
  case replicaRouter = "replica-router"

  /// The file's text, with the policy's name instead of the template's.
  func text(named name: String) -> String {
    var text = ""
    var rest = Substring(ShippedFile.text("policies/templates/\(rawValue).lua"))
    let placeholder = "my-\(rawValue)"
    while let range = rest.firstRange(of: placeholder) {
      text += rest[..<range.lowerBound] + name
      rest = rest[range.upperBound...]
    }
    return text + rest
  }

  /// "an evictor".
  var described: String {
    switch self {
    case .router: "a router"
    case .evictor: "an evictor"
    case .joint: "a joint policy"
    case .scheduler: "a scheduler"
    case .replicaRouter: "a router over replicas"
    }
  }
}
