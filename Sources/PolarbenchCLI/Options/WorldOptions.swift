import ArgumentParser
import Core
import Printing
import Tournaments
import Traces
import Workbench

/// The environment of a run: one trace or scenario, one capacity, and conditions.
struct WorldOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "A trace: a trace folder, or a file that 'trace info' can read.")
  var trace: String?

  @Option(
    help: ArgumentHelp(
      "A generated trace with known utilities: edge-15, or edge-15(noise=0.2); 'list' names them.",
      valueName: "name"))
  var scenario: String?

  @Option(
    name: [.customShort("k"), .long],
    help:
      "The GPU capacity: 4 (slots), 512MiB (bytes) or 256x2MiB (pages) (default: the scenario's, or a quarter of the adapters)."
  )
  var capacity: String?

  @OptionGroup var conditionOptions: ConditionOptions

  /// The root of all randomness.
  var seed: UInt64 { conditionOptions.conditions.seed }

  /// Makes the world of a replicate: the trace, its costs, and the settings of the paging model.
  func world(replicate: Int) throws(Fault) -> Comparison.World {
    let conditions = conditionOptions.conditions
    let source = try source()
    let gpu = try capacity.map { (text: String) throws(Fault) in try CapacityText.parse(text) }
    let trace = try source.trace(conditions, replicate: replicate, capacity: gpu)
    let standard = try source.standardCapacity(adapterCount: trace.adapterCount)
    return try conditions.world(trace, gpu: gpu ?? standard)
  }

  /// Sets a cell's settings that are not in its world.
  func prepare(_ cell: inout Cell) { conditionOptions.conditions.prepare(&cell) }

  private func source() throws(Fault) -> TraceSource {
    switch (trace, scenario) {
    case (let path?, nil): .file(path)
    case (nil, let name?): .scenario(try Spelling(name))
    case (nil, nil): throw CommandMessages.needsOneWorld([])
    default: throw CommandMessages.needsOneWorld(["--trace", "--scenario"])
    }
  }
}
