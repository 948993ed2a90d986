import Core

/// Doubly linked lists over dense ids, each id in at most one of them: 8 bytes per id, every operation O(1).
///
/// List l is a ring closed by the sentinel −1 − l. An id in no list is linked to itself, so that removal is always safe
/// and insertion needs no test.
struct DenseLists {
  struct Link: BitwiseCopyable {
    var previous: Int32
    var next: Int32
  }

  private(set) var links: DenseColumn<Link>

  /// `listCount` empty lists over ids 0 ..< count.
  init(listCount: Int = 1, count: Int) {
    links = DenseColumn(count: 0, lead: listCount, filler: Link(previous: 0, next: 0))
    for list in 0..<listCount { linkToItself(Self.sentinel(list)) }
    grow(to: count)
  }

  mutating func grow(to count: Int) {
    let known = links.count
    guard count > known else { return }
    links.grow(to: count)
    for id in known..<count { linkToItself(Int32(id)) }
  }

  /// The sentinel of a list: the result of `next` and `previous` after its last id.
  @inline(__always)
  static func sentinel(_ list: Int) -> Int32 { Int32(truncatingIfNeeded: -1 &- list) }

  @inline(__always)
  func next(_ id: Int32) -> Int32 { links[id].next }

  @inline(__always)
  func previous(_ id: Int32) -> Int32 { links[id].previous }

  /// The id at the front, or the sentinel if the list is empty.
  @inline(__always)
  func front(of list: Int = 0) -> Int32 { links[Self.sentinel(list)].next }

  /// The id at the back, or the sentinel if the list is empty.
  @inline(__always)
  func back(of list: Int = 0) -> Int32 { links[Self.sentinel(list)].previous }

  @inline(__always)
  func isEmpty(_ list: Int = 0) -> Bool { front(of: list) < 0 }

  /// Whether the id is in some list.
  @inline(__always)
  func holds(_ id: Int32) -> Bool { links[id].next != id }

  /// Moves an id to the front of a list, from any list or none.
  @inline(__always)
  func moveToFront(_ id: Int32, of list: Int = 0) {
    unlink(id)
    let end = Self.sentinel(list)
    let second = links[end].next
    links[id] = Link(previous: end, next: second)
    links.entry(second).pointee.previous = id
    links.entry(end).pointee.next = id
  }

  /// Removes an id from its list, if it is in one.
  @inline(__always)
  func remove(_ id: Int32) {
    unlink(id)
    linkToItself(id)
  }

  /// The id nearest to the back of a list that may leave, or the sentinel if none may.
  ///
  /// Ids that are no longer resident are removed on the way; those that may not leave keep their position.
  @inline(__always)
  func lastToLeave(of list: Int = 0, among residents: ResidentView) -> Int32 {
    var id = back(of: list)
    while id >= 0, !residents.mayLeave(AdapterID(raw: id)) {
      let passed = id
      id = previous(id)
      if !residents.contains(AdapterID(raw: passed)) { remove(passed) }
    }
    return id
  }

  @inline(__always)
  private func unlink(_ id: Int32) {
    let link = links[id]
    links.entry(link.previous).pointee.next = link.next
    links.entry(link.next).pointee.previous = link.previous
  }

  @inline(__always)
  private func linkToItself(_ id: Int32) { links[id] = Link(previous: id, next: id) }
}
