import Core

/// The fault messages of this module; tested word for word.
enum Messages {
  static func missingField(_ name: String, _ place: Fault.Place) -> Fault {
    Fault("'\(name)' is missing", place: place, fix: "docs/reference/tournament-store.md names every field")
  }

  static func wrongField(_ what: String, _ found: String, expected: String, _ place: Fault.Place) -> Fault {
    Fault(
      "\(what) is \(found); expected \(expected)", place: place,
      fix: "docs/reference/tournament-store.md names every field")
  }

  static func noTournament(_ folder: String) -> Fault {
    Fault("'\(folder)' is not a tournament: it has no manifest.json", fix: "name the folder that 'tournament' wrote")
  }

  static func otherFormat(_ format: String, _ place: Fault.Place, version: String?) -> Fault {
    Fault(
      "the folder is of format \(format), made by polarbench \(version ?? "of another version"); "
        + "this one reads format \(Manifest.format)",
      place: place, fix: "read it with the version that made it, or run the tournament again in another folder")
  }

  static func editedManifest(_ place: Fault.Place) -> Fault {
    Fault(
      "the manifest was changed after it was written: its check does not hold", place: place,
      fix: "restore the file; to run something else, give --from this file and another --output")
  }

  static func tooManyCells(_ place: Fault.Place) -> Fault {
    Fault(
      "the tournament has more than \(Bounds.cells.upperBound) cells", place: place,
      fix: "use fewer replicates, policies, traces or capacities in one folder")
  }

  static func lineTooLong(_ path: String, _ limit: Int) -> Fault {
    Fault("a line of '\(path)' is longer than \(limit) bytes", fix: "look for a truncated file or another format")
  }

  static func editedLine(_ place: Fault.Place) -> Fault {
    Fault(
      "the line was changed, or is of another tournament: its check does not hold", place: place,
      fix: "restore the line, or delete the whole line and run its cell again with --resume")
  }

  static func unknownCell(_ id: String, _ place: Fault.Place) -> Fault {
    Fault(
      "the manifest has no cell '\(id)'", place: place,
      fix: "restore the manifest of these cells, or delete the line")
  }

  static func repeatedCell(_ id: String, _ place: Fault.Place) -> Fault {
    Fault("the cell '\(id)' occurs twice", place: place, fix: "delete one of the two lines")
  }

  static func unreadable(_ path: String, _ reason: String) -> Fault {
    Fault("cannot read '\(path)': \(reason)", fix: "check that the file is there and may be read")
  }

  static func unwritable(_ path: String, _ reason: String) -> Fault {
    Fault(
      "cannot write '\(path)': \(reason)",
      fix: "see that the folder may be written to and the disk has room; --resume continues from the stored cells")
  }

  static func noFolder(_ folder: String) -> Fault {
    Fault("'\(folder)' is not a folder", fix: "name another one: --output FOLDER")
  }

  static func noFile(_ path: String) -> Fault {
    Fault("'\(path)' is not a plain file", fix: "move it away, or name another folder: --output FOLDER")
  }

  static func alreadyPlayed(_ folder: String) -> Fault {
    Fault(
      "there is a tournament in '\(folder)' already",
      fix: "continue it (--resume), or name another folder (--output FOLDER)")
  }

  static func cellsWithoutManifest(_ folder: String) -> Fault {
    Fault(
      "'\(folder)' has cells and no manifest.json",
      fix: "put the manifest back, or name another folder: --output FOLDER")
  }

  static func foreignFiles(_ names: [String], in folder: String) -> Fault {
    let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
    return Fault(
      "'\(folder)' holds files that are no tournament's: \(shown)", fix: "name a new folder: --output FOLDER")
  }

  static func secondWriter(_ folder: String) -> Fault {
    Fault(
      "another command is writing to '\(folder)'",
      fix: "wait until it is done, or name another folder: --output FOLDER")
  }

  static func otherManifest(_ differences: [String], _ path: String) -> Fault {
    Fault(
      "the tournament there does not match: " + differences.joined(separator: "; "), place: Fault.Place(file: path),
      fix: "give the settings that it began with, or name another folder: --output FOLDER")
  }
}
