import Core

extension PagingModel {
  /// c_a of every adapter from where it lies now, resident ones included, in utility. O(N).
  public var pageInCosts: [Double] { Array(UnsafeBufferPointer(start: costs, count: adapterCount)) }
}
