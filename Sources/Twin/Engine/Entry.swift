/// An open request of a server: waiting or running.
///
/// Decoding does not change an entry at each step: it is updated when it arrives, is admitted, completes its prompt, is
/// preempted and finishes; its state in between follows from the number of steps.
struct Entry {
  /// The request's number, in order of arrival.
  var number: Int32 = 0
  var adapter: Int32 = 0
  /// Prompt tokens.
  var input: Int32 = 0
  /// Tokens that it will have generated when it finishes; at least 1.
  var output: Int32 = 1
  /// Tokens generated before the current stay in the batch.
  var generated: Int32 = 0
  /// For a prompt in chunks: tokens computed so far.
  var computed: Int32 = 0
  /// The step whose end gave the first token of the current stay.
  var joinedStep: Int32 = 0
  /// The remainder of the steps at which its next token needs a new block.
  var boundary: Int32 = 0
  /// Its position in the queue: lower goes first.
  var key = 0
  var arrivalSeconds = 0.0
  /// Negative before the first token.
  var firstTokenSeconds = -1.0
  /// The last token before it was preempted.
  var lastTokenSeconds = 0.0
  /// Neighbours in the queue, or in the batch.
  var previous: Int32 = -1
  var next: Int32 = -1
  /// Neighbours in the adapter's queue, or among those that finish at the same step.
  var before: Int32 = -1
  var after: Int32 = -1

  /// Tokens computed before the next new one: the prompt, and tokens generated before a preemption.
  var prefillTokens: Int32 { input &+ generated }
}

/// Memory for entries, reused; indices stay valid when it grows.
struct EntryPool: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Entry>
  private var capacity: Int
  private var made = 0
  /// The first free entry; the others follow by `next`.
  private var free: Int32 = -1

  init(capacity: Int = 1024) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// An entry to write to.
  mutating func take() -> Int32 {
    if free >= 0 {
      defer { free = base[Int(free)].next }
      return free
    }
    if made == capacity { grow() }
    made += 1
    return Int32(made - 1)
  }

  mutating func giveBack(_ entry: Int32) {
    base[Int(entry)].next = free
    free = entry
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: base, count: made)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}

/// A list through entries: the waiting queue, or the batch in order of admission.
struct EntryList {
  private(set) var first: Int32 = -1
  private(set) var last: Int32 = -1
  private(set) var count = 0

  mutating func append(_ entry: Int32, in base: UnsafeMutablePointer<Entry>) {
    base[Int(entry)].previous = last
    base[Int(entry)].next = -1
    if last >= 0 { base[Int(last)].next = entry } else { first = entry }
    last = entry
    count &+= 1
  }

  mutating func prepend(_ entry: Int32, in base: UnsafeMutablePointer<Entry>) {
    base[Int(entry)].next = first
    base[Int(entry)].previous = -1
    if first >= 0 { base[Int(first)].previous = entry } else { last = entry }
    first = entry
    count &+= 1
  }

  mutating func remove(_ entry: Int32, in base: UnsafeMutablePointer<Entry>) {
    let previous = base[Int(entry)].previous
    let next = base[Int(entry)].next
    if previous >= 0 { base[Int(previous)].next = next } else { first = next }
    if next >= 0 { base[Int(next)].previous = previous } else { last = previous }
    count &-= 1
  }
}
