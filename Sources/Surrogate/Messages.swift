import Core
import Twin

/// The fault messages of this module; tested word for word.
enum Messages {
  static func badRank(_ rank: Int) -> Fault { Fault("rank: \(rank); expected 1 to 4096") }

  static func badNumber(_ what: String, _ value: Double, _ expected: String) -> Fault {
    Fault("\(what): \(value); expected \(expected)")
  }
}

extension Messages {
  static func emptyData(_ file: String) -> Fault {
    Fault("'\(file)' has no rows", fix: "'polarbench surrogate data' fills such a table")
  }

  static func wrongColumns(_ names: [String], _ expected: [String], _ place: Fault.Place) -> Fault {
    let missing = expected.filter { !names.contains($0) }
    let what = missing.isEmpty ? "in another order, or include others" : "without \(missing.joined(separator: ", "))"
    return Fault(
      "this is not data of a surrogate: its columns are \(what)", place: place,
      fix: "'polarbench surrogate data' writes \(expected.joined(separator: ","))")
  }

  static func otherProfile(_ found: String, _ expected: String, _ place: Fault.Place) -> Fault {
    Fault(
      "the row was simulated with '\(found)', and the current profile is '\(expected)'", place: place,
      fix: "simulate the data again with this profile, or name the profile of the data")
  }

  static func otherDesign(_ found: String, _ expected: String, _ file: String) -> Fault {
    Fault(
      "'\(file)' is of the design '\(found)', and this run's is '\(expected)'",
      fix: "repeat that run's --seed and --every, or name another file")
  }

  static func badList(_ column: String, _ value: String, _ expected: String, _ place: Fault.Place) -> Fault {
    Fault("\(column) is '\(value)'; expected \(expected)", place: place)
  }

  static func neverStarted(_ place: Fault.Place) -> Fault {
    Fault("the row's server does not start, or nothing is asked of it", place: place)
  }

  static func unwritable(_ path: String, _ reason: String) -> Fault { Fault("cannot write '\(path)': \(reason)") }

  static func busy(_ path: String) -> Fault {
    Fault("'\(path)' is being written by another run", fix: "wait for it, or name another file")
  }
}

extension Messages {
  static func otherVersion(_ found: Int, _ expected: Int, _ place: Fault.Place) -> Fault {
    Fault("the model is of version \(found), and this program reads \(expected)", place: place, fix: "train it again")
  }

  static func otherFeatures(_ found: [String], _ expected: [String], _ place: Fault.Place) -> Fault {
    let stranger = found.first { !expected.contains($0) }.map { ": this program has no '\($0)'" } ?? ""
    return Fault("the model's features are not this program's\(stranger)", place: place, fix: "train it again")
  }

  static func badTree(_ number: Int, _ name: String, _ place: Fault.Place) -> Fault {
    Fault(
      "tree \(number) of '\(name)' cannot be read; expected { FEATURE, BELOW, TREE, TREE }, or { ANSWER }",
      place: place,
      fix: "the file is damaged: train it again")
  }

  static func wrongProfile(
    _ what: String, trainedWith found: (name: String, hash: String), _ profile: TwinProfile, _ hash: String
  ) -> Fault {
    Fault(
      "'\(what)' was trained with '\(found.name)@\(found.hash.prefix(16))', and the current profile is "
        + "'\(profile.name)@\(hash.prefix(16))'",
      fix: "train a surrogate with this profile: 'polarbench surrogate data', then 'surrogate train'")
  }

  static func noSurrogate(_ profile: String, _ known: [String]) -> Fault {
    Fault(
      "no surrogate is shipped for the profile '\(profile)'",
      fix: "there are \(known.joined(separator: ", ")); 'polarbench surrogate data' and 'surrogate train' make others")
  }
}
