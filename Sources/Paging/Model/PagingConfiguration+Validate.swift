import Core

extension PagingConfiguration {
  /// Throws where a number is none that the model can work with.
  func validate() throws(Fault) {
    for (name, list) in [
      ("latencies from storage", latencies.fromStorageSeconds), ("latencies from host", latencies.fromHostSeconds),
      ("first-read penalties", latencies.firstReadSeconds), ("page-in costs", pageInCosts ?? []),
    ] where !(list.isEmpty && name != "page-in costs") && !(name == "page-in costs" && pageInCosts == nil) {
      if list.count != adapters.count {
        throw Messages.wrongLength(name, count: list.count, adapterCount: adapters.count)
      }
      if let index = list.firstIndex(where: { !($0 >= 0 && $0 < .infinity) }) {
        throw Messages.badNumber(name, of: adapters[index].name, value: list[index])
      }
    }
    if let adapter = adapters.first(where: { $0.sizeBytes < 0 }) { throw Messages.negativeSize(adapter) }
    for (name, capacity) in [("GPU", gpu), ("host", host ?? Capacity(0))] {
      if capacity.amount < 0 { throw Messages.negativeCapacity(name, capacity) }
      if case .pages(let pageBytes) = capacity.unit, pageBytes < 1 { throw Messages.badPage(name, pageBytes) }
    }
    if !(priceOfLatency >= 0 && priceOfLatency < .infinity) {
      throw Messages.badChoice("price of latency", priceOfLatency, "0 or more")
    }
    if !(jitter >= 0 && jitter < .infinity) { throw Messages.badChoice("jitter", jitter, "0 or more") }
    if case .overlapped(let bandwidth) = loading, !(bandwidth > 0) {
      throw Messages.badChoice("bandwidth of the link", bandwidth, "more than 0")
    }
  }
}
