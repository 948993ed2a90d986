import Core

extension CommandMessages {
  package static func oneEvictor(_ text: String) -> Fault {
    Fault("'\(text)' names several evictors; the twin's slots have one", fix: "name one: --evictor lru")
  }

  package static func alreadyPredicted(_ table: String, _ column: String) -> Fault {
    Fault(
      "\(table) has a column '\(column)' already",
      fix: "give the table that was predicted from, or take the twin_ columns out")
  }

  package static func nothingMeasured(_ table: String) -> Fault {
    Fault(
      "no row of \(table) was measured and could be played",
      fix: "a measured row has total_throughput or another column that 'twin validate --help' names")
  }

  package static let twinFiguresNotDrawn =
    "no Python here has vl-convert, which draws the figures; scripts/setup installs it. Their numbers and specifications are there"

  package static func noOptimum() -> Fault {
    Fault(
      "no server of these slots starts, or no number of adapters reaches them",
      fix: "'polarbench twin run' with one of them shows why")
  }

  package static func noFutureInTwin(_ evictor: String) -> Fault {
    Fault(
      "'\(evictor)' is shown the future, and the twin has none to show",
      fix: "name another evictor: --evictor lru")
  }
}
