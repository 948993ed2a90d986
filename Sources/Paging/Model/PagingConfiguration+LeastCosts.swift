extension PagingConfiguration {
  /// The lowest expected page-in cost of each adapter, in utility, N long: from the host tier if there is one, and with
  /// a warm page cache. Bounds pay this, so that no policy pays less; jitter has mean 1.
  public var leastPageInCosts: [Double] {
    if let pageInCosts { return pageInCosts }
    let seconds = host == nil ? latencies.fromStorageSeconds : latencies.fromHostSeconds
    return adapters.indices.map { $0 < seconds.count ? priceOfLatency * seconds[$0] : 0 }
  }
}
