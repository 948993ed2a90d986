import Core

/// Sends the resident set to a policy's process: the residents each time, page-in costs only if they changed.
struct ResidentSender {
  /// The costs last sent.
  private var costs: [Double] = []
  private var changed: [(adapter: Int32, cost: Double)] = []

  /// O(N).
  mutating func send(_ residents: ResidentView, to writer: inout WireWriter) {
    let n = residents.adapterCount
    if costs.count < n { costs += Array(repeating: 1, count: n - costs.count) }
    changed.removeAll(keepingCapacity: true)
    for a in 0..<n where !residents.contains(AdapterID(a)) {
      let cost = residents.pageInCost(of: AdapterID(a))
      if cost.bitPattern != costs[a].bitPattern {
        costs[a] = cost
        changed.append((Int32(a), cost))
      }
    }
    writer.add(n)
    writer.add(residents.used)
    writer.add(Int32(residents.count))
    for resident in residents.adapters { writer.add(residents.mayLeave(resident) ? resident.raw : ~resident.raw) }
    writer.addList(changed) { writer, change in
      writer.add(change.adapter)
      writer.add(change.cost)
    }
  }
}

/// The receiving side: bitmaps and costs for the policy's `ResidentView`.
final class ResidentMirror {
  let capacity: Capacity
  private var resident: [UInt64] = []
  private var held: [UInt64] = []
  private var costs: [Double] = []

  init(capacity: Capacity) { self.capacity = capacity }

  /// Reads a resident set, and calls `body` with a view of it; nil if the bytes are invalid.
  func withView<Value>(
    _ reader: inout WireReader, _ body: (ResidentView) throws(Fault) -> Value
  ) throws(Fault) -> Value? {
    let n = reader.int()
    let used = reader.int()
    let members = reader.list(ofItems: 4) { $0.int32() }
    let changes = reader.list(ofItems: 12) { (adapter: Int($0.int32()), cost: $0.number()) }
    guard reader.isWhole, n >= 0, n <= Int(Int32.max),
      members.allSatisfy({ max($0, ~$0) < n }), changes.allSatisfy({ (0..<n).contains($0.adapter) })
    else { return nil }
    let words = (n + 63) / 64
    resident = Array(repeating: 0, count: max(1, words))
    held = resident
    if costs.count < n { costs += Array(repeating: 1, count: n - costs.count) }
    for member in members {
      let a = Int(max(member, ~member))
      resident[a / 64] |= 1 << UInt64(a % 64)
      if member < 0 { held[a / 64] |= 1 << UInt64(a % 64) }
    }
    for change in changes { costs[change.adapter] = change.cost }
    let room = capacity
    return try resident.withUnsafeBufferPointer { resident throws(Fault) in
      try held.withUnsafeBufferPointer { held throws(Fault) in
        try costs.withUnsafeBufferPointer { costs throws(Fault) in
          try body(
            ResidentView(
              resident: resident.baseAddress!, held: held.baseAddress!, costs: costs.baseAddress, adapterCount: n,
              count: members.count, used: used, capacity: room))
        }
      }
    }
  }
}
