import Core

/// A change to a workload, to see its effect: `adapters=+100` or `rates=*1.5`.
public enum WhatIf: Sendable, Equatable {
  /// More adapters, as copies of the existing ones in turn, named `NAME~1`.
  case moreAdapters(Int)
  /// All rates times a number.
  case scaledRates(Double)

  public init(_ text: String) throws(Fault) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { throw Messages.badWhatIf(text) }
    var number = String(parts[1].dropFirst())
    let value = number.withUTF8 { strictNumber($0) }
    switch (parts[0], parts[1].first) {
    case ("adapters", "+"):
      guard let value, let count = Int(exactly: value), 1...100_000 ~= count else { throw Messages.badWhatIf(text) }
      self = .moreAdapters(count)
    case ("rates", "*"):
      guard let value, value > 0, value <= 1000 else { throw Messages.badWhatIf(text) }
      self = .scaledRates(value)
    default: throw Messages.badWhatIf(text)
    }
  }

  /// The changed workload. Added adapters are not pinned; scaled ones keep their rules.
  public func applied(to table: DemandTable) -> DemandTable {
    var table = table
    switch self {
    case .scaledRates(let factor):
      for index in table.adapters.indices { table.adapters[index].rate *= factor }
    case .moreAdapters(let count):
      let names = Set(table.adapters.map(\.name))
      let originals = table.adapters
      let lines = table.lines
      for extra in 0..<count {
        var demand = originals[extra % originals.count]
        var number = extra / originals.count + 1
        while names.contains("\(demand.name)~\(number)") { number += count }
        demand.name += "~\(number)"
        demand.pin = nil
        table.adapters.append(demand)
        table.lines.append(lines[extra % originals.count])
      }
    }
    return table
  }
}

extension Messages {
  static func badWhatIf(_ text: String) -> Fault {
    Fault(
      "what if \(excerpt(text))? expected adapters=+COUNT or rates=*FACTOR",
      fix: "--what-if adapters=+100, --what-if 'rates=*1.5'")
  }
}
