import Core
import Paging

/// Evicts the adapter used longest ago; enough of a policy to drive the model.
struct TestLRU: Evictor {
  var lastUse: [Step]
  var clock = 0
  var told: [Use.Kind] = []

  init(_ adapterCount: Int) { lastUse = Array(repeating: -1, count: adapterCount) }

  mutating func used(_ use: Use) {
    clock += 1
    lastUse[use.adapter.index] = clock
    told.append(use.kind)
  }

  mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    residents.first(minimising: { lastUse[$0.index] })
  }
}

/// Gives one fixed answer to each verb.
struct FixedAnswers: Evictor {
  var victim: AdapterID?
  var admits = true

  mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool { admits }
  mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { victim }
}

let letters = ["a", "b", "c", "d", "e", "f"]

/// Adapters a, b, c … of the given sizes, one second from storage and a tenth from host memory.
func configuration(
  sizes: [Int] = [1, 1, 1, 1], gpu: Capacity = Capacity(2), host: Capacity? = nil, pinned: [Int] = []
) -> PagingConfiguration {
  let adapters = sizes.indices.map {
    Adapter(name: letters[$0], sizeBytes: sizes[$0], isPinned: pinned.contains($0))
  }
  return PagingConfiguration(
    adapters: adapters, gpu: gpu, host: host,
    latencies: PageInLatencies(
      fromStorageSeconds: sizes.map { _ in 1 }, fromHostSeconds: sizes.map { _ in 0.125 },
      firstReadSeconds: sizes.map { _ in 4 }))
}

extension PagingModel {
  /// The names of the residents of the GPU tier.
  var names: String { residents.adapters.map { letters[$0.index] }.joined() }
  var hostNames: String { hostResidents?.adapters.map { letters[$0.index] }.joined() ?? "" }
}
