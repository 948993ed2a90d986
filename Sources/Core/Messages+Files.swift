import System

extension Messages {
  static func cannotOpen(_ path: String, _ error: SystemError) -> Fault {
    Fault("cannot open the file: \(error.reason)", place: Fault.Place(file: path))
  }

  static func isFolder(_ path: String) -> Fault {
    Fault("this is a folder; expected a file", place: Fault.Place(file: path))
  }

  static func cannotRead(_ path: String, _ error: SystemError) -> Fault {
    Fault("cannot read on: \(error.reason)", place: Fault.Place(file: path))
  }

  static func cannotWrite(_ path: String, _ error: SystemError) -> Fault {
    Fault("cannot write '\(path)': \(error.reason)", fix: "check that the folder exists and may be written to")
  }

  static func alreadyThere(_ path: String) -> Fault {
    Fault("'\(path)' exists already, and is not changed", fix: "name another file: --output FILE.lua")
  }

  static func notZstd(_ path: String, _ why: String) -> Fault {
    Fault("the zstd stream is broken: \(why)", place: Fault.Place(file: path), fix: "fetch the file again: zstd -t")
  }

  static func tornZstd(_ path: String) -> Fault {
    Fault(
      "the zstd stream is truncated: it ends inside a frame", place: Fault.Place(file: path),
      fix: "fetch the file again: zstd -t")
  }

  static func gzip(_ path: String) -> Fault {
    Fault("gzip is not read here", place: Fault.Place(file: path), fix: "unpack it, or repack it: zcat FILE | zstd")
  }

  static func fileTooLong(_ path: String, _ limit: Int) -> Fault {
    Fault(
      "the file is longer than \(limit) bytes", place: Fault.Place(file: path), fix: "see whether it is the right file"
    )
  }

  static func noPlainFile(_ path: String) -> Fault {
    Fault(
      "it is a pipe, a device or a folder; expected a regular file", place: Fault.Place(file: path),
      fix: "take it out of the folder, or put a file there")
  }

  static func waitingForInput(_ path: String) -> String { "waiting for input from \(path)" }

  static func waitingForReader(_ path: String) -> String { "waiting for a program that reads \(path)" }
}
