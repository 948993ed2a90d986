import Core
import System

/// One adapter in a PEFT folder.
public struct PEFTAdapter: Sendable, Equatable {
  /// The type of a weight in a slot; the type on disk may differ.
  public enum SlotType: String, Sendable, CaseIterable {
    case fp32, fp16, bf16, fp8

    var itemBytes: Int {
      switch self {
      case .fp32: 4
      case .fp16, .bf16: 2
      case .fp8: 1
      }
    }
  }

  /// `sizeBytes` are the bytes of the LoRA weights in a slot, without saved heads; `rank` is the largest in the header.
  public var adapter: Adapter
  /// The type on disk; several are joined by `+`.
  public var dtype: String
  public var loraTensors = 0
  public var loraFileBytes = 0
  /// Whole modules saved beside the LoRA tensors: heads, embeddings.
  public var headTensors = 0
  public var headFileBytes = 0
  /// Differences between config and header; the header is used.
  public var remarks: [String] = []

  /// Reads a folder with `adapter_config.json` and `adapter_model.safetensors`.
  ///
  /// - Throws: if a file is missing, truncated, a Git LFS pointer, or a pickle (`adapter_model.bin`), which would run
  ///   its author's code.
  public init(folder: String, name: String, slots: SlotType = .fp16) throws(Fault) {
    let config = try PEFTConfig(file: folder + "/adapter_config.json")
    let weights = folder + "/adapter_model.safetensors"
    try requirePlainFile(weights)
    guard FileSystem.exists(weights) else {
      let pickle = folder + "/adapter_model.bin"
      throw FileSystem.exists(pickle) ? Messages.pickle(pickle) : Messages.noWeights(weights)
    }
    try self.init(config: config, header: SafetensorsHeader(file: weights), file: weights, name: name, slots: slots)
  }

  init(
    config: PEFTConfig, header: SafetensorsHeader, file: String, name: String, slots: SlotType
  ) throws(Fault) {
    var dtypes: [String] = []
    var elements = 0
    var rank = 0
    var modules = Set<Substring>()
    adapter = Adapter(name: name, baseModel: config.baseModel)
    dtype = ""
    for tensor in header.tensors {
      let parts = tensor.name.split(separator: ".")
      guard let lora = parts.firstIndex(where: { $0.hasPrefix("lora_") }) else {
        headTensors += 1
        headFileBytes += tensor.fileBytes
        continue
      }
      loraTensors += 1
      loraFileBytes += tensor.fileBytes
      elements += tensor.elements
      if !dtypes.contains(tensor.dtype) { dtypes.append(tensor.dtype) }
      if lora > 0 { modules.insert(parts[lora - 1]) }
      // A is [r × d_in …], B is [d_out × r …].
      if parts[lora] == "lora_A" || parts[lora] == "lora_embedding_A" { rank = max(rank, tensor.shape.first ?? 0) }
    }
    if loraTensors == 0 { throw Messages.noLoRATensors(file, headTensors) }
    if rank == 0 { throw Messages.noRank(file) }
    guard Bounds.rank.contains(rank) else { throw Messages.strangeRank(rank, file) }
    // The header's tensors fill the file without holes, so the sum of their elements is at most its bytes.
    guard let sizeBytes = checkedProduct([elements, slots.itemBytes]), Bounds.bytes.contains(sizeBytes) else {
      throw Messages.tooLarge(elements, file)
    }
    dtype = dtypes.joined(separator: "+")
    adapter.rank = rank
    adapter.sizeBytes = sizeBytes
    note(config, modules)
  }

  private mutating func note(_ config: PEFTConfig, _ modules: Set<Substring>) {
    if let rank = adapter.rank, rank != config.largestRank {
      remarks.append("the config says rank \(config.largestRank), the header has \(rank)")
    }
    if case .names(let names) = config.targets {
      let absent = names.filter { name in !modules.contains { name.split(separator: ".").last == $0 } }
      if !absent.isEmpty {
        remarks.append("the config targets \(absent.joined(separator: ", ")), the header has no LoRA tensor of it")
      }
    }
    if headTensors > 0, config.modulesToSave.isEmpty {
      remarks.append("\(headTensors) saved tensors are not LoRA's, and the config names no modules_to_save")
    }
    if headTensors == 0, !config.modulesToSave.isEmpty {
      remarks.append("the config saves \(config.modulesToSave.joined(separator: ", ")), the header does not have it")
    }
  }
}
