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
      fix: "give its rank in the catalogue, or parameters_per_rank and item_bytes in the profile")
  }

  static func unknownProfile(_ name: String, _ known: [String]) -> Fault {
    let nearest = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "there is no profile '\(name)', and no file of that name",
      fix: "\(nearest)shipped are \(known.joined(separator: ", "))")
  }

  static func repeatedPath(_ route: Profile.Route, _ place: Fault.Place) -> Fault {
    Fault("paths has '\(route.rawValue)' twice", place: place, fix: "keep one of the two")
  }

  static func twoMeasures(_ place: Fault.Place) -> Fault {
    Fault("the path has both ms_per_rank and ms_per_mb", place: place, fix: "keep one of the two")
  }

  static func badPoint(_ place: Fault.Place) -> Fault {
    Fault(
      "the point has no one latency; expected ms, or low_ms and high_ms that is not below it", place: place,
      fix: "write { size = 8, ms = 9.5 } or { size = 8, low_ms = 21, high_ms = 53 }")
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
