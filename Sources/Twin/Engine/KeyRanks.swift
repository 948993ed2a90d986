/// A set of keys 0, 1, 2, …, with the count of keys below a given one.
///
/// A bit per key, and a Fenwick tree over the words of 64 bits: O(log n) per change and query.
struct KeyRanks {
  private var words = [UInt64](repeating: 0, count: 64)
  /// 1-based: node i sums the words i − lowbit(i) … i − 1.
  private var sums = [Int32](repeating: 0, count: 65)

  mutating func insert(_ key: Int) {
    while key >> 6 >= words.count { grow() }
    words[key >> 6] |= 1 << UInt64(key & 63)
    add(1, to: key >> 6)
  }

  mutating func remove(_ key: Int) {
    words[key >> 6] &= ~(1 << UInt64(key & 63))
    add(-1, to: key >> 6)
  }

  /// Keys in the set below `key`.
  func count(below key: Int) -> Int {
    let word = min(key >> 6, words.count)
    var sum = 0
    var node = word
    while node > 0 {
      sum += Int(sums[node])
      node &= node - 1
    }
    guard word < words.count else { return sum }
    return sum + (words[word] & (1 << UInt64(key & 63) - 1)).nonzeroBitCount
  }

  private mutating func add(_ change: Int32, to word: Int) {
    var node = word + 1
    while node < sums.count {
      sums[node] += change
      node += node & -node
    }
  }

  /// Twice as many words; the new node at the end sums them all.
  private mutating func grow() {
    let count = words.count
    words += [UInt64](repeating: 0, count: count)
    let all = self.count(below: count * 64)
    sums += [Int32](repeating: 0, count: count)
    sums[2 * count] = Int32(all)
  }
}
