import Core
import Twin

/// The models of `profiles/surrogate/`, in the binary; a test holds the two equal.
public enum ShippedSurrogates {
  /// The names of their profiles, sorted.
  public static var names: [String] { texts.map(\.name) }

  /// The surrogate of a profile; the closed form's alone where none is shipped at all.
  static func of(_ profile: TwinProfile) throws(Fault) -> Surrogate {
    if texts.isEmpty { return Surrogate(estimating: profile) }
    guard let (name, text) = texts.first(where: { $0.name == profile.name }) else {
      throw Messages.noSurrogate(profile.name, names)
    }
    let file = "profiles/surrogate/\(name).surrogate"
    return try Surrogate(try SurrogateModel(text: text, file: file), profile: profile, file: file)
  }
}
