import Core
import System

extension Messages {
  static func system(_ verb: String, _ path: String, _ error: SystemError) -> Fault {
    Fault("cannot \(verb) it: \(error.reason)", place: Fault.Place(file: path))
  }

  static func shorterThanWritten(_ path: String) -> Fault {
    Fault("it is shorter than what was written to it", place: Fault.Place(file: path))
  }

  static func fileExists(_ path: String) -> Fault {
    Fault("it exists already", place: Fault.Place(file: path), fix: "name another --output, or remove it first")
  }
}
