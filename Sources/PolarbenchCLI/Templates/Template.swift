import ArgumentParser
import Core

/// The policies that `new` starts from: one for each kind, held in the command so that they are found wherever it runs.
enum Template: String, ExpressibleByArgument, CaseIterable {
  case router, evictor, joint, scheduler
  case replicaRouter = "replica-router"

  /// The file's text, with the policy's name in the place of the template's.
  func text(named name: String) -> String {
    var text = ""
    var rest = Substring(whole)
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

  private var whole: String {
    switch self {
    case .router: Self.routerText
    case .evictor: Self.evictorText
    case .joint: Self.jointText
    case .scheduler: Self.schedulerText
    case .replicaRouter: Self.replicaRouterText
    }
  }
}
