import Core

/// One measured run of a server with LoRA, for a fit.
struct MeasuredRun: Sendable {
  /// Row of the table.
  var row: Int
  var configuration: BatchRow
  var isStarved: Bool
  /// Tokens per second of finished requests.
  var throughput: Double
  /// Milliseconds per output token.
  var tokenMillis: Double

  static let columns = ["total_throughput", "mean_tpot_ms"]

  init(_ table: BatchTable, row: Int) throws(Fault) {
    self.row = row
    configuration = try BatchRow(table, row: row)
    throughput = try Self.positive("total_throughput", table, row)
    tokenMillis = try Self.positive("mean_tpot_ms", table, row)
    let measured = table.field("starved", of: row).map { $0 == "1" }
    isStarved = measured ?? (throughput < 0.9 * Self.askedThroughput(configuration))
  }

  /// Tokens per second requested by the clients.
  private static func askedThroughput(_ row: BatchRow) -> Double {
    let tokens =
      (row.meanInput ?? TwinProfile.standardMeans.input) + (row.meanOutput ?? TwinProfile.standardMeans.output)
    return tokens * (0..<row.adapters).reduce(0) { $0 + row.rates[$1 % row.rates.count] }
  }

  private static func positive(_ name: String, _ table: BatchTable, _ row: Int) throws(Fault) -> Double {
    guard let value = table.number(name, of: row), value > 0 else {
      throw Messages.badCell(
        name, table.field(name, of: row) ?? "", "a number above 0", table.places[row])
    }
    return value
  }

  /// The rows of a table for a fit: successful runs of a model; rows marked with a mismatch are listed separately.
  struct Choice: Sendable {
    var runs: [MeasuredRun] = []
    /// Rows marked by `adapter_mismatch` or `kv_mismatch`.
    var dirty: [Int] = []

    init(_ table: BatchTable, model: String) throws(Fault) {
      for column in MeasuredRun.columns where !table.hasColumn(column) {
        throw Messages.runsLackColumn(column, table.file)
      }
      let rows = table.rows.indices.filter { table.field("model", of: $0) == model }
      if rows.isEmpty {
        throw Messages.noRowsOfModel(
          model, table.file, unique(table.rows.indices.compactMap { table.field("model", of: $0) }))
      }
      for row in rows where table.field("status", of: row) ?? "ok" == "ok" {
        if table.field("adapter_mismatch", of: row) == "1" || table.field("kv_mismatch", of: row) == "1" {
          dirty.append(row)
        } else {
          runs.append(try MeasuredRun(table, row: row))
        }
      }
    }
  }
}
