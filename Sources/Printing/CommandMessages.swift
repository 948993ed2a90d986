import Core

/// The fault messages of the command line; tested word for word.
package enum CommandMessages {
  package static func unknownName(_ name: String, among names: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
    return Fault("there is no policy or scenario '\(name)'", fix: "\(suggestion)'polarbench list' names them all")
  }

  package static func needsOneWorld(_ given: [String]) -> Fault {
    given.isEmpty
      ? Fault("nothing to run on", fix: "name a trace (--trace FOLDER) or a scenario (--scenario edge-15)")
      : Fault("--trace and --scenario exclude each other", fix: "keep one of the two")
  }

  package static func cannotWrite(_ path: String, _ reason: String) -> Fault {
    Fault("cannot write '\(path)': \(reason)", fix: "check that the folder exists and may be written to")
  }

  package static func outputLost(_ reason: String) -> Fault {
    Fault("cannot write the result to standard output: \(reason)", fix: "look at what standard output leads to")
  }

  package static func noThread(_ reason: String) -> Fault {
    Fault("no thread can be started: \(reason)", fix: "allow more processes: ulimit -u")
  }

  package static func noTrainer(_ program: String) -> Fault {
    Fault(
      "training needs the program '\(program)', which is not there",
      fix: "scripts/setup libxgboost-dev && swift build -c release --static-swift-stdlib --product polarbench-train")
  }

  package static func cannotRun(_ program: String, _ reason: String) -> Fault {
    Fault("cannot run '\(program)': \(reason)")
  }

  package static func cannotRead(_ path: String, _ reason: String) -> Fault {
    Fault("cannot read '\(path)': \(reason)", fix: "check that the path is right and may be read")
  }

  package static func malformedRange(_ text: String) -> Fault {
    Fault("'\(text)' is not a range of steps", fix: "write first..last, both included: --show 1200..1208")
  }
}
