import Core
import System

extension Messages {
  static func noRoute(_ route: Profile.Route, in profile: Profile) -> Fault {
    Fault(
      "profile '\(profile.name)' has no path \(route.rawValue)",
      fix: "it has \(profile.paths.map(\.route.rawValue).joined(separator: ", "))")
  }

  static func rankUnknown(_ adapter: Adapter, in profile: Profile) -> Fault {
    Fault(
      "profile '\(profile.name)' counts ranks, and the rank of adapter '\(adapter.name)' is not known",
      fix: "give its rank in the catalogue, or parameters-per-rank and item-bytes in the profile")
  }

  static func unknownProfile(_ name: String, _ known: [String]) -> Fault {
    let nearest = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "there is no profile '\(name)', and no file of that name",
      fix: "\(nearest)shipped are \(known.joined(separator: ", "))")
  }

  static func profileNotUTF8(_ path: String) -> Fault {
    Fault("it is not UTF-8", place: Fault.Place(file: path), fix: "see whether this is a profile")
  }

  static func noProfileLine(_ place: Fault.Place) -> Fault {
    Fault("a profile begins with the line 'profile NAME'", place: place)
  }

  static func unknownProfileKey(_ key: String, _ known: [String], _ place: Fault.Place) -> Fault {
    let nearest = nearestName(to: key, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "the keyword \(excerpt(key)) is not known here", place: place,
      fix: "\(nearest)known are \(known.joined(separator: ", "))")
  }

  static func repeatedProfileKey(_ key: String, _ place: Fault.Place) -> Fault {
    Fault("'\(key)' occurs twice", place: place, fix: "keep one of the two")
  }

  static func missingProfileKey(_ key: String, _ what: String, _ place: Fault.Place) -> Fault {
    Fault("\(what) has no line '\(key)'", place: place)
  }

  static func twoMeasures(_ place: Fault.Place) -> Fault {
    Fault("the path has both 'ms-per-rank' and 'ms-per-mb'", place: place, fix: "keep one of the two")
  }

  static func badProfileValue(_ key: String, _ value: String, _ expected: String, _ place: Fault.Place) -> Fault {
    Fault("\(key) is \(value.isEmpty ? "empty" : excerpt(value)); expected \(expected)", place: place)
  }
}

extension Messages {
  static func twoModels(_ first: String, _ second: String, _ place: Fault.Place) -> Fault {
    Fault(
      "model is \(excerpt(second)) after rows of \(excerpt(first))", place: place,
      fix: "a profile is for one model: split the file")
  }

  static func unknownKind(_ kind: String, _ place: Fault.Place) -> Fault {
    Fault(
      "kind is \(kind.isEmpty ? "empty" : excerpt(kind)); expected 'disk' (storage to host) or 'memory' (host to GPU)",
      place: place)
  }

  static func noEvents(_ file: String) -> Fault {
    Fault("the file has a header and no events", place: Fault.Place(file: file))
  }
}

extension Messages {
  static func cannotDropCaches(_ path: String, _ error: SystemError) -> Fault {
    Fault(
      "the page cache cannot be dropped: \(error.reason)", place: Fault.Place(file: path),
      fix: "run it as root, or leave --drop-caches out: the probe drops the pages of its own file in any case")
  }
}
