import Cluster
import Core

extension Messages {
  static func alreadySubmitted(_ folder: String) -> Fault {
    Fault(
      "'\(folder)' was submitted before",
      fix: "submit what is missing of it with: \(BatchScripts.resume(folder)); or name another --output")
  }

  static func folderTaken(_ folder: String, _ names: [String]) -> Fault {
    let shown = names.prefix(3).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    return Fault("'\(folder)' is not empty: it holds \(shown)", fix: "name another --output")
  }

  static func patternInPath(_ path: String) -> Fault {
    Fault(
      "'\(path)' has a % or a \\ in it, which Slurm would read as a pattern for the names of logs",
      fix: "name an --output without")
  }

  static func unseenInPath(_ path: String) -> Fault {
    Fault(
      "'\(path)' holds characters that cannot be seen; scripts for Slurm cannot have them",
      fix: "rename the folder, or name another --output")
  }

  static func neverSubmitted(_ folder: String) -> Fault {
    Fault("'\(folder)' contains no submission", fix: "leave --resume out, or name the folder that was submitted")
  }

  static func mergeRefused(_ fault: Fault, array: Int, _ folder: String) -> Fault {
    var fault = fault
    fault.reason = "the shards are in the queue as job \(array), but not their merge: \(fault.reason)"
    fault.fix = "submit the merge again with: \(BatchScripts.resume(folder)); or cancel the shards: scancel \(array)"
    return fault
  }

  static func cannotWrite(_ path: String, _ reason: String) -> Fault {
    Fault("cannot write '\(path)': \(reason)", fix: "check that the folder exists and may be written to")
  }
}
