import Core

extension PagingConfiguration {
  /// Throws if a number is out of its range.
  func validate() throws(Fault) {
    let longest = Bounds.millis.upperBound / 1000
    for (name, list, most) in [
      ("latencies from storage", latencies.fromStorageSeconds, longest),
      ("latencies from host", latencies.fromHostSeconds, longest),
      ("first-read penalties", latencies.firstReadSeconds, longest),
      ("page-in costs", pageInCosts ?? [], Bounds.value.upperBound),
    ] where !(list.isEmpty && name != "page-in costs") && !(name == "page-in costs" && pageInCosts == nil) {
      if list.count != adapters.count {
        throw Messages.wrongLength(name, count: list.count, adapterCount: adapters.count)
      }
      if let index = list.firstIndex(where: { !(0...most).contains($0) }) {
        throw Messages.badNumber(name, of: adapters[index].name, value: list[index], most: most)
      }
    }
    if let adapter = adapters.first(where: { !Bounds.bytes.contains($0.sizeBytes) }) {
      throw Messages.badSize(adapter)
    }
    guard let bytes = checkedSum(adapters.map(\.sizeBytes)), Bounds.total.contains(bytes) else {
      throw Messages.tooManyBytes()
    }
    for (name, capacity) in [("GPU", gpu), ("host", host ?? Capacity(0))] {
      if !Bounds.total.contains(capacity.amount) { throw Messages.badCapacity(name, capacity) }
      if case .pages(let pageBytes) = capacity.unit, pageBytes < 1 || pageBytes > Bounds.bytes.upperBound {
        throw Messages.badPage(name, pageBytes)
      }
    }
    if !Bounds.price.contains(priceOfLatency) {
      throw Messages.badChoice("price of latency", priceOfLatency, Bounds.price)
    }
    if !Bounds.jitter.contains(jitter) { throw Messages.badChoice("jitter", jitter, Bounds.jitter) }
    let link = Bounds.bandwidth.lowerBound * 1e9...Bounds.bandwidth.upperBound * 1e9
    if case .overlapped(let bandwidth) = loading, !link.contains(bandwidth) {
      throw Messages.badChoice("bandwidth of the link", bandwidth, link)
    }
  }
}
