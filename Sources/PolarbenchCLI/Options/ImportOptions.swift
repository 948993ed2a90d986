import ArgumentParser
import Core
import Traces

/// The options of `trace import quality`.
struct QualityImportOptions: ParsableArguments {
  @Option(help: "Columns that are adapters, by name, comma-separated.")
  var adapters: String?

  @Option(help: "Columns that are adapters, by number from 1: 6-20.")
  var adapterColumns: String?

  @Option(help: "A table of features, joined by the id column.")
  var contexts: String?

  @Option(help: "The column that joins the two tables.")
  var idColumn = "question_id"

  @Option(help: "The column of a request's group, such as category.")
  var groupColumn: String?

  @Option(help: "Shuffle the rows with this seed; without it the file's order is kept.")
  var shuffleSeed: UInt64?

  /// Throws for a quality table without adapters, and for adapters without a quality table.
  func validate(for format: ImportFormat) throws {
    guard format == .quality else {
      if adapters ?? adapterColumns ?? contexts != nil || shuffleSeed != nil {
        throw ValidationError("--adapters, --adapter-columns, --contexts and --shuffle-seed go with quality tables")
      }
      return
    }
    guard (adapters == nil) != (adapterColumns == nil) else {
      throw ValidationError("a quality table wants one of --adapters A,B,C and --adapter-columns 6-20")
    }
    if let adapterColumns, range(adapterColumns) == nil {
      throw ValidationError("--adapter-columns is '\(adapterColumns)'; expected two places from 1, as 6-20")
    }
  }

  func read(_ file: String, limit: Int?) throws(Fault) -> (Trace, ReadingNotes) {
    let columns: QualityTable.AdapterColumns =
      adapterColumns.flatMap(range).map { .range($0) }
      ?? .named((adapters ?? "").split(separator: ",").map(String.init))
    let features = try contexts.map { (path) throws(Fault) in (source: try openBytes(path), file: path) }
    let table = try QualityTable(
      outcomes: try openBytes(file), file: file, contexts: features,
      options: QualityTable.Options(adapters: columns, idColumn: idColumn, groupColumn: groupColumn))
    var trace = table.trace(named: "quality", shuffleSeed: shuffleSeed, limit: limit)
    trace.facts = [("order", shuffleSeed.map { "shuffled with seed \($0)" } ?? "as in the file")]
    return (trace, table.notes)
  }

  private func range(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let first = parts[0], let last = parts[1], first >= 1, first <= last else { return nil }
    return first...last
  }
}

/// The options of `trace import bandit`.
struct BanditImportOptions: ParsableArguments {
  @Option(help: "The column of the logged arm.")
  var armColumn = "item_id"

  @Option(help: "The column of its reward.")
  var rewardColumn = "click"

  @Option(help: "The column of its propensity.")
  var propensityColumn = "propensity_score"

  @Option(help: "The column of the time, as 2019-11-24 00:00:00.")
  var timeColumn: String?

  @Option(help: "Context columns, comma-separated. (default: all that begin with user_feature_)")
  var contextColumns: String?

  func read(_ file: String, limit: Int?) throws(Fault) -> (Trace, ReadingNotes) {
    var options = BanditLog.Options()
    options.armColumn = armColumn
    options.rewardColumn = rewardColumn
    options.propensityColumn = propensityColumn
    options.timeColumn = timeColumn
    options.contextColumns = contextColumns?.split(separator: ",").map(String.init) ?? []
    let log = try BanditLog(try openBytes(file), file: file, options: options, limit: limit)
    return (log.trace(named: "bandit"), log.notes)
  }
}
