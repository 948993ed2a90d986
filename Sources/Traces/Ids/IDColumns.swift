import Core

/// A batch of requests of an id trace, as columns that readers overwrite for each batch.
public final class IDColumns {
  /// The most requests of a batch: their records fill 384 KiB, which the second-level cache holds.
  public static let capacity = 16_384

  /// Dense ids in order of first appearance.
  public let ids: UnsafeMutablePointer<Int32>
  /// Bytes of each request; filled only if `wantsSizes`, and valid only if not all are 1.
  public let sizes: UnsafeMutablePointer<Int>
  /// The next use of each request's id, by the file's own count of steps; `.never` if none follows; filled only if
  /// `wantsNextUses`.
  public let nextUses: UnsafeMutablePointer<Step>
  public let wantsSizes: Bool
  public let wantsNextUses: Bool
  /// Requests in the batch.
  public internal(set) var count = 0
  /// The step of the first one.
  public internal(set) var firstStep = 0
  /// Whether every request of the batch is of size 1; set even without `wantsSizes`.
  public internal(set) var sizesAreAllOne = true

  public init(wantsSizes: Bool, wantsNextUses: Bool) {
    self.wantsSizes = wantsSizes
    self.wantsNextUses = wantsNextUses
    ids = .allocate(capacity: Self.capacity)
    sizes = .allocate(capacity: wantsSizes ? Self.capacity : 0)
    nextUses = .allocate(capacity: wantsNextUses ? Self.capacity : 0)
  }

  deinit {
    ids.deallocate()
    sizes.deallocate()
    nextUses.deallocate()
  }
}

/// Decodes one format, a batch at a time.
protocol IDReader: AnyObject {
  /// Fills the columns with at most `IDColumns.capacity` requests and returns their number; 0 at the end.
  func read(into columns: IDColumns, numbering map: inout IDMap) throws(Fault) -> Int
}
