import Core

// The parameters that scenarios share; each scenario gives its own defaults.
extension Parameter {
  static func adapters(_ standard: Int) -> Parameter {
    Parameter("adapters", String(standard), .integer(1...4096), "N, how many adapters there are")
  }
  static func dimension(_ standard: Int) -> Parameter {
    Parameter("dimension", String(standard), .integer(1...1024), "d, the length of a context")
  }
  static func clusters(_ standard: Int) -> Parameter {
    Parameter("clusters", String(standard), .integer(1...4096), "how many clusters contexts come from")
  }
  static func zipf(_ standard: Double) -> Parameter {
    Parameter(
      "zipf", plain(standard), .number(0...16), "exponent of the clusters' Zipf popularity; 0 makes them equal")
  }
  static func spread(_ standard: Double) -> Parameter {
    Parameter("spread", plain(standard), .number(0...16), "how far contexts stray from their centre, per coordinate")
  }
  static func blur(_ standard: Double) -> Parameter {
    Parameter("blur", plain(standard), .number(0...16), "how far adapters stray from their cluster, per coordinate")
  }
  static func weakest(_ standard: Double) -> Parameter {
    Parameter(
      "weakest", plain(standard), .number(0...1), unit: "utility", "least strength; they are uniform from here to 1")
  }
  static func noise(_ standard: Double) -> Parameter {
    Parameter("noise", plain(standard), .number(0...1000), unit: "utility", "standard deviation of a reward")
  }
  static func ranks(_ standard: String) -> Parameter {
    Parameter(
      "ranks", standard, .text("LoRA ranks from 1 to 512, with slashes between"), "ranks that adapters draw from")
  }
  static func price(_ standard: Double) -> Parameter {
    Parameter("price", plain(standard), .number(0...1_000_000), unit: "utility/second", "lambda, the price of latency")
  }
  static let pageIn = Parameter(
    "page-in", "first-read", .choice(QwenPageIn.allCases.map(\.rawValue)), "which measured Qwen2.5-7B page-in counts")
  static let rate = Parameter(
    "rate", "0", .number(0...1_000_000), unit: "requests/second", "mean arrivals, a Poisson process; 0 gives no times")
  static func period(_ standard: Int, _ summary: String) -> Parameter {
    Parameter("period", String(standard), .integer(1...Int.max), unit: "requests", summary)
  }

  private static func plain(_ value: Double) -> String { value == value.rounded() ? String(Int(value)) : "\(value)" }
}

extension Recipe {
  /// Reads all shared parameters.
  init(_ parameters: Parameters) throws(Fault) {
    try self.init(
      parameters, adapters: parameters.integer("adapters"), clusters: parameters.integer("clusters"),
      zipf: parameters.number("zipf"))
  }

  /// Reads the parameters that every scenario has.
  init(_ parameters: Parameters, adapters: Int, clusters: Int, zipf: Double) throws(Fault) {
    self.init(
      adapters: adapters, dimension: parameters.integer("dimension"), clusters: clusters, zipf: zipf,
      spread: parameters.number("spread"),
      blur: parameters.number("blur"), weakest: parameters.number("weakest"), noise: parameters.number("noise"),
      ranks: try Self.ranks(parameters.word("ranks")!), price: parameters.number("price"),
      pageIn: QwenPageIn(rawValue: parameters.word("page-in")!)!, rate: parameters.number("rate"))
  }

  /// Reads `8/16/32`.
  static func ranks(_ text: String) throws(Fault) -> [Int] {
    var ranks: [Int] = []
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      guard let rank = Int(part), (1...512).contains(rank) else { throw Messages.badRanks(text) }
      ranks.append(rank)
    }
    return ranks
  }
}
