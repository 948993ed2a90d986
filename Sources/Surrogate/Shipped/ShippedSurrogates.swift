import Core
import Twin

/// The models of `profiles/surrogate/`, from the binary, and their distilled trees; a test compares the trees with
/// their files.
public enum ShippedSurrogates {
  static let texts = ShippedFile.texts(in: "profiles/surrogate", suffix: ".surrogate")

  /// From Distilled+*.swift.
  static let trees = [distilledLlama318bH100, distilledQwen257bH100]

  /// The names of their profiles, sorted.
  public static var names: [String] { texts.map(\.name) }

  /// The surrogate of a profile.
  static func of(_ profile: TwinProfile) throws(Fault) -> Surrogate {
    guard let (name, text) = texts.first(where: { $0.name == profile.name }) else {
      throw Messages.noSurrogate(profile.name, names)
    }
    let file = "profiles/surrogate/\(name).surrogate"
    return try Surrogate(try SurrogateModel(text: text, file: file), profile: profile, file: file)
  }
}

extension DistilledTree {
  /// The shipped tree of a profile; throws a fault if its surrogate was trained with another profile.
  public static func shipped(for profile: TwinProfile) throws(Fault) -> DistilledTree {
    guard let tree = ShippedSurrogates.trees.first(where: { $0.profile == profile.name }) else {
      throw Messages.noSurrogate(profile.name, ShippedSurrogates.names)
    }
    let hash = Surrogate.hash(of: profile)
    guard tree.profileHash == hash else {
      throw Messages.wrongProfile(
        "the tree of \(tree.profile)", trainedWith: (tree.profile, tree.profileHash), profile, hash)
    }
    return tree
  }
}
