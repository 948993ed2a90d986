import Core
import System

/// The fault messages of this module; tested word for word. More in `Messages+Topic.swift`.
enum Messages {
  static func cannotOpen(_ path: String, _ error: SystemError) -> Fault {
    Fault("cannot open the file: \(error.reason)", place: Fault.Place(file: path))
  }

  static func cannotWrite(_ path: String, _ error: SystemError) -> Fault {
    Fault("cannot write: \(error.reason)", place: Fault.Place(file: path))
  }

  static func readOnce(_ path: String) -> Fault {
    Fault(
      "the trace must be read twice here, and a pipe or a device can be read only once",
      place: Fault.Place(file: path),
      fix: "write it into a file first; or give capacities as numbers, and only policies that need no second reading")
  }

  static func exists(_ path: String) -> Fault {
    Fault(
      "this exists already", place: Fault.Place(file: path), fix: "name another output, or overwrite it by --force")
  }
}
