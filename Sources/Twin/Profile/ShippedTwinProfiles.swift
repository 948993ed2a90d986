import Core
import Traces

/// The profiles of `profiles/twin/`, from the binary.
public enum ShippedTwinProfiles {
  static let texts = ShippedFile.texts(in: "profiles/twin", suffix: ".twin")

  /// Their names, sorted.
  public static var names: [String] { texts.map(\.name) }

  /// A shipped profile by its name, its model's name or a beginning of it (`llama-3.1-8b`), or one from a file `*.twin`.
  public static func named(_ name: String) throws(Fault) -> TwinProfile {
    if name.hasSuffix(".twin") { return try TwinProfile(bytes: try readWhole(name, limit: 1 << 20), file: name) }
    for (shipped, text) in texts {
      let profile = try TwinProfile(text: text, file: "profiles/twin/\(shipped).twin")
      if shipped == name || profile.model == name || profile.model.hasPrefix(name + "-") { return profile }
    }
    throw Messages.unknownTwinProfile(name, names)
  }

  /// All of them, in the order of their names.
  public static func all() throws(Fault) -> [TwinProfile] {
    var all: [TwinProfile] = []
    for (name, text) in texts { all.append(try TwinProfile(text: text, file: "profiles/twin/\(name).twin")) }
    return all
  }
}
