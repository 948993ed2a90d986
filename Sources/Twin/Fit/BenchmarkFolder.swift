import Core
import System

/// Results of `vllm bench serve --save-result`: a folder of JSON files, and for each a file with the same stem and
/// `.log` with the engine's output.
///
/// Server settings that the client does not know are in its `--metadata`: `adapters`, `max_loras`, `max_lora_rank`,
/// and, if they differ between adapters, `rank_mix` and `rate_mix`. The duration of a run is that of its requests.
public enum BenchmarkFolder {
  /// The header of the resulting table.
  static let header = BatchTable.columns + ["kv_tokens", "completed"] + measured
  private static let measured = [
    "total_input_tokens", "total_output_tokens", "request_throughput", "total_throughput", "output_throughput",
    "mean_ttft_ms", "mean_tpot_ms", "mean_itl_ms", "mean_running", "mean_waiting",
  ]

  public static func isFolder(_ path: String) -> Bool { FileSystem.isFolder(path) }

  /// The runs of a folder, in the order of their names; `model` is used if the metadata names none.
  public static func table(of folder: String, model: String) throws(Fault) -> BatchTable {
    let names = try names(in: folder)
    let runs = names.filter { $0.hasSuffix(".json") }
    if runs.isEmpty { throw Messages.noBenchmarks(folder) }
    var rows: [[String]] = []
    var places: [Fault.Place] = []
    for name in runs {
      let path = folder + "/" + name
      let log = name.dropLast(".json".count) + ".log"
      let engine = names.contains(String(log)) ? EngineLog(try text(of: folder + "/" + log)) : nil
      rows.append(try row(JSONValue(parsing: Array(try text(of: path).utf8), file: path), path, model, engine))
      places.append(Fault.Place(file: path))
    }
    return BatchTable(file: folder, header: header, rows: rows, places: places)
  }

  private static func row(
    _ json: JSONValue, _ path: String, _ model: String, _ engine: EngineLog?
  ) throws(Fault) -> [String] {
    let run = BenchmarkFields(json: json, path: path)
    if json["max_concurrency"]?.number != nil { throw Messages.benchmarkLimitsOpen(path) }
    let adapters = try run.number("adapters")
    let rank = try run.text("max_lora_rank")
    let rate = try run.number("request_rate")
    let requests = try run.number("completed")
    let inputs = try run.number("total_input_tokens")
    let outputs = try run.number("total_output_tokens")
    let duration = try run.number("duration")
    let known: [String: String?] = [
      "model": run.textIfAny("model") ?? model, "adapters": try run.text("adapters"),
      "max_loras": try run.text("max_loras"), "max_lora_rank": rank, "rank_mix": run.textIfAny("rank_mix") ?? rank,
      "rate_mix": run.textIfAny("rate_mix") ?? BenchmarkFields.written(rate / adapters),
      "total_time_s": BenchmarkFields.written(duration), "pool_mean_input": BenchmarkFields.written(inputs / requests),
      "pool_mean_output": BenchmarkFields.written(outputs / requests),
      "kv_tokens": run.textIfAny("kv_tokens") ?? engine?.kvTokens.map(String.init),
      "total_throughput": BenchmarkFields.written((inputs + outputs) / duration),
      "mean_running": engine?.meanRunning.map(BenchmarkFields.written),
      "mean_waiting": engine?.meanWaiting.map(BenchmarkFields.written),
    ]
    return header.map { name in (known[name] ?? run.textIfAny(name)) ?? "" }
  }

  private static func names(in folder: String) throws(Fault) -> [String] {
    do throws(SystemError) {
      return try FileSystem.names(in: folder)
    } catch {
      throw Messages.unreadableFolder(folder, error.reason)
    }
  }

  /// A file's text; at most 256 MiB.
  private static func text(of path: String) throws(Fault) -> String {
    try requirePlainFile(path)
    return String(decoding: try readWhole(path, limit: 1 << 28), as: UTF8.self)
  }
}

/// The fields of a benchmark's JSON: numbers, or what `--metadata` gave as text.
private struct BenchmarkFields {
  let json: JSONValue
  let path: String

  func textIfAny(_ name: String) -> String? { json[name].flatMap { $0.string ?? $0.number.map(Self.written) } }

  func text(_ name: String) throws(Fault) -> String {
    guard let text = textIfAny(name) else { throw Messages.benchmarkLacks(name, path) }
    return text
  }

  /// Above 0.
  func number(_ name: String) throws(Fault) -> Double {
    var text = try text(name)
    guard let value = text.withUTF8({ strictNumber($0) }), value > 0 else {
      throw Messages.badCell(name, text, "a number above 0", Fault.Place(file: path))
    }
    return value
  }

  /// Without an exponent, as its minus sign would split a list of rates.
  static func written(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? fixed(value, 9) }
}
