import Core

/// The texts of this room's faults; tested word for word.
enum Messages {
  static func missingField(_ name: String, _ place: Fault.Place) -> Fault {
    Fault("'\(name)' is missing", place: place, mend: "docs/reference/tournament-store.md names every field")
  }

  static func wrongField(_ what: String, _ found: String, expected: String, _ place: Fault.Place) -> Fault {
    Fault(
      "\(what) is \(found); expected \(expected)", place: place,
      mend: "docs/reference/tournament-store.md names every field")
  }

  static func noTournament(_ folder: String) -> Fault {
    Fault("'\(folder)' is no tournament: it has no manifest.json", mend: "name the folder that 'tournament' wrote")
  }

  static func otherFormat(_ format: String, _ place: Fault.Place, version: String?) -> Fault {
    Fault(
      "the folder is of format \(format), made by polarbench \(version ?? "of another version"); "
        + "this one reads format \(Manifest.format)",
      place: place, mend: "read it with the version that made it, or play the tournament again in another folder")
  }

  static func editedManifest(_ place: Fault.Place) -> Fault {
    Fault(
      "the manifest was changed after it was written: its check does not hold", place: place,
      mend: "put the file back as it was; to play something else, give --from this file and another --output")
  }

  static func editedLine(_ place: Fault.Place) -> Fault {
    Fault(
      "the line was changed, or is of another tournament: its check does not hold", place: place,
      mend: "put the line back as it was, or delete it whole and play its cell again with --resume")
  }

  static func unknownCell(_ id: String, _ place: Fault.Place) -> Fault {
    Fault(
      "the manifest has no cell '\(id)'", place: place,
      mend: "put the manifest back that belongs to these cells, or delete the line")
  }

  static func repeatedCell(_ id: String, _ place: Fault.Place) -> Fault {
    Fault("the cell '\(id)' is there twice", place: place, mend: "delete one of the two lines")
  }

  static func unreadable(_ path: String, _ reason: String) -> Fault {
    Fault("cannot read '\(path)': \(reason)", mend: "check that the file is there and may be read")
  }
}
