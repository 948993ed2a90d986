import Core
import Paging
import Results
import System
import Traces
import Workbench

/// A trace of a tournament: what the manifest says of it, and how its replicates are made.
struct PlannedTrace {
  let facts: Manifest.Trace
  let series: TraceSeries
  /// What drawing or reading the first replicate took.
  let drawSeconds: Double

  init(
    _ source: TraceSource, spelled: String, _ grid: Grid, _ roster: TournamentRoster
  ) throws(Fault) {
    let conditions = grid.conditions
    let started = SystemClock.seconds
    let loaded: Trace? =
      if case .file(let path) = source { try TraceLoader.load(path: path) } else { nil }
    let draw = { @Sendable (replicate: Int, capacity: Capacity?) throws(Fault) -> Trace in
      guard let loaded else { return try source.trace(conditions, replicate: replicate, capacity: capacity) }
      return try TraceSource.played(loaded, conditions, replicate: replicate)
    }
    let first = try draw(0, nil)
    drawSeconds = SystemClock.seconds - started

    var capacities: [Capacity] = []
    for text in grid.capacities {
      let capacity = try Self.capacity(text, adapterCount: first.adapterCount)
      if !capacities.contains(capacity) { capacities.append(capacity) }
    }
    if capacities.isEmpty { capacities = [try source.standardCapacity(adapterCount: first.adapterCount)] }
    // Told now rather than by every cell.
    for capacity in capacities {
      _ = try PagingModel(try conditions.world(first, gpu: capacity).paging, environment: Seed(conditions.seed))
    }

    facts = Manifest.Trace(
      name: first.name, kind: loaded == nil ? .scenario : .file, source: spelled,
      sha256: loaded == nil ? TraceDigest.hex(of: first) : try TraceDigest.hex(ofPath: spelled),
      facts: Self.distinct(first.facts), requests: first.requestCount, dimension: first.dimension,
      adapters: first.adapters.map(\.name), capacities: capacities.map { Self.described($0, of: first) },
      hasRewards: !first.rewards.isEmpty, usesMeans: !first.meanUtilities.isEmpty,
      namesAdapters: !first.asked.isEmpty, entrants: roster.entrants(on: first),
      checkpoints: CellResult.Checkpoint.grid(upTo: first.requestCount))
    series = TraceSeries(
      size: first.requestCount * first.adapterCount, capacities: capacities,
      isFixed: loaded != nil && !conditions.shuffle
    ) { (replicate: Int, capacity: Capacity) throws(Fault) -> Comparison.World in
      try conditions.world(try draw(replicate, capacity), gpu: capacity)
    }
  }

  /// `4`, `512MiB`, `256x2MiB`; with a point it is a share of the adapters, rounded up: `0.25`.
  static func capacity(_ text: String, adapterCount: Int) throws(Fault) -> Capacity {
    guard text.contains(".") else { return try CapacityText.parse(text) }
    guard let share = Double(text), share > 0, share <= 1 else { throw Messages.malformedShare(text) }
    return Capacity(max(1, Int((share * Double(adapterCount)).rounded(.up))))
  }

  private static func described(_ capacity: Capacity, of trace: Trace) -> Manifest.Capacity {
    let all = trace.adapters.reduce(0) { $0 + capacity.footprint(ofBytes: $1.sizeBytes) }
    let pageBytes: Int? = if case .pages(let bytes) = capacity.unit { bytes } else { nil }
    return Manifest.Capacity(
      amount: capacity.amount, unit: capacity.unit.name, pageBytes: pageBytes,
      text: CapacityText.described(capacity), share: all == 0 ? 0 : Double(capacity.amount) / Double(all))
  }

  /// Facts may carry a name twice; the last holds.
  private static func distinct(_ facts: [(name: String, value: String)]) -> [(name: String, value: String)] {
    facts.indices.filter { index in !facts[(index + 1)...].contains { $0.name == facts[index].name } }
      .map { facts[$0] }
  }
}
