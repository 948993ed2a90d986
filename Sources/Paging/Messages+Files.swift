import Core
import Glibc

extension Messages {
  static func system(_ verb: String, _ path: String, _ code: Int32) -> Fault {
    Fault("cannot \(verb) it: \(reason(code))", place: Fault.Place(file: path))
  }

  /// The system's words for an error number.
  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  static func fileExists(_ path: String) -> Fault {
    Fault("it exists already", place: Fault.Place(file: path), mend: "name another --output, or remove it first")
  }

  static func fileTooLong(_ path: String, limit: Int) -> Fault {
    Fault(
      "it is longer than \(limit) bytes", place: Fault.Place(file: path), mend: "see whether this is the right file")
  }
}
