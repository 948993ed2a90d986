import ArgumentParser
import Core
import Paging
import Printing

/// `catalogue`: lists of adapters.
struct CatalogueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "Show a list of adapters, or make one from PEFT folders.",
    discussion: """
      Examples:
        polarbench catalogue scan ~/adapters --output adapters.csv
        polarbench catalogue show adapters.csv
      """,
    subcommands: [CatalogueScan.self, CatalogueShow.self])
}

/// `catalogue show`: a catalogue, read and checked.
struct CatalogueShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Read a catalogue (CSV), check it, and show it.",
    discussion: """
      Examples:
        polarbench catalogue show adapters.csv
        polarbench catalogue show adapters.csv --json
      """)

  @Argument(help: "The CSV file: name,bytes,rank,base_model,tags,pinned,tier by header.")
  var file: String

  @OptionGroup var jsonFlag: JSONFlag

  func run() throws {
    try faulting {
      let catalogue = try Catalogue(csv: file)
      if jsonFlag.isOn {
        for adapter in catalogue.adapters { Output.line(Self.line(adapter).text) }
        return
      }
      var rows = [["adapter", "bytes", "rank", "base model", "tags", "pinned", "tier"]]
      for adapter in catalogue.adapters {
        rows.append([
          adapter.name, grouped(adapter.sizeBytes), adapter.rank.map(String.init) ?? "–", adapter.baseModel ?? "–",
          adapter.tags.isEmpty ? "–" : adapter.tags.joined(separator: " "), adapter.isPinned ? "yes" : "no",
          adapter.startsIn.rawValue,
        ])
      }
      for line in aligned(rows, right: [1, 2]) { Output.line(line) }
      let bytes = catalogue.adapters.reduce(0) { $0 + $1.sizeBytes }
      Output.line("\(catalogue.adapters.count) adapters, \(grouped(bytes)) bytes")
    }
  }

  static func line(_ adapter: Adapter) -> JSONLine {
    var line = JSONLine()
    line.add("type", "adapter")
    line.add("adapter", adapter.name)
    line.add("bytes", adapter.sizeBytes)
    line.add("rank", adapter.rank)
    line.add("base_model", adapter.baseModel)
    line.add("tags", adapter.tags)
    line.add("pinned", adapter.isPinned)
    line.add("tier", adapter.startsIn.rawValue)
    return line
  }
}

/// `catalogue scan`: PEFT folders become a catalogue.
struct CatalogueScan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan", abstract: "Make a catalogue (CSV) of the PEFT adapters below a folder.",
    discussion: """
      Reads adapter_config.json and the header of adapter_model.safetensors; no weight is read, and pickles are refused.
      bytes are the LoRA weights in a slot; saved heads are counted separately. Exit code 1: some could not be read.

      Examples:
        polarbench catalogue scan ~/adapters
        polarbench catalogue scan ~/adapters --slot-dtype fp32 --output adapters.csv
      """)

  @Argument(help: "A folder with an adapter_config.json, or with such folders below.")
  var folder: String

  @Option(name: .shortAndLong, help: "Write the catalogue to this new file instead of stdout.")
  var output: String?

  @Option(help: "The type of a weight in a slot: fp32, fp16, bf16 or fp8; the type on disk may differ.")
  var slotDtype = "fp16"

  @OptionGroup var jsonFlag: JSONFlag

  func validate() throws {
    guard PEFTAdapter.SlotType(rawValue: slotDtype) != nil else {
      throw ValidationError("--slot-dtype is '\(slotDtype)'; expected fp32, fp16, bf16 or fp8")
    }
  }

  func run() throws {
    var fellShort = false
    try faulting {
      let scan = try PEFTScan(folder: folder, slots: PEFTAdapter.SlotType(rawValue: slotDtype) ?? .fp16)
      let text = jsonFlag.isOn ? scan.adapters.map { Self.line($0).text + "\n" }.joined() : scan.csv
      if let output { try Catalogue.write(text, to: output) } else { Output.data(text) }
      for found in scan.adapters {
        for remark in found.remarks { Output.note("note: \(found.adapter.name): \(remark)") }
      }
      for fault in scan.faults { Output.fault(fault) }
      fellShort = !scan.faults.isEmpty
    }
    if fellShort { throw ExitCode(1) }
  }

  static func line(_ found: PEFTAdapter) -> JSONLine {
    var line = CatalogueShow.line(found.adapter)
    line.add("dtype", found.dtype)
    line.add("lora_tensors", found.loraTensors)
    line.add("lora_file_bytes", found.loraFileBytes)
    line.add("head_tensors", found.headTensors)
    line.add("head_file_bytes", found.headFileBytes)
    line.add("remarks", found.remarks)
    return line
  }
}
