import Core

extension DenseLists {
  /// Whether the first lists contain exactly the room's residents, and are short compared to the batch, so that the
  /// test is cheap. Then a batch can be replayed on the lists alone. O(residents), at most an eighth of the batch.
  func holdResidents(in listCount: Int = 1, of room: ReplayRoom, for batch: ReplayBatch) -> Bool {
    guard room.trades(batch), room.count >= 2, room.count <= batch.count / 8 else { return false }
    var listed = 0
    for list in 0..<listCount {
      var id = back(of: list)
      while id >= 0 {
        guard room.holds(AdapterID(raw: id)) else { return false }
        listed += 1
        id = previous(id)
      }
    }
    return listed == room.count
  }
}

extension Segments {
  /// Whether the first segments contain exactly the room's residents: `DenseLists.holdResidents`.
  func holdResidents(in segmentCount: Int, of room: ReplayRoom, for batch: ReplayBatch) -> Bool {
    lists.holdResidents(in: segmentCount, of: room, for: batch)
  }

  /// Visits a segment's ids, the back first.
  func forEachFromBack(of segment: Int, _ body: (Int32) -> Void) {
    var id = lists.back(of: segment)
    while id >= 0 {
      body(id)
      id = lists.previous(id)
    }
  }
}
