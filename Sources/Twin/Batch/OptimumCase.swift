import Core

/// A row of a table of optima: rates and ranks of one model, and the measured optimum, if known.
public struct OptimumCase: Sendable, Equatable {
  public var model: String
  public var rates: [Double]
  public var ranks: [Int]
  /// `rates` and `ranks` as in the table.
  public var name: String
  /// nil if not in the table.
  public var adapters: Int?
  public var slots: Int?
  public var throughput: Double?

  /// Reads the columns `model`, `rate_mix` (or `rates`), `rank_mix` (or `sizes`), and optional `max_served_adapters`,
  /// `max_adapter_slots` and `max_total_throughput`.
  public static func all(of path: String) throws(Fault) -> [OptimumCase] {
    try all(of: try BatchTable(path: path, requiring: ["model"]))
  }

  static func all(of table: BatchTable) throws(Fault) -> [OptimumCase] {
    let rates = try column("rate_mix", or: "rates", of: table)
    let ranks = try column("rank_mix", or: "sizes", of: table)
    var cases: [OptimumCase] = []
    for row in table.rows.indices {
      let fields = BatchFields(table: table, row: row)
      func measured(_ name: String) throws(Fault) -> Double? {
        guard let text = table.field(name, of: row) else { return nil }
        let value = try fields.number(name, text)
        guard value > 0, value <= 1e9 else { throw fields.bad(name, text, "a number above 0") }
        return value
      }
      cases.append(
        OptimumCase(
          model: try fields.text("model"), rates: try fields.rates(rates), ranks: try fields.ranks(ranks),
          name: try fields.text(rates) + " " + fields.text(ranks),
          adapters: try measured("max_served_adapters").map { Int($0) },
          slots: try measured("max_adapter_slots").map { Int($0) }, throughput: try measured("max_total_throughput")))
    }
    return cases
  }

  private static func column(_ name: String, or other: String, of table: BatchTable) throws(Fault) -> String {
    guard let found = [name, other].first(where: table.hasColumn) else {
      throw Messages.noColumn(name, or: other, Fault.Place(file: table.file, line: 1))
    }
    return found
  }
}
