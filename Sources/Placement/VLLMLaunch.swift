import Core
import Twin

/// The command that starts a GPU of a plan as a vLLM server, with the twin's assumptions as flags.
public struct VLLMLaunch: Sendable {
  private let profile: TwinProfile

  public init(_ profile: TwinProfile) { self.profile = profile }

  /// Words of a shell command; in `path` `{}` stands for an adapter's name.
  ///
  /// Adapters are JSON, so that no name is read as an option or cut at a `=`. Host memory keeps all adapters of the GPU
  /// (`--max-cpu-loras`), so that nothing is read from storage during service.
  public func words(_ gpu: Plan.GPU, adapters: [String], path: String) -> [String] {
    var words = ["vllm", "serve", ShellWord.path(profile.model), "--port", "\(8000 + gpu.number - 1)", "--enable-lora"]
    words += ["--max-loras", "\(gpu.slots)", "--max-cpu-loras", "\(gpu.items.count)"]
    words += ["--max-lora-rank", "\(gpu.slotRank)"]
    words += ["--max-num-seqs", "\(profile.maxSequences)", "--max-num-batched-tokens", "\(profile.tokenBudget)"]
    words += ["--gpu-memory-utilization", "\(profile.memory.gpuShare)", "--block-size", "\(profile.blockTokens)"]
    words += ["--no-enable-prefix-caching", "--lora-modules"]
    return words
      + adapters.map { name in
        let place = path.split(separator: "{}", omittingEmptySubsequences: false).joined(separator: name)
        return JSONValue.object([.init("name", .string(name)), .init("path", .string(place))]).text
      }
  }
}
