import Core

/// A 4-ary heap over dense ids, lowest (key, tie) first; raising a key does not change the heap.
///
/// `raise` only stores the id's true rank: O(1), no sifting. An entry of the heap may thus be lower than its true rank
/// but never higher, so a root with its true rank is the lowest of all. `lowest` sifts stale roots down until it finds
/// one: each raise costs at most once, O(log K) amortised.
///
/// A removed root leaves a hole, which the next `insert` fills: one descent for a victim and its successor.
struct DenseHeap<Key: Comparable & BitwiseCopyable> {
  struct Rank: BitwiseCopyable, Equatable {
    var key: Key
    var tie: Int

    @inline(__always)
    static func < (a: Rank, b: Rank) -> Bool { a.key < b.key || (a.key == b.key && a.tie < b.tie) }
  }

  struct Entry: BitwiseCopyable {
    var rank: Rank
    var id: Int32
  }

  /// The true rank of each id in the heap.
  private var ranks: DenseColumn<Rank>
  /// The position of each id in `entries`; −1 for ids that are not in the heap.
  private var places: DenseColumn<Int32>
  private var entries: DenseColumn<Entry>
  /// Entries 0 ..< count are in use; the root may be a hole.
  private var count: Int32 = 0
  private var rootIsHole = false

  /// An empty heap over ids 0 ..< idCount; `zero` is any key.
  init(count idCount: Int, zero: Key) {
    let rank = Rank(key: zero, tie: 0)
    ranks = DenseColumn(count: idCount, filler: rank)
    places = DenseColumn(count: idCount, filler: -1)
    entries = DenseColumn(count: idCount, filler: Entry(rank: rank, id: 0))
  }

  mutating func grow(to idCount: Int) {
    ranks.grow(to: idCount)
    places.grow(to: idCount)
    entries.grow(to: idCount)
  }

  @inline(__always)
  func holds(_ id: Int32) -> Bool { places[id] >= 0 }

  /// The key of an id in the heap.
  @inline(__always)
  func key(of id: Int32) -> Key { ranks[id].key }

  /// Whether the rank of one id in the heap is below that of another.
  @inline(__always)
  func isBelow(_ a: Int32, _ b: Int32) -> Bool { ranks[a] < ranks[b] }

  /// Gives an id in the heap a rank that is not below its current one.
  @inline(__always)
  func raise(_ id: Int32, to key: Key, tie: Int) { ranks[id] = Rank(key: key, tie: tie) }

  /// Inserts an id, or gives it any new rank.
  @inline(__always)
  mutating func insert(_ id: Int32, key: Key, tie: Int) {
    if places[id] >= 0 { remove(id) }
    let rank = Rank(key: key, tie: tie)
    ranks[id] = rank
    if rootIsHole {
      rootIsHole = false
      sink(Entry(rank: rank, id: id), from: 0)
    } else {
      count += 1
      rise(Entry(rank: rank, id: id), from: count - 1)
    }
  }

  /// Removes an id, if it is in the heap.
  @inline(__always)
  mutating func remove(_ id: Int32) {
    let place = places[id]
    guard place >= 0 else { return }
    if place == 0 {
      places[id] = -1
      rootIsHole = true
    } else {
      closeHole()
      let now = places[id]
      places[id] = -1
      refill(now)
    }
  }

  /// The id of lowest rank that may leave, or −1 if none may. Ids that are no longer resident are removed on the way.
  @inline(__always)
  mutating func lowest(among residents: ResidentView) -> Int32 {
    settle(among: residents)
    guard count > 0 else { return -1 }
    let id = entries[0].id
    return residents.mayLeave(AdapterID(raw: id)) ? id : lowestPastHeld(among: residents)
  }

  /// Ensures that the root is a resident with its true rank, or that the heap is empty.
  @inline(__always)
  private mutating func settle(among residents: ResidentView) {
    closeHole()
    while count > 0 {
      let root = entries[0]
      if !residents.contains(AdapterID(raw: root.id)) {
        places[root.id] = -1
        refill(0)
        continue
      }
      let rank = ranks[root.id]
      if rank == root.rank { return }
      sink(Entry(rank: rank, id: root.id), from: 0)
    }
  }

  /// Removes the lowest ids that may not leave, and puts them back when an id that may leave was found.
  @inline(never)
  private mutating func lowestPastHeld(among residents: ResidentView) -> Int32 {
    var aside: [Int32] = []
    var found: Int32 = -1
    while count > 0 {
      let id = entries[0].id
      if residents.mayLeave(AdapterID(raw: id)) {
        found = id
        break
      }
      aside.append(id)
      remove(id)
      settle(among: residents)
    }
    for id in aside { insert(id, key: ranks[id].key, tie: ranks[id].tie) }
    return found
  }

  @inline(__always)
  private mutating func closeHole() {
    guard rootIsHole else { return }
    rootIsHole = false
    refill(0)
  }

  /// Fills an empty place with the last entry.
  @inline(__always)
  private mutating func refill(_ place: Int32) {
    count -= 1
    guard place < count else { return }
    let last = entries[count]
    if place > 0, last.rank < entries[(place - 1) / 4].rank {
      rise(last, from: place)
    } else {
      sink(last, from: place)
    }
  }

  private func rise(_ entry: Entry, from start: Int32) {
    var place = start
    while place > 0 {
      let parent = (place &- 1) / 4
      let above = entries[parent]
      if !(entry.rank < above.rank) { break }
      entries[place] = above
      places[above.id] = place
      place = parent
    }
    entries[place] = entry
    places[entry.id] = place
  }

  private func sink(_ entry: Entry, from start: Int32) {
    var place = start
    while true {
      let first = place &* 4 &+ 1
      if first >= count { break }
      var least = first
      var leastRank = entries[first].rank
      let end = min(first &+ 4, count)
      var child = first &+ 1
      while child < end {
        let rank = entries[child].rank
        if rank < leastRank {
          leastRank = rank
          least = child
        }
        child &+= 1
      }
      if !(leastRank < entry.rank) { break }
      let below = entries[least]
      entries[place] = below
      places[below.id] = place
      place = least
    }
    entries[place] = entry
    places[entry.id] = place
  }
}
