import Core

/// The content of a PEFT adapter's `adapter_config.json`; if the header of the weights differs, the header is used.
package struct PEFTConfig: Equatable {
  /// Which modules are adapted.
  enum Targets: Equatable {
    /// Not in the config.
    case unsaid
    /// Every linear layer (`"all-linear"`).
    case allLinear
    /// Modules whose name ends with one of these.
    case names([String])
    /// Modules whose whole name matches.
    case regex(String)
  }

  var rank: Int
  var alpha: Double?
  var targets: Targets
  /// Ranks of modules that differ, by name or regex.
  var rankPattern: [(pattern: String, rank: Int)]
  /// Whole modules saved beside the LoRA tensors.
  var modulesToSave: [String]
  var baseModel: String?

  package static func == (a: PEFTConfig, b: PEFTConfig) -> Bool {
    (a.rank, a.alpha, a.modulesToSave, a.baseModel) == (b.rank, b.alpha, b.modulesToSave, b.baseModel)
      && a.targets == b.targets && a.rankPattern.elementsEqual(b.rankPattern, by: ==)
  }

  /// Reads `adapter_config.json`; a file over 16 MiB is a fault.
  init(file path: String) throws(Fault) {
    try requirePlainFile(path)
    let bytes = try readWhole(path, limit: 1 << 24)
    if bytes.starts(with: SafetensorsHeader.pointerPrefix.utf8) { throw Messages.lfsPointer(path) }
    try self.init(json: bytes, file: path)
  }

  package init(json: [UInt8], file: String) throws(Fault) {
    let config = try JSONValue(parsing: json, file: file)
    guard config.members != nil else { throw Messages.badConfig("the config", config.kind, "an object", file) }
    if let type = config["peft_type"], type.string != "LORA" {
      throw Messages.badConfig("peft_type", Self.written(type), "'LORA'", file)
    }
    guard let written = config["r"] else { throw Messages.badConfig("r", "missing", "the LoRA rank", file) }
    rank = try Self.rank(written, "r", file)
    alpha = nil
    if let written = config["lora_alpha"], written != .null {
      guard let value = written.number else {
        throw Messages.badConfig("lora_alpha", Self.written(written), "a number", file)
      }
      alpha = value
    }
    switch config["target_modules"] {
    case nil, .null?: targets = .unsaid
    case .string("all-linear")?: targets = .allLinear
    case .string(let regex)?: targets = .regex(regex)
    case let written?: targets = .names(try Self.names(written, "target_modules", file))
    }
    rankPattern = []
    if let written = config["rank_pattern"], written != .null {
      guard let members = written.members else {
        throw Messages.badConfig("rank_pattern", Self.written(written), "an object of ranks", file)
      }
      for member in members {
        rankPattern.append((member.name, try Self.rank(member.value, "rank_pattern \(excerpt(member.name))", file)))
      }
    }
    modulesToSave = []
    if let written = config["modules_to_save"], written != .null {
      modulesToSave = try Self.names(written, "modules_to_save", file)
    }
    baseModel = config["base_model_name_or_path"]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The largest rank that the config names.
  var largestRank: Int { max(rank, rankPattern.map(\.rank).max() ?? 0) }

  private static func rank(_ value: JSONValue, _ key: String, _ file: String) throws(Fault) -> Int {
    guard let rank = value.integer, Bounds.rank.contains(rank) else {
      throw Messages.badConfig(key, written(value), "a whole number from 1 to 1000000", file)
    }
    return rank
  }

  private static func names(_ value: JSONValue, _ key: String, _ file: String) throws(Fault) -> [String] {
    let names = value.array?.compactMap(\.string)
    guard let names, names.count == value.array?.count else {
      throw Messages.badConfig(key, written(value), "a list of names", file)
    }
    return names
  }

  private static func written(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): excerpt(text)
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    default: value.kind
    }
  }
}
