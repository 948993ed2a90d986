import Core

extension Shelf {
  /// Evictors, and the bounds used as evictors (`belady`).
  public static let evictors: [Entry<any Evictor>] = [
    evictor(TwoQ.self),
    evictor(ARC.self),
    evictor(Belady.self),
    evictor(Clock.self),
    evictor(FIFO.self),
    evictor(GDSF.self),
    evictor(LeCaR.self),
    evictor(LFU.self),
    evictor(LFUDA.self),
    evictor(LRU.self),
    evictor(LRUK.self),
    evictor(Random.self),
    evictor(S3FIFO.self),
    evictor(Sieve.self),
    evictor(SLRU.self),
    evictor(WTinyLFU.self),
  ]
}
