import ArgumentParser
import Core
import Paging

/// Sizes of adapters, if a file does not give them.
struct AdapterSizeOptions: ParsableArguments {
  @Option(help: "Bytes of every adapter, if the file does not give them.")
  var adapterBytes: Int?

  @Option(
    help: ArgumentHelp(
      "LoRA rank of every adapter; several, as 8,16,32, are given to the adapters in turn.", valueName: "ranks"))
  var adapterRank: RankList?

  @Option(help: "Bytes by rank, for adapters of all linear layers of this model in 16 bits.")
  var baseModel: BaseModel?

  func validate() throws {
    try requireFlag("--adapter-bytes", adapterBytes, in: 1...Bounds.bytes.upperBound)
    guard baseModel != nil else { return }
    if adapterRank == nil { throw ValidationError("--base-model goes with --adapter-rank") }
    if adapterBytes != nil { throw ValidationError("--base-model and --adapter-bytes exclude each other") }
  }

  func apply(to adapters: inout [Adapter]) {
    for i in adapters.indices {
      if let adapterBytes { adapters[i].sizeBytes = adapterBytes }
      guard let ranks = adapterRank?.ranks else { continue }
      let rank = ranks[i % ranks.count]
      adapters[i].rank = rank
      if let baseModel {
        adapters[i].sizeBytes = AdapterSize.bytes(rank: rank, parametersPerRank: baseModel.parametersPerRank)
      }
    }
  }
}

/// Ranks, comma-separated: 16, or 8,16,32.
struct RankList: ExpressibleByArgument {
  var ranks: [Int] = []

  init?(argument: String) {
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let rank = Int(part), Bounds.rank.contains(rank) else { return nil }
      ranks.append(rank)
    }
  }
}

/// Models whose adapters' sizes are known.
enum BaseModel: String, ExpressibleByArgument, CaseIterable {
  case qwen25of7B = "qwen2.5-7b"
  case llama31of8B = "llama-3.1-8b"

  var parametersPerRank: Int {
    let shape =
      switch self {
      case .qwen25of7B: AdapterSize.qwen25of7B
      case .llama31of8B: AdapterSize.llama31of8B
      }
    return AdapterSize.parametersPerRank(shape, .allLinear)
  }
}
