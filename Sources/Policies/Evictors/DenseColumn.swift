/// One value per dense id: a column that the replay engines read and write without checks.
///
/// Ids are 0 ..< count; `lead` more entries have the indices −1, −2, … (sentinels of lists). A copy of a column shares
/// its values: an evictor belongs to one cell and is never copied. Reading an id beyond the last `grow(to:)` is a
/// programming error, caught by `assert` in debug builds.
struct DenseColumn<Element: BitwiseCopyable> {
  private final class Store {
    let start: UnsafeMutablePointer<Element>
    let capacity: Int

    init(capacity: Int, filler: Element) {
      start = .allocate(capacity: capacity)
      start.initialize(repeating: filler, count: capacity)
      self.capacity = capacity
    }

    deinit { start.deallocate() }
  }

  private var store: Store
  /// The entry of id 0.
  private var base: UnsafeMutablePointer<Element>
  private let lead: Int
  private let filler: Element
  /// Ids 0 ..< count exist.
  private(set) var count: Int

  /// A column of `filler`, ids 0 ..< count.
  init(count: Int, lead: Int = 0, filler: Element) {
    self.count = count
    self.lead = lead
    self.filler = filler
    store = Store(capacity: lead + max(count, 1), filler: filler)
    base = store.start + lead
  }

  @inline(__always)
  subscript(id: Int32) -> Element {
    get { entry(id).pointee }
    nonmutating set { entry(id).pointee = newValue }
  }

  /// The value at position 0 ..< count, for columns with several values per id.
  @inline(__always)
  subscript(place place: Int) -> Element {
    get {
      assert(place >= 0 && place < count, "place \(place) is not below \(count)")
      return base[place]
    }
    nonmutating set {
      assert(place >= 0 && place < count, "place \(place) is not below \(count)")
      base[place] = newValue
    }
  }

  /// The entry of an id in place; valid until the next `grow(to:)`.
  @inline(__always)
  func entry(_ id: Int32) -> UnsafeMutablePointer<Element> {
    assert(Int(id) >= -lead && Int(id) < count, "id \(id) is not below \(count)")
    return base + Int(id)
  }

  /// Extends the column to ids 0 ..< newCount, with the filler. Amortised O(1) per id.
  mutating func grow(to newCount: Int) {
    guard newCount > count else { return }
    if lead + newCount > store.capacity {
      let larger = Store(capacity: max(lead + newCount, store.capacity * 2), filler: filler)
      larger.start.update(from: store.start, count: lead + count)
      store = larger
      base = larger.start + lead
    }
    count = newCount
  }
}
