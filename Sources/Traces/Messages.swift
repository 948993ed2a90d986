import Core

/// The texts of this room's faults; tested word for word. Topics have files of their own.
enum Messages {
  static func cannotOpen(_ path: String, _ why: String) -> Fault {
    Fault("cannot open the file: \(why)", place: Fault.Place(file: path))
  }

  static func isDirectory(_ path: String) -> Fault {
    Fault("this is a folder; expected a file", place: Fault.Place(file: path))
  }

  static func cannotRead(_ path: String, _ why: String) -> Fault {
    Fault("cannot read on: \(why)", place: Fault.Place(file: path))
  }

  static func cannotWrite(_ path: String, _ why: String) -> Fault {
    Fault("cannot write: \(why)", place: Fault.Place(file: path))
  }

  static func notZstd(_ path: String, _ why: String) -> Fault {
    Fault("the zstd stream is broken: \(why)", place: Fault.Place(file: path), mend: "fetch the file again: zstd -t")
  }

  static func tornZstd(_ path: String) -> Fault {
    Fault(
      "the zstd stream is torn: it ends inside a frame", place: Fault.Place(file: path),
      mend: "fetch the file again: zstd -t")
  }

  static func readOnce(_ path: String) -> Fault {
    Fault(
      "the trace must be read twice here, and a pipe or a device can be read only once",
      place: Fault.Place(file: path),
      mend: "write it into a file first; or give capacities as numbers, and only policies that need no second reading")
  }

  static func gzip(_ path: String) -> Fault {
    Fault("gzip is not read here", place: Fault.Place(file: path), mend: "unpack it, or repack it: zcat FILE | zstd")
  }

  static func fileTooLong(_ path: String, _ limit: Int) -> Fault {
    Fault(
      "the file is longer than \(limit) bytes", place: Fault.Place(file: path), mend: "see whether it is the right file"
    )
  }

  static func exists(_ path: String) -> Fault {
    Fault(
      "this exists already", place: Fault.Place(file: path), mend: "name another output, or overwrite it by --force")
  }
}
