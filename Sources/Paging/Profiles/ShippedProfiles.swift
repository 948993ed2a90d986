import Core

/// The profiles of `profiles/`, in the binary, so that they are found from any folder; a test holds the two equal.
public enum ShippedProfiles {
  /// Their names, sorted.
  public static let names = texts.map(\.name)

  /// A shipped profile by its name, or one from a file.
  ///
  /// - Throws: where it is neither, or the file is no profile.
  public static func named(_ name: String) throws(Fault) -> Profile {
    if let text = texts.first(where: { $0.name == name })?.text {
      return try Profile(text: text, file: "profiles/\(name).profile")
    }
    guard Files.exists(name) else { throw Messages.unknownProfile(name, names) }
    return try Profile(file: name)
  }

  static let texts: [(name: String, text: String)] = [
    (
      "llama-3.1-8b-vllm",
      #"""
      # How long LoRA adapters take to come to the GPU. The form: docs/reference/profile-format.md
      profile llama-3.1-8b-vllm
      model   Llama-3.1-8B-Instruct
      engine  vLLM 0.8.5
      gpu     one 64 GB data-centre GPU
      basis   measured
      source  github.com/FerranAgulloLopez/GPULLMAdapterOptimization at bae36e2d, predictor_loading (Apache-2.0)
      source  arXiv:2508.08343
      note    medians of load events in the server logs; a range spans the medians of different slot sizes
      note    host-gpu is the time to queue the copies, hence nearly independent of the rank
      note    the first event of each run is the first read; the line is a least-squares fit, below 0 it is 0
      note    parameters-per-rank: q, k, v, o, gate, up and down of 32 layers
      note    link-bytes-per-second: PCIe 4, measured elsewhere
      parameters-per-rank   2621440
      item-bytes            2
      link-bytes-per-second 24800000000

      path storage-host warm
      base-ms     47
      ms-per-rank 2.46
      point  8 67
      point 16 83
      point 32 126

      path storage-host first
      base-ms     -8.5
      ms-per-rank 28.65
      point  8 174
      point 16 520
      point 32 885

      path host-gpu
      base-ms     6.3
      ms-per-rank 0.04
      point  8 6.5
      point 16 6.4..7.9
      point 32 6.4..8.6

      """#
    ),
    (
      "pcie4",
      #"""
      # A transfer limited by the link alone. The form: docs/reference/profile-format.md
      profile pcie4
      gpu     any on PCIe 4, 16 lanes
      basis   measured
      source  host to GPU bandwidth of 24.8 GB/s, measured with pinned host memory
      note    the link alone: no engine, no storage
      link-bytes-per-second 24800000000

      path host-gpu
      base-ms   0
      ms-per-mb 0.04032258064516129

      """#
    ),
    (
      "qwen2.5-7b-vllm",
      #"""
      # How long LoRA adapters take to come to the GPU. The form: docs/reference/profile-format.md
      profile qwen2.5-7b-vllm
      model   Qwen2.5-7B-Instruct
      engine  vLLM 0.8.5
      gpu     one 64 GB data-centre GPU
      basis   measured
      source  github.com/FerranAgulloLopez/GPULLMAdapterOptimization at bae36e2d, predictor_loading (Apache-2.0)
      source  arXiv:2508.08343
      note    medians of load events in the server logs; a range spans the medians of different slot sizes
      note    host-gpu is the time to queue the copies, hence nearly independent of the rank
      note    the first event of each run is the first read; its fit stands on the middles of the ranges
      note    parameters-per-rank: q, k, v, o, gate, up and down of 28 layers; a slot of rank 8 grew the weights by as much
      note    link-bytes-per-second: PCIe 4, measured elsewhere
      parameters-per-rank   2523136
      item-bytes            2
      link-bytes-per-second 24800000000

      path storage-host warm
      base-ms     6.0
      ms-per-rank 0.455
      point  8 9.5
      point 16 14
      point 32 20.6

      path storage-host first
      base-ms     1.5
      ms-per-rank 3.78
      point  8 21..53
      point 16 38..70
      point 32 125

      path host-gpu
      base-ms     3.3
      ms-per-rank 0.01
      point  8 3.0..3.4
      point 16 3.0..4.0
      point 32 3.0..3.5

      """#
    ),
  ]
}
