import Core

/// Sweeps a hand over a queue and evicts the first adapter that was not used since the hand last passed it.
///
/// One queue, newest first; a hit sets the adapter's visited bit and moves nothing. The hand starts at the oldest and
/// goes towards the newest, then round again; it clears set bits and stops at the first clear one. New adapters enter
/// at the front with a clear bit. The hand passes adapters that may not leave without changing their bit.
///
/// Source: [Zhang2024, Alg. 1]. O(1) per use; a victim costs the bits it clears, O(1) amortised.
public struct Sieve: Evictor, BuiltIn {
  public static let card = Card(
    name: "sieve", title: "SIEVE", kind: .evictor,
    summary: "Sweeps a hand over a queue and evicts the first adapter not used since the last pass.",
    sources: ["Zhang2024"], traits: [.sized])

  /// Newest first.
  var queue: DenseLists
  var visited: DenseColumn<Bool>
  /// The next id that the hand inspects; the sentinel to start at the back.
  var hand = DenseLists.sentinel(0)
  /// Scratch for the batch being replayed: its misses, and `SieveSweep`.
  var trades = DenseColumn(count: 0, filler: Trade(newcomer: 0, leaver: 0))
  var ahead = DenseColumn<Int32>(count: 0, filler: 0)
  var passed = DenseColumn<Int32>(count: 0, filler: 0)
  var marks: DenseColumn<UInt8>

  public init(_ setting: Setting) {
    queue = DenseLists(count: setting.adapterCount)
    visited = DenseColumn(count: setting.adapterCount, filler: false)
    marks = DenseColumn(count: setting.adapterCount, filler: 0)
  }

  public mutating func grow(to adapterCount: Int) {
    queue.grow(to: adapterCount)
    visited.grow(to: adapterCount)
    marks.grow(to: adapterCount)
  }

  public mutating func used(_ use: Use) {
    let id = use.adapter.raw
    if use.kind == .hit {
      visited[id] = true
    } else if use.kind != .bypass {
      if hand == id { hand = queue.previous(id) }
      visited[id] = false
      queue.moveToFront(id)
    }
  }

  @inline(__always)
  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    // One round clears every bit; if a second one finds no victim, none may leave.
    var rounds = 0
    while true {
      if hand < 0 {
        if rounds == 2 { return nil }
        hand = queue.back()
        rounds += 1
        if hand < 0 { return nil }
      }
      let id = hand
      hand = queue.previous(id)
      if !residents.mayLeave(AdapterID(raw: id)) {
        if !residents.contains(AdapterID(raw: id)) { queue.remove(id) }
      } else if visited[id] {
        visited[id] = false
      } else {
        queue.remove(id)
        return AdapterID(raw: id)
      }
    }
  }
}
