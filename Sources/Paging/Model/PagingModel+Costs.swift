import Core

extension PagingModel {
  /// c_a of every adapter from its current tier, including resident ones, in utility. O(N).
  public var pageInCosts: [Double] { Array(UnsafeBufferPointer(start: costs, count: adapterCount)) }
}
