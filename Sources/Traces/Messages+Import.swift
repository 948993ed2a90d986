import Core

/// Fault messages about imported files.
extension Messages {
  static func badTimestamp(_ column: String, _ value: String, _ place: Fault.Place) -> Fault {
    Fault(
      "\(column) is \(value.isEmpty ? "empty" : excerpt(value)); expected a time like 2023-11-16 18:17:03.9799600",
      place: place)
  }

  static func mixedZones(_ column: String, _ hasZone: Bool, _ place: Fault.Place) -> Fault {
    Fault(
      "\(column) has \(hasZone ? "a zone" : "no zone") here and \(hasZone ? "none" : "one") in the rows above",
      place: place, fix: "write every time with a zone, or none")
  }

  static func lineTooLong(_ limit: Int, _ place: Fault.Place) -> Fault {
    Fault("the line is longer than \(limit) bytes", place: place, fix: "see whether this is the right file")
  }

  static func notAnObject(_ place: Fault.Place) -> Fault {
    Fault("the line is not a JSON object; expected one object per line", place: place)
  }

  static func badMember(_ name: String, _ value: JSONValue?, _ expected: String, _ place: Fault.Place) -> Fault {
    Fault("\(name) is \(value.map(described) ?? "missing"); expected \(expected)", place: place)
  }

  private static func described(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .flag(let flag): String(flag)
    case .integer(let number): String(number)
    case .number(let number): "\(number)"
    case .string(let text): excerpt(text)
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension Messages {
  static func tornOracleRecord(_ record: Int, _ bytes: Int, _ file: String) -> Fault {
    Fault(
      "record \(record) (from 0) has \(bytes) bytes; expected 24", place: Fault.Place(file: file),
      fix: "fetch the file again: it is truncated, or it is not an oracleGeneral trace")
  }

  static func badOracleNextUse(_ record: Int, _ value: Int64, _ file: String) -> Fault {
    Fault(
      "the next use of record \(record) (from 0) is \(value); expected a step, or -1 for never",
      place: Fault.Place(file: file), fix: "see whether this is an oracleGeneral trace")
  }

  static func noContext(_ column: String, _ id: String, _ file: String, _ place: Fault.Place) -> Fault {
    Fault(
      "\(column) is \(excerpt(id)), which \(file) does not have", place: place,
      fix: "give every question a context, or leave its row out")
  }

  static func repeatedID(_ column: String, _ id: String, _ place: Fault.Place) -> Fault {
    Fault("\(column) is \(excerpt(id)), as in a row above", place: place, fix: "keep one of the two")
  }

  static func columnsBeyond(_ range: ClosedRange<Int>, _ count: Int, _ place: Fault.Place) -> Fault {
    Fault(
      "adapter columns \(range.lowerBound)-\(range.upperBound) are asked for; the header has \(count)", place: place,
      fix: "count columns from 1")
  }

  static func estimateOverflow(_ reward: Double, _ propensity: Double, _ place: Fault.Place) -> Fault {
    Fault(
      "reward \(reward) / propensity \(propensity) is beyond \(shortest(Bounds.value.upperBound))", place: place,
      fix: "see whether the propensity is right; rows of 0 are passed over")
  }

  static func tooManyWords(_ column: String, _ limit: Int, _ place: Fault.Place) -> Fault {
    Fault(
      "\(column) has more than \(limit) different words; expected categories", place: place,
      fix: "name other columns by --context-columns")
  }

  static func needsImport(_ format: ImportFormat, _ path: String) -> Fault {
    Fault(
      "a \(format.rawValue) table is brought in before it is run", place: Fault.Place(file: path),
      fix: ShellWord.joined(["polarbench", "trace", "import", format.rawValue, ShellWord.path(path)])
        + " --output DIR; see --help")
  }

  static func unknownForm(_ path: String) -> Fault {
    Fault(
      "neither the name nor the header shows the format", place: Fault.Place(file: path),
      fix: ShellWord.joined(["polarbench", "trace", "import", "FORMAT", ShellWord.path(path)])
        + " --output DIR, where FORMAT is one of "
        + ImportFormat.allCases.map(\.rawValue).joined(separator: ", "))
  }

  static func formOfPipe(_ path: String) -> Fault {
    Fault(
      "a pipe is read only once, and its header is needed to find the format", place: Fault.Place(file: path),
      fix: "name the format: " + ShellWord.joined(["polarbench", "trace", "import", "FORMAT", ShellWord.path(path)])
        + " --output DIR")
  }

  static func tooManyRequests(_ limit: Int, _ file: String) -> Fault {
    Fault(
      "the file has more than \(limit) requests", place: Fault.Place(file: file),
      fix: "take the first by --limit; id traces of any length are replayed from the file by polarbench replay")
  }

  static func nothingAsked(_ trace: String, at request: Int?) -> Fault {
    Fault(
      request.map { "request \($0) (from 0) of \(trace) names no adapter" }
        ?? "the requests of \(trace) name no adapter",
      fix: "an id trace needs one for each: fill the column adapter of requests.csv")
  }

  static func timeBeyond32Bits(_ time: Double, _ request: Int, _ trace: String) -> Fault {
    Fault(
      "request \(request) (from 0) of \(trace) comes at \(time) s, which 32 bits do not hold",
      fix: "export as csv, or count times from the first request")
  }

  static func sizeBeyond32Bits(_ size: Int, _ adapter: String, _ trace: String) -> Fault {
    Fault(
      "adapter \(excerpt(adapter)) of \(trace) has \(size) bytes, which 32 bits do not hold", fix: "export as csv")
  }
}
