import Core

extension Messages {
  static func noRowsOfModel(_ model: String, _ file: String, _ known: [String]) -> Fault {
    let near = nearestName(to: model, among: known).map { "did you mean '\($0)'? " } ?? ""
    let names = known.isEmpty ? "no model" : known.prefix(8).joined(separator: ", ")
    return Fault(
      "no row is of model '\(model)'", place: Fault.Place(file: file), fix: "\(near)the table has \(names)")
  }

  static func runsLackColumn(_ column: String, _ file: String) -> Fault {
    Fault(
      "there is no column '\(column)'", place: Fault.Place(file: file, line: 1),
      fix: "docs/how-to/calibrate-a-twin.md has the columns that a fit needs")
  }

  static func tooFewRows(_ count: Int, _ file: String, _ model: String, needs: Int) -> Fault {
    Fault(
      "\(count) usable \(count == 1 ? "row" : "rows") of '\(model)'; expected \(needs) or more",
      place: Fault.Place(file: file), fix: "there is a coefficient for each: measure more configurations")
  }

  static func tooFewMet(_ count: Int, of all: Int, _ file: String, needs: Int) -> Fault {
    Fault(
      "the twin could be made to meet \(count) of \(all) runs; expected \(needs) or more",
      place: Fault.Place(file: file),
      fix: "see whether the profile's memory and lengths are those of the measured server, and --arrivals its clients'"
    )
  }

  static func tooFewWithout(_ group: String, _ count: Int, needs: Int) -> Fault {
    Fault(
      "without group '\(group)' \(count) \(count == 1 ? "run is" : "runs are") left; expected \(needs) or more",
      fix: "group by other columns, or measure more configurations")
  }

  static func oneGroup(_ columns: [String], _ file: String) -> Fault {
    Fault(
      "all rows agree in \(columns.joined(separator: ", ")); expected two groups or more",
      place: Fault.Place(file: file), fix: "group by other columns: --groups max_lora_rank,max_loras")
  }

  static func noBase() -> Fault {
    Fault(
      "no time is left for an empty step: its coefficient is 0",
      fix: "measure small batches too: the time of an empty step is estimated from a server's shortest steps")
  }

  static func noTerm(_ file: String) -> Fault {
    Fault(
      "no term of LoRA has a coefficient above 0: the runs are as fast as a server without",
      place: Fault.Place(file: file),
      fix: "see whether the terms without LoRA are those of this GPU: --decode and --prefill fit them")
  }
}

extension Messages {
  static func unreadableFolder(_ path: String, _ reason: String) -> Fault {
    Fault("cannot read the folder '\(path)': \(reason)")
  }

  static func noBenchmarks(_ folder: String) -> Fault {
    Fault(
      "the folder '\(folder)' contains no .json file",
      fix: "let the benchmark write there: vllm bench serve --save-result --result-dir")
  }

  static func benchmarkLacks(_ name: String, _ path: String) -> Fault {
    Fault(
      "there is no '\(name)'", place: Fault.Place(file: path),
      fix: "give what the client cannot know by --metadata: docs/how-to/calibrate-a-twin.md")
  }

  static func benchmarkLimitsOpen(_ path: String) -> Fault {
    Fault(
      "the client held back requests (max_concurrency), so the server did not get the given rate",
      place: Fault.Place(file: path), fix: "run the benchmark with --request-rate alone")
  }
}
