extension PagingConfiguration {
  /// The least that a page-in of each adapter is expected to cost here, in utility, N long: from the host tier where
  /// there is one, and with a warm page cache. What a bound pays, so that no policy pays less; jitter has mean 1.
  public var leastPageInCosts: [Double] {
    if let pageInCosts { return pageInCosts }
    let seconds = host == nil ? latencies.fromStorageSeconds : latencies.fromHostSeconds
    return adapters.indices.map { $0 < seconds.count ? priceOfLatency * seconds[$0] : 0 }
  }
}
