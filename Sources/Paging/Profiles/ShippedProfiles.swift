import Core
import System

/// The profiles of `profiles/`, from the binary.
public enum ShippedProfiles {
  /// Their names, sorted.
  public static let names = texts.map(\.name)

  /// A shipped profile by its name, or one from a file.
  ///
  /// - Throws: if it is neither, or the file is not a profile.
  public static func named(_ name: String) throws(Fault) -> Profile {
    if let text = texts.first(where: { $0.name == name })?.text {
      return try Profile(text: text, file: "profiles/\(name).profile")
    }
    guard FileSystem.exists(name) else { throw Messages.unknownProfile(name, names) }
    return try Profile(file: name)
  }

  static let texts = ShippedFile.texts(in: "profiles", suffix: ".profile")
}
