import Core

extension DenseLists {
  /// Whether the one list holds the room's residents and nobody else, and is so short beside the batch that asking is
  /// cheap: then a batch can be replayed on the list alone. O(residents), at most an eighth of the batch.
  func holdsResidents(of room: ReplayRoom, for batch: ReplayBatch) -> Bool {
    guard room.trades(batch), room.count >= 2, room.count <= batch.count / 8 else { return false }
    var listed = 0
    var id = back()
    while id >= 0 {
      guard room.holds(AdapterID(raw: id)) else { return false }
      listed += 1
      id = previous(id)
    }
    return listed == room.count
  }
}
