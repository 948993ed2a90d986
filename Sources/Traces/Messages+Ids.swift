import Core

extension Messages {
  static func unknownFormat(_ path: String) -> Fault {
    Fault(
      "the format is not known from the name", place: Fault.Place(file: path),
      fix: "give --format oracleGeneral, csv or txt; known endings are .oracleGeneral, .oracleGeneral.bin, .csv, "
        + ".txt and .zst")
  }

  static func noRequests(_ file: String) -> Fault {
    Fault("the trace is empty; expected at least one request", place: Fault.Place(file: file))
  }

  static func unnamedZstd(_ file: String) -> Fault {
    Fault(
      "the file is compressed by zstd, but its name does not end in .zst", place: Fault.Place(file: file),
      fix: "rename it, or unpack it: zstd -d")
  }

  static func tornRecord(_ file: String, _ record: Int, bytes: Int) -> Fault {
    Fault(
      "\(described(record)) is torn: \(bytes) of \(OracleGeneralReader.recordBytes) bytes",
      place: Fault.Place(file: file), fix: "fetch the file again, or see whether it is oracleGeneral at all")
  }

  static func badNextUse(_ file: String, _ record: Int, _ next: Int) -> Fault {
    Fault(
      "\(described(record)) names \(next) as the next use; expected a step, or -1 for never",
      place: Fault.Place(file: file), fix: "see whether the file is oracleGeneral, in little-endian order")
  }

  static func neverCame(_ file: String, _ record: Int) -> Fault {
    Fault(
      "\(described(record)) asks for an id of which the record before said that it never comes again",
      place: Fault.Place(file: file), fix: nextUsesFix)
  }

  static func cameAtAnotherStep(_ file: String, _ record: Int, expected: Int) -> Fault {
    Fault(
      "\(described(record)) asks for an id that the record before announced for record \(expected)",
      place: Fault.Place(file: file), fix: nextUsesFix)
  }

  private static let nextUsesFix =
    "the next uses of this file are wrong: compute them with --next-uses computed"

  static func emptyID(_ place: Fault.Place) -> Fault {
    Fault("the id is empty; expected a number or a text", place: place)
  }

  static func notAList(_ fields: Int, _ place: Fault.Place) -> Fault {
    Fault(
      "the line has \(fields) fields; expected one id", place: place,
      fix: "give --format csv when it is a table, or put the id in quotes")
  }

  static func tooManyIDs(_ limit: Int) -> Fault {
    Fault(
      "more than \(limit) distinct ids: they are numbered in 32 bits",
      fix: "sample the trace by id, or cut it into parts")
  }

  static func sizesOverflow(_ file: String, _ step: Step) -> Fault {
    Fault(
      "request \(step) (counted from 0) brings the bytes of all objects beyond 2^53", place: Fault.Place(file: file),
      fix: "see whether the sizes are right; --unit objects counts objects")
  }

  /// Records are counted from 0, like steps; the byte is the start of the record.
  private static func described(_ record: Int) -> String {
    "record \(record) (byte \(record * OracleGeneralReader.recordBytes))"
  }
}
