/// The form of an old file of lines, a keyword and its values each: how lines become fields of a table.
public struct KeywordForm: Sendable {
  /// The keyword of the first line.
  let first: String
  let lines: [Line]
  /// The keyword of the last line, where a file without it is torn.
  let last: String?
  /// Whether brackets and commas are words of their own.
  let splitsBrackets: Bool

  /// What stands behind a keyword.
  struct Line: Sendable {
    let key: String
    let field: String
    let shape: Shape

    init(_ key: String, _ field: String, _ shape: Shape) {
      (self.key, self.field, self.shape) = (key, field, shape)
    }

    var opensSection: Bool { if case .section = shape { true } else { false } }
  }

  /// A part of what a line says. A text stands for its own words.
  enum Part: Sendable, ExpressibleByStringLiteral {
    case words(String)
    /// A number for the field of that name.
    case number(String)
    /// `LOW..HIGH` for two fields, or a number for the third.
    case range(low: String, high: String, one: String)
    /// Any word; all that follow.
    case word(String)
    case rest(String)
    /// The word that sets the field of its name to true.
    case flag(String)
    /// Parts that may be missing, told by the first.
    case optional([Part])

    init(stringLiteral words: String) { self = .words(words) }

    /// As a message shows it.
    var described: String {
      switch self {
      case .words(let words): words
      case .number: "NUMBER"
      case .range: "NUMBER or LOW..HIGH"
      case .word: "WORD"
      case .rest: "…"
      case .flag(let word): word
      case .optional(let parts): "[" + parts.map(\.described).joined(separator: " ") + "]"
      }
    }
  }

  enum Shape: Sendable {
    /// The rest of the line.
    case text
    /// The same, any number of times: a list.
    case texts
    /// A number, or else a text.
    case value
    /// A number and its unit.
    case amount(String)
    /// Words, each an item of a list.
    case words
    /// Fields of the file's own table.
    case fields([Part])
    /// Fields of an inner table.
    case record([Part])
    /// The same, any number of times: a list of tables.
    case records([Part])
    /// A new table of a list, which the rest of the line names and these lines fill.
    case section([Line])
    /// A name, a count, and a line for each of so many trees.
    case trees
  }

  init(first: String, last: String? = nil, splitsBrackets: Bool = false, _ lines: [Line]) {
    (self.first, self.last, self.splitsBrackets, self.lines) = (first, last, splitsBrackets, lines)
  }

  /// Whether bytes are a file of this form, old: it begins with a comment of its kind, or with one of its keywords.
  func matches(_ bytes: [UInt8]) -> Bool {
    let start = bytes.firstIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d } ?? bytes.endIndex
    guard start < bytes.endIndex, bytes[start] != UInt8(ascii: "#") else { return start < bytes.endIndex }
    let word = bytes[start...].prefix { $0 > 0x20 }
    return word.count < 64 && lines.contains { $0.key.utf8.elementsEqual(word) }
  }
}

extension KeywordForm {
  /// Profiles of page-ins: `*.profile`.
  public static let profile = KeywordForm(
    first: "profile",
    [
      Line("profile", "profile", .text), Line("model", "model", .text), Line("engine", "engine", .text),
      Line("gpu", "gpu", .text), Line("basis", "basis", .text), Line("source", "sources", .texts),
      Line("note", "notes", .texts), Line("parameters-per-rank", "parameters_per_rank", .value),
      Line("item-bytes", "item_bytes", .value), Line("link-bytes-per-second", "link_bytes_per_second", .value),
      Line(
        "path", "paths",
        .section([
          Line("base-ms", "base_ms", .value), Line("ms-per-rank", "ms_per_rank", .value),
          Line("ms-per-mb", "ms_per_mb", .value),
          Line(
            "point", "points",
            .records([
              .number("size"), .range(low: "low_ms", high: "high_ms", one: "ms"), .optional(["of", .number("events")]),
            ])),
        ])),
    ])

