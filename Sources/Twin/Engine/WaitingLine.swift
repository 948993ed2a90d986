/// The waiting requests, in order and by adapter, so that a long queue is never scanned.
///
/// While the batch can take another adapter, the first request of the queue is next. Otherwise only requests of the
/// adapters in the batch are candidates: the heads of their queues are in a tournament tree, whose winner is the
/// request at which a scan of the whole queue would stop. O(log N) per change, N adapters.
struct WaitingLine: ~Copyable {
  private var line = EntryList()
  private let adapterCount: Int
  private let heads: UnsafeMutablePointer<Int32>
  private let tails: UnsafeMutablePointer<Int32>
  /// Requests of each adapter in the queue.
  let counts: UnsafeMutablePointer<Int32>
  /// Nodes 1 … 2·leaves−1; a leaf holds the key of the adapter's first request while the adapter is in the batch.
  private let keys: UnsafeMutablePointer<Int>
  private let leaves: Int
  /// Whether a batch can ever be full of adapters.
  private let plays: Bool
  /// Adapters with requests in the queue.
  private(set) var adapters = 0
  /// The positions of requests, without preempted ones; used only if the batch can be full of adapters.
  private var ranks = KeyRanks()
  private var frontKey = -1
  private var backKey = 0

  init(adapterCount: Int, slots: Int) {
    self.adapterCount = adapterCount
    plays = slots < adapterCount
    var leaves = 1
    while leaves < adapterCount { leaves *= 2 }
    self.leaves = leaves
    heads = .allocate(capacity: adapterCount)
    heads.initialize(repeating: -1, count: adapterCount)
    tails = .allocate(capacity: adapterCount)
    tails.initialize(repeating: -1, count: adapterCount)
    counts = .allocate(capacity: adapterCount)
    counts.initialize(repeating: 0, count: adapterCount)
    keys = .allocate(capacity: 2 * leaves)
    keys.initialize(repeating: .max, count: 2 * leaves)
  }

  deinit {
    heads.deallocate()
    tails.deallocate()
    counts.deallocate()
    keys.deallocate()
  }

  var count: Int { line.count }

  /// The first in the queue; −1 if it is empty.
  var first: Int32 { line.first }

  /// The first request of an adapter's queue; −1 if it is empty.
  func first(of adapter: Int) -> Int32 { heads[adapter] }

  /// The first request whose adapter is in the batch; −1 if there is none.
  func firstOfBatch(_ base: UnsafeMutablePointer<Entry>) -> Int32 {
    guard keys[1] != .max else { return -1 }
    var node = 1
    while node < leaves {
      node *= 2
      if keys[node] != keys[node / 2] { node += 1 }
    }
    return heads[node - leaves]
  }

  /// Requests in the queue before `key`: a scan up to there skips them all.
  func count(before key: Int, _ base: UnsafeMutablePointer<Entry>) -> Int {
    var count = key > 0 ? ranks.count(below: key) : 0
    var entry = line.first
    while entry >= 0, base[Int(entry)].key < min(key, 0) {
      count += 1
      entry = base[Int(entry)].next
    }
    return count
  }

  /// Puts a new request at the end.
  mutating func append(_ entry: Int32, inBatch: Bool, _ base: UnsafeMutablePointer<Entry>) {
    base[Int(entry)].key = backKey
    if plays { ranks.insert(backKey) }
    backKey += 1
    line.append(entry, in: base)
    let adapter = Int(base[Int(entry)].adapter)
    base[Int(entry)].after = -1
    counts[adapter] = counts[adapter] &+ 1
    if tails[adapter] >= 0 {
      base[Int(tails[adapter])].after = entry
    } else {
      heads[adapter] = entry
      adapters &+= 1
      if inBatch { setKey(of: adapter, base) }
    }
    tails[adapter] = entry
  }

  /// Puts a preempted request before all others.
  mutating func prepend(_ entry: Int32, inBatch: Bool, _ base: UnsafeMutablePointer<Entry>) {
    base[Int(entry)].key = frontKey
    frontKey -= 1
    line.prepend(entry, in: base)
    let adapter = Int(base[Int(entry)].adapter)
    base[Int(entry)].after = heads[adapter]
    counts[adapter] = counts[adapter] &+ 1
    if heads[adapter] < 0 {
      tails[adapter] = entry
      adapters &+= 1
    }
    heads[adapter] = entry
    if inBatch { setKey(of: adapter, base) }
  }

  /// Removes the first request of an adapter's queue.
  mutating func remove(_ entry: Int32, inBatch: Bool, _ base: UnsafeMutablePointer<Entry>) {
    line.remove(entry, in: base)
    if plays, base[Int(entry)].key >= 0 { ranks.remove(base[Int(entry)].key) }
    let adapter = Int(base[Int(entry)].adapter)
    counts[adapter] = counts[adapter] &- 1
    heads[adapter] = base[Int(entry)].after
    if heads[adapter] < 0 {
      tails[adapter] = -1
      adapters &-= 1
    }
    if inBatch { setKey(of: adapter, base) }
  }

  /// Adds the adapter's first request to the tournament tree: the adapter entered the batch.
  func enterBatch(_ adapter: Int, _ base: UnsafeMutablePointer<Entry>) { setKey(of: adapter, base) }

  /// The adapter left the batch.
  func leaveBatch(_ adapter: Int) {
    guard plays else { return }
    set(.max, of: adapter)
  }

  private func setKey(of adapter: Int, _ base: UnsafeMutablePointer<Entry>) {
    guard plays else { return }
    set(heads[adapter] < 0 ? .max : base[Int(heads[adapter])].key, of: adapter)
  }

  private func set(_ key: Int, of adapter: Int) {
    var node = leaves + adapter
    keys[node] = key
    while node > 1 {
      let winner = min(keys[node], keys[node ^ 1])
      node /= 2
      if keys[node] == winner { return }
      keys[node] = winner
    }
  }
}
