import CLuaHost
import Core

extension ScriptedPolicy {
  /// A full room of unit slots: the verbs in a loop in C, in one protected call for the batch.
  ///
  /// The loop updates a copy of the resident set; the room records the trades and checks each victim. In strict mode,
  /// and in all other cases, the verbs are called one by one.
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    guard !machine.isStrict, room.trades(batch), room.adapterCount <= setting.adapterCount else {
      return try replayByVerbs(batch, in: room)
    }
    room.copyResidents(into: &residentBits, atLeast: setting.adapterCount)
    trades.reserve(batch.count)
    var raw = lh_batch()
    raw.ids = batch.ids
    raw.count = Int64(batch.count)
    raw.first_step = Int64(batch.firstStep)
    raw.adapters = Int64(setting.adapterCount)
    raw.capacity = Int64(room.capacity.amount)
    raw.trades = trades.start
    raw.stranger = -1
    let status = residentBits.withUnsafeMutableBufferPointer {
      raw.resident = $0.baseAddress
      return lh_replay(vm, &raw)
    }
    if status != .ok {
      let step = batch.firstStep + Int(raw.at)
      if raw.stranger < 0 { throw machine.fault(status, at: step) }
      let stranger = name(AdapterID(Int(raw.stranger)))
      throw machine.fault(of: LH_VICTIM, Messages.victimMayNotLeave(stranger, isResident: false), at: step)
    }
    try trades.start.withMemoryRebound(to: Trade.self, capacity: max(1, batch.count)) { start throws(Fault) in
      try room.book(
        UnsafeBufferPointer(start: start, count: Int(raw.trade_count)), requests: batch.count,
        bypasses: Int(raw.bypasses), firstStep: batch.firstStep)
    }
  }
}

/// Buffer for the trades of a batch, written by the C side.
final class TradeBuffer {
  private(set) var start: UnsafeMutablePointer<lh_trade> = .allocate(capacity: 1)
  private var capacity = 1

  func reserve(_ count: Int) {
    guard count > capacity else { return }
    start.deallocate()
    start = .allocate(capacity: count)
    capacity = count
  }

  deinit { start.deallocate() }
}