  /// Profiles of the twin: `*.twin`.
  public static let twin = KeywordForm(
    first: "twin", splitsBrackets: true,
    [
      Line("twin", "twin", .text), Line("model", "model", .text), Line("engine", "engine", .text),
      Line("gpu", "gpu", .text), Line("source", "sources", .texts), Line("note", "notes", .texts),
      Line("block-tokens", "block_tokens", .value), Line("token-budget", "token_budget", .value),
      Line("max-sequences", "max_sequences", .value), Line("open-requests", "open_requests", .value),
      Line("output-share", "output_share", .value),
      Line("mean-lengths", "mean_lengths", .record([.number("prompt"), "prompt ,", .number("output"), "output"])),
      Line("length-correlation", "length_correlation", .value),
      Line(
        "kv-formula", "kv_formula",
        .record([.number("tokens"), "tokens - S * (", .number("per_slot"), "+", .number("per_slot_rank"), "* R )"])),
      Line("model-length", "model_length", .value),
      Line(
        "memory", "memory_gib",
        .record([.number("weights"), "GiB + S * (", .number("per_slot"), "+", .number("per_slot_rank"), "* R )"])),
      Line("usable", "usable_gib", .amount("GiB")),
      Line(
        "gpu-memory", "gpu_memory",
        .record([.number("gib"), "GiB , of which the engine takes", .number("engine_share")])),
      Line(
        "kv", "kv",
        .records([.number("slots"), .number("rank"), .optional([.flag("refused")]), .optional([.number("tokens")])])),
      Line("graph-tokens", "graph_tokens", .value),
      Line(
        "kernels", "kernels",
        .record([.number("layers"), "layers", .number("tiles"), "tiles", .number("projections"), "projections"])),
      Line(
        "term", "terms",
        .records([
          .word("term"), .number("ms"), "ms", .optional(["rows", .number("rows")]),
          .optional(["residual", .number("residual_percent"), "%"]), .optional(["from", .rest("from")]),
        ])),
      Line("storage", "storage", .record([.number("ms"), "ms +", .number("ms_per_rank"), "ms/rank"])),
      Line("load", "loads", .records([.number("slot_rank"), .number("adapter_rank"), .number("ms"), "ms"])),
      Line(
        "metrics-page", "metrics_page",
        .record([
          .number("ms"), "ms +", .number("ms_per_set"), "* sets +", .number("ms_per_name"), "* names +",
          .number("ms_running"), "* running",
        ])),
      Line(
        "metrics-every", "metrics_every",
        .record([.number("seconds"), "s , merging steps of at most", .number("merged_decodes"), "decodes"])),
      Line("first-token", "first_token", .record([.number("ms"), "ms +", .number("stalls"), "* stalls"])),
      Line("gauge-refusing", "gauge_refusing", .value),
    ])

  /// Surrogates of the twin: `*.surrogate`.
  public static let surrogate = KeywordForm(
    first: "surrogate", last: "end",
    [
      Line("surrogate", "surrogate", .value),
      Line("profile", "profile", .fields([.word("profile"), .word("profile_sha256")])),
      Line("data", "data_sha256", .text), Line("duration", "duration_s", .value), Line("note", "notes", .texts),
      Line("features", "features", .words),
      Line("calibration", "calibration", .record([.number("constant"), .number("margin"), .number("share")])),
      Line("trees", "trees", .trees),
    ])

  /// The form that a file is of; nil where it is none of them.
  public static func of(_ bytes: [UInt8]) -> KeywordForm? {
    let all = [profile, twin, surrogate]
    // All forms may begin with comments: the first line that is none tells.
    let lines = bytes.split(separator: 0x0a)
    let first = lines.first { line in
      line.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }.map { $0 != UInt8(ascii: "#") } ?? false
    }
    guard let word = first?.split(whereSeparator: { $0 <= 0x20 }).first else { return nil }
    return all.first { $0.first.utf8.elementsEqual(word) }
  }
}
