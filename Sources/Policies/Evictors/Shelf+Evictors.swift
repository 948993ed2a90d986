import Core

extension Shelf {
  /// Evictors, and the bounds that stand in an evictor's place (`belady`).
  public static let evictors: [Entry<any Evictor>] = [
    evictor(FIFO.self),
    evictor(LRU.self),
    evictor(Sieve.self),
  ]
}
