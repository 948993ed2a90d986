import Core
import Foundation
import Scripting

/// The policies that the repository ships.
enum PolicyFiles {
  static let repository: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder
  }()

  /// A folder of golden decisions, by name: one of the repository's, or one beside it, or where POLARBENCH_SHARED says.
  static func golden(_ name: String) -> URL {
    let own = repository.appending(path: "Tests/Goldens/polar/\(name)")
    return FileManager.default.fileExists(atPath: own.path) ? own : shared.appending(path: "golden/polar/\(name)")
  }

  static let shared: URL = {
    if let named = ProcessInfo.processInfo.environment["POLARBENCH_SHARED"] { return URL(fileURLWithPath: named) }
    return repository.deletingLastPathComponent().appending(path: "shared")
  }()

  /// The stems of a folder of `policies/`, sorted.
  static func stems(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url(folder).path)) ?? []
    return names.filter { $0.hasSuffix(".lua") }.map { String($0.dropLast(4)) }.sorted()
  }

  static func url(_ path: String) -> URL { repository.appending(path: "policies").appending(path: path) }

  /// `evictors/lru`, loaded.
  static func script(_ path: String) throws(Fault) -> Script { try Script.load(url(path + ".lua").path) }

  /// The annotations for editors, loaded as if they were a policy.
  static func annotations() throws(Fault) -> Script {
    try Script.load(repository.appending(path: "docs/reference/host.lua").path)
  }

  /// All files of all folders: `evictors/lru`, …
  static let all: [String] = ["evictors", "joint", "routers", "templates", "twin"].flatMap { folder in
    stems(in: folder).map { folder + "/" + $0 }
  }
}
