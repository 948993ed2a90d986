import Core
import Policies

/// The texts of this module's faults; tested word for word.
enum Messages {
  static func needsService(_ path: String) -> Fault {
    Fault(
      "\(path) is not trusted and would run in a process of its own, and no program is named that serves it",
      fix: "name polarbench as Fencing.service, or run files that you trust with Fencing(.none)")
  }

  static func referenceDoesNotPlay(_ name: String, _ entrants: [String]) -> Fault {
    Fault("the reference '\(name)' does not play", fix: "name one of \(entrants.joined(separator: ", "))")
  }

  static func wrongLabel(_ label: String) -> Fault {
    PolicySource.cards.contains { $0.name == label }
      ? Fault("'\(label)' is the name of a built-in policy and cannot be a label", fix: "choose another: my-\(label)=…")
      : Fault(
        "'\(label)' is not a label",
        fix: "write 1 to 64 letters, digits, spaces or any of _ - . : before the '=', as in mine=linucb+lru")
  }

  static func labelTwice(_ label: String) -> Fault {
    Fault("two policies have the label '\(label)'", fix: "give each a label of its own")
  }

  /// - Parameter parts: the policies of the other reading. `./` tells the two apart where the first is built in and the
  ///   others are relative paths.
  static func twoReadings(_ path: String, _ parts: [Spelling]) -> Fault {
    let files = parts.dropFirst().map(\.name)
    let helps = !PolicySource.isFile(parts[0].name) && !files.isEmpty && files.allSatisfy { !$0.hasPrefix("/") }
    let other = parts[0].described + parts.dropFirst().map { "+./" + $0.described }.joined()
    return Fault(
      "'\(path)' is a file, and also reads as \(parts.map(\.described).joined(separator: " and "))",
      fix: helps ? "write ./\(path) for the file, or \(other) for the pair" : "rename one of these files")
  }

  static func afterPath(_ path: String, _ rest: String) -> Fault {
    Fault(
      "'\(rest)' follows the path '\(path)'; expected parameters in parentheses, '+', ',' or the end",
      fix: "write \(path)(name=value), or leave '\(rest)' out")
  }

  static let notTimed = Fault(
    "schedulers and routers over replicas are not timed", fix: "'polarbench check' tries them")

  static func unknownPolicy(_ name: String) -> Fault {
    let suggestion = nearestName(to: name, among: PolicySource.cards.map(\.name)).map { "did you mean '\($0)'? " } ?? ""
    return Fault("there is no policy '\(name)'", fix: "\(suggestion)'polarbench list' names them all")
  }

  static func halfPolicy(_ name: String, isRouter: Bool) -> Fault {
    isRouter
      ? Fault("'\(name)' is a router: it needs an evictor beside it", fix: "pair the two: \(name)+lru")
      : Fault(
        "'\(name)' is an evictor: it needs a router beside it",
        fix: "pair the two: linucb+\(name); where the trace names the adapters, asked+\(name)")
  }

  static func wrongPair(_ text: String) -> Fault {
    Fault(
      "'\(text)' is not a policy",
      fix: "write a joint policy (polar), or a router and an evictor (linucb+lru), in that order"
    )
  }

  static func settingOfNone(_ name: String, _ cards: [Card]) -> Fault {
    var known: [String] = []
    for card in cards {
      for parameter in card.parameters {
        let named = name.contains(".") ? "\(card.name).\(parameter.name)" : parameter.name
        if !known.contains(named) { known.append(named) }
      }
    }
    let suggestion = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    let owners = cards.map(\.name)
    return Fault(
      owners.count == 1
        ? "\(owners[0]) has no parameter '\(name)'"
        : "none of \(owners.joined(separator: ", ")) has a parameter '\(name)'",
      fix: known.isEmpty
        ? "leave it out"
        : "\(suggestion)\(owners.count == 1 ? "\(owners[0]) has" : "they have") \(known.joined(separator: ", "))")
  }

  static func ambiguousSetting(_ name: String, of cards: [Card]) -> Fault {
    Fault(
      "both halves of \(cards.map(\.name).joined(separator: "+")) have a parameter '\(name)'",
      fix: "say which: " + cards.map { "\($0.name).\(name)" }.joined(separator: " or "))
  }

  static func unknownEvictor(_ name: String) -> Fault {
    let names = Shelf.evictors.map(\.card.name)
    let suggestion = nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
    return Fault("there is no evictor '\(name)'", fix: "\(suggestion)known are \(names.joined(separator: ", "))")
  }

  static func notAnEvictor(_ card: Card) -> Fault {
    Fault(
      "'\(card.name)' is not an evictor, but a \(card.kind.rawValue); an id trace leaves nothing to route",
      fix: "use polarbench run, or name evictors: \(Shelf.evictors.map(\.card.name).joined(separator: ", "))")
  }

  static func evictorTwice(_ name: String) -> Fault {
    Fault("'\(name)' is named twice", fix: "keep one of the two, or give them other parameters")
  }

  static func pairToCheck(_ text: String) -> Fault {
    Fault("'\(text)' is a pair", fix: "check each half by itself")
  }

  /// A policy file in a place that is none of its kind.
  static func wrongHook(_ path: String, _ kind: Card.Kind, _ expected: Card.Kind) -> Fault {
    Fault(
      "the policy is of kind \(kind.rawValue); expected \(expected.rawValue)", place: .init(file: path),
      fix: place(of: kind))
  }

  /// Where a policy of a kind goes.
  static func place(of kind: Card.Kind) -> String {
    switch kind {
    case .scheduler: "a scheduler goes with 'polarbench twin run --scheduler'"
    case .replicaRouter: "a router over replicas goes with 'polarbench twin run --replicas 4 --router'"
    case .evictor: "an evictor goes with 'polarbench twin run --evictor', or with 'polarbench replay'"
    case .router: "a router goes with 'polarbench run', paired with an evictor: router+lru"
    case .joint, .bound: "a joint policy goes with 'polarbench run'"
    }
  }

  static func unknownHook(_ name: String, _ kind: Card.Kind, among names: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "there is no \(kind.rawValue) '\(name)'", fix: "\(suggestion)the twin has \(names.joined(separator: ", "))")
  }

  static func tooWidePattern(_ pattern: String, _ limit: Int) -> Fault {
    Fault("more than \(limit) names were looked at for '\(pattern)'", fix: "write a pattern of fewer folders")
  }

  static func noMatch(_ pattern: String) -> Fault {
    Fault("no file matches '\(pattern)'", fix: "see which files there are, and that the path is right")
  }

  static func sentNoTable(_ file: String) -> Fault {
    Fault("the process of \(file) answered no table", fix: "do not trust this file", kind: .crash)
  }

  static func sentNoSpeeds(_ file: String) -> Fault {
    Fault("the process of \(file) answered no times", fix: "do not trust this file", kind: .crash)
  }
}
