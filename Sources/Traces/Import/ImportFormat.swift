import Core
import System

/// The formats that can be imported, with their names for `polarbench trace import`.
public enum ImportFormat: String, CaseIterable, Sendable {
  case azureLLM = "azure-llm"
  case burstGPT = "burstgpt"
  case mooncake
  case azureFunctions2019 = "azure-functions-2019"
  case azureFunctions2021 = "azure-functions-2021"
  case oracleGeneral
  case csv
  case txt
  case quality
  case bandit

  /// Detects the format from a file's name, or else from the columns of its header; nil if neither shows it.
  public static func detect(_ path: String) throws(Fault) -> ImportFormat? {
    let stem = path.hasSuffix(".zst") ? path.dropLast(4) : Substring(path)
    if stem.hasSuffix(".oracleGeneral") || stem.hasSuffix(".oracleGeneral.bin") { return .oracleGeneral }
    if stem.hasSuffix(".jsonl") { return .mooncake }
    if stem.hasSuffix(".txt") { return .txt }
    guard stem.hasSuffix(".csv") else { return nil }
    // Its header could not be read again.
    guard FileSystem.isPlainFile(path) || !FileSystem.exists(path) else { throw Messages.formOfPipe(path) }
    var table = DelimitedReader(try openBytes(path), file: path)
    return detect(header: try Columns(header: &table))
  }

  static func detect(header: Columns) -> ImportFormat? {
    let marks: [(ImportFormat, [String])] = [
      (.azureLLM, AzureLLMReader.columns), (.burstGPT, BurstGPTReader.columns),
      (.azureFunctions2021, AzureFunctions2021Reader.columns), (.azureFunctions2019, AzureFunctions2019Reader.columns),
      (.csv, IDTableArrivals.columns), (.bandit, ["propensity_score"]), (.quality, ["question_id"]),
    ]
    return marks.first { $0.1.allSatisfy { header.index(of: $0) != nil } }?.0
  }

  /// A reader of requests; nil for formats with their own outcomes (`quality`, `bandit`).
  public func reader(
    _ source: any ByteSource, file: String, timeUnit: IDTableArrivals.TimeUnit? = nil
  ) throws(Fault) -> (any ArrivalReader)? {
    switch self {
    case .azureLLM: try AzureLLMReader(source, file: file)
    case .burstGPT: try BurstGPTReader(source, file: file)
    case .mooncake: MooncakeReader(source, file: file)
    case .azureFunctions2019: try AzureFunctions2019Reader(source, file: file)
    case .azureFunctions2021: try AzureFunctions2021Reader(source, file: file)
    case .oracleGeneral: OracleGeneralArrivals(source, file: file)
    case .csv: try IDTableArrivals(source, file: file, hasHeader: true, timeUnit: timeUnit)
    case .txt: try IDTableArrivals(source, file: file, hasHeader: false)
    case .quality, .bandit: nil
    }
  }

  /// Whether the file's times are kept, so that an export gives the same bytes.
  var keepsClock: Bool { [.oracleGeneral, .csv, .txt].contains(self) }

  /// The entries of `trace.lua` about the source.
  var facts: [(name: String, value: String)] {
    let source: String? =
      switch self {
      case .azureLLM: "Azure LLM inference trace [Patel2024]"
      case .burstGPT: "BurstGPT [Wang2025]"
      case .mooncake: "Mooncake [Qin2025]"
      case .azureFunctions2019: "Azure Functions trace 2019 [Shahrad2020]; arrivals spread evenly in each minute"
      case .azureFunctions2021: "Azure Functions trace 2021 [Zhang2021]; arrival = end_timestamp - duration"
      default: nil
      }
    return (source.map { [("source", $0)] } ?? []) + [("units.time", "seconds")]
  }
}

extension Trace {
  /// Reads a whole imported file of requests; the notes list what was skipped.
  public static func importing(
    _ format: ImportFormat, from path: String, timeUnit: IDTableArrivals.TimeUnit? = nil, limit: Int? = nil
  ) throws(Fault) -> (trace: Trace, notes: ReadingNotes) {
    guard let reader = try format.reader(try openBytes(path), file: path, timeUnit: timeUnit) else {
      throw Messages.needsImport(format, path)
    }
    let arrivals = try Arrivals(reader, limit: limit, file: path)
    var trace = arrivals.trace(named: TraceFolder.stem(of: path), keepsClock: format.keepsClock)
    trace.facts = format.facts + trace.facts
    return (trace, arrivals.notes)
  }
}
