import ArgumentParser
import Core
import Printing
import Tournaments
import Traces
import Workbench

/// What to run on: one trace or scenario, at one capacity, under conditions.
struct WorldOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "A trace: a folder in our form, or a file that 'trace info' knows.")
  var trace: String?

  @Option(
    help: ArgumentHelp(
      "A generated trace with known utilities: edge-15, or edge-15(noise=0.2); 'list' names them.",
      valueName: "name"))
  var scenario: String?

  @Option(
    name: [.customShort("k"), .long],
    help:
      "What the GPU holds: 4 (slots), 512MiB (bytes) or 256x2MiB (pages) (default: the scenario's, or a quarter of the adapters)."
  )
  var capacity: String?

  @OptionGroup var conditionOptions: ConditionOptions

  /// The root of all randomness.
  var seed: UInt64 { conditionOptions.conditions.seed }

  /// Makes the world of a replicate: the trace, its costs, and the paging model's choices.
  func world(replicate: Int) throws(Fault) -> Comparison.World {
    let conditions = conditionOptions.conditions
    let source = try source()
    let gpu = try capacity.map { (text: String) throws(Fault) in try CapacityText.parse(text) }
    let trace = try source.trace(conditions, replicate: replicate, capacity: gpu)
    let standard = try source.standardCapacity(adapterCount: trace.adapterCount)
    return try conditions.world(trace, gpu: gpu ?? standard)
  }

  /// Sets what a cell has beyond its world.
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
