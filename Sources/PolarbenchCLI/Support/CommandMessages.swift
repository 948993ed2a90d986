import Core
import Policies

/// The texts of the command line's own faults; tested word for word.
enum CommandMessages {
  static func unknownPolicy(_ name: String) -> Fault {
    let suggestion = nearestName(to: name, among: Shelf.cards.map(\.name)).map { "did you mean '\($0)'? " } ?? ""
    return Fault("there is no policy '\(name)'", fix: "\(suggestion)'polarbench list' names them all")
  }

  static func unknownName(_ name: String, among names: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
    return Fault("there is no policy or scenario '\(name)'", fix: "\(suggestion)'polarbench list' names them all")
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
      "'\(text)' is no policy",
      fix: "write a joint policy (polar), or a router and an evictor (linucb+lru), in that order"
    )
  }

  static func unknownSetting(_ name: String, of cards: [Card]) -> Fault {
    let known = cards.flatMap { $0.parameters.map(\.name) }
    let suggestion = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    let owner = cards.map(\.name).joined(separator: "+")
    return Fault(
      "\(owner) has no parameter '\(name)'",
      fix: known.isEmpty ? "leave it out" : "\(suggestion)\(owner) knows \(known.joined(separator: ", "))")
  }

  static func settingOfNone(_ name: String, _ cards: [Card]) -> Fault {
    var known: [String] = []
    for parameter in cards.flatMap(\.parameters) where !known.contains(parameter.name) { known.append(parameter.name) }
    let suggestion = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "none of \(cards.map(\.name).joined(separator: ", ")) has a parameter '\(name)'",
      fix: known.isEmpty ? "leave it out" : "\(suggestion)they have \(known.joined(separator: ", "))")
  }

  static func ambiguousSetting(_ name: String, of cards: [Card]) -> Fault {
    Fault(
      "both halves of \(cards.map(\.name).joined(separator: "+")) have a parameter '\(name)'",
      fix: "say which: " + cards.map { "\($0.name).\(name)" }.joined(separator: " or "))
  }

  static func malformedCapacity(_ text: String) -> Fault {
    Fault(
      "'\(text)' is no capacity",
      fix: "write slots (4), bytes (512MiB, 2GB), or pages of a size (256x2MiB)")
  }

  static func needsOneWorld(_ given: [String]) -> Fault {
    given.isEmpty
      ? Fault("nothing to run on", fix: "name a trace (--trace FOLDER) or a scenario (--scenario edge-15)")
      : Fault("--trace and --scenario exclude each other", fix: "keep one of the two")
  }

  static func referenceDoesNotPlay(_ name: String, _ entrants: [String]) -> Fault {
    Fault("the reference '\(name)' does not play", fix: "name one of \(entrants.joined(separator: ", "))")
  }

  static func tooManyRequests(_ asked: Int, in trace: String, has count: Int) -> Fault {
    Fault("--requests asks for \(asked), but \(trace) has \(count)", fix: "ask for \(count) or fewer, or leave it out")
  }

  static func adapterWithoutSize(_ adapter: String, in trace: String, profile: String) -> Fault {
    Fault(
      "profile '\(profile)' needs the rank or the bytes of '\(adapter)', and \(trace) tells neither",
      fix: "add adapters.csv with name and rank or bytes to the trace, or leave --profile out")
  }

  static func cannotWrite(_ path: String, _ reason: String) -> Fault {
    Fault("cannot write '\(path)': \(reason)", fix: "check that the folder exists and may be written to")
  }

  static func outputLost(_ reason: String) -> Fault {
    Fault("cannot write the result to standard output: \(reason)", fix: "look at what standard output leads to")
  }

  static func noThread(_ reason: String) -> Fault {
    Fault("no thread can be started: \(reason)", fix: "allow more processes: ulimit -u")
  }

  static func noTrainer(_ program: String) -> Fault {
    Fault(
      "training needs the program '\(program)', which is not there",
      fix: "scripts/setup libxgboost-dev && swift build -c release --static-swift-stdlib --product polarbench-train")
  }

  static func cannotRun(_ program: String, _ reason: String) -> Fault { Fault("cannot run '\(program)': \(reason)") }

  static func cannotRead(_ path: String, _ reason: String) -> Fault {
    Fault("cannot read '\(path)': \(reason)", fix: "check that the path is right and may be read")
  }

  static func malformedRange(_ text: String) -> Fault {
    Fault("'\(text)' is no range of steps", fix: "write first..last, both included: --show 1200..1208")
  }
}
