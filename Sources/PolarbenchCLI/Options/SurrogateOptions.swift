import ArgumentParser
import Core
import Surrogate
import Twin

/// The flags that choose a surrogate: the same in all commands.
struct SurrogateOptions: ParsableArguments {
  @Option(help: "A model, a shipped profile, or a file of your own.")
  var model: String

  @Option(help: ArgumentHelp("A surrogate of your own instead of the shipped one.", valueName: "file.surrogate"))
  var surrogate: String?

  func chosen() throws(Fault) -> Surrogate {
    let profile = try ShippedTwinProfiles.named(model)
    guard let surrogate else { return try Surrogate.shipped(for: profile) }
    return try Surrogate(path: surrogate, profile: profile)
  }
}
