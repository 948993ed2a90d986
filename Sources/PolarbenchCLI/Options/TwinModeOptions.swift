import ArgumentParser
import Core
import Twin

/// The twin to use, and its faults.
struct TwinModeOptions: ParsableArguments {
  enum Mode: String, ExpressibleByArgument, CaseIterable {
    case vllmV1 = "vllm-v1"
    case agullo
  }

  @Option(help: "vllm-v1, or agullo: the published twin of arXiv:2508.08343, faults included.")
  var mode: Mode = .vllmV1

  @Option(
    help: ArgumentHelp(
      "Faults that --mode agullo does not have: free-prefill,rank-ignored, or all.", valueName: "fault,…"))
  var without: String?

  @Option(help: ArgumentHelp("The only faults that --mode agullo has.", valueName: "fault,…"))
  var with: String?

  func validate() throws {
    guard mode == .agullo || (without == nil && with == nil) else {
      throw ValidationError("--with and --without name faults of --mode agullo.")
    }
    guard without == nil || with == nil else { throw ValidationError("give --with or --without, not both.") }
  }

  /// The mode, with the faults of the flags.
  func chosen() throws(Fault) -> BatchPlayer.Mode {
    guard mode == .agullo else { return .vllmV1 }
    let all = Set(AgulloFault.allCases)
    if let with { return .agullo(try Self.faults(with)) }
    return .agullo(all.subtracting(try Self.faults(without ?? "")))
  }

  private static func faults(_ text: String) throws(Fault) -> Set<AgulloFault> {
    if text == "all" { return Set(AgulloFault.allCases) }
    return try AgulloFault.named(text.split(separator: ",").map(String.init))
  }
}
