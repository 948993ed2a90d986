/// The running requests: decoding ones in order of admission, and at the end at most one whose prompt is computed in
/// chunks.
///
/// A decoding request gets a token at each step. So its last step, and the remainder of the steps at which it needs a
/// new block, are known when it joins; a step visits only requests that change.
struct Batch: ~Copyable {
  private(set) var order = EntryList()
  /// Requests that decode.
  private(set) var decoding = 0
  /// The request whose prompt is in chunks; −1 if there is none.
  var chunked: Int32 = -1
  private let blockTokens: Int
  /// Decoding requests by the remainder of the steps at which they need a block.
  private let boundaries: UnsafeMutablePointer<Int32>
  /// Requests that finish at a step: a ring of lists, longer than any output.
  private let finishing: UnsafeMutablePointer<EntryEnds>
  private let ringMask: Int

  struct EntryEnds {
    var first: Int32 = -1
    var last: Int32 = -1
  }

  init(blockTokens: Int, longestOutput: Int) {
    self.blockTokens = blockTokens
    boundaries = .allocate(capacity: blockTokens)
    boundaries.initialize(repeating: 0, count: blockTokens)
    var ring = 64
    while ring <= longestOutput + 1 { ring *= 2 }
    ringMask = ring - 1
    finishing = .allocate(capacity: ring)
    finishing.initialize(repeating: EntryEnds(), count: ring)
  }

  deinit {
    boundaries.deallocate()
    finishing.deallocate()
  }

  var count: Int { order.count }

  /// Blocks needed by the decoding requests for their next tokens.
  func newBlocks(at step: Int) -> Int { Int(boundaries[step % blockTokens]) }

  func needsBlock(_ entry: Entry, at step: Int) -> Bool { Int(entry.boundary) == step % blockTokens }

  /// Tokens in the cache of a decoding request before `step`.
  func resident(_ entry: Entry, before step: Int) -> Int {
    Int(entry.prefillTokens) + step - 1 - Int(entry.joinedStep)
  }

  func blocks(_ tokens: Int) -> Int { (tokens + blockTokens - 1) / blockTokens }

  mutating func admit(_ entry: Int32, in base: UnsafeMutablePointer<Entry>) { order.append(entry, in: base) }

  mutating func remove(_ entry: Int32, in base: UnsafeMutablePointer<Entry>) { order.remove(entry, in: base) }

  /// The request decodes from the step after `step` on, and finishes `tokens` steps later.
  mutating func join(_ entry: Int32, after step: Int, tokens: Int, in base: UnsafeMutablePointer<Entry>) {
    let prefill = Int(base[Int(entry)].prefillTokens)
    let boundary = (step + 1 - prefill % blockTokens + blockTokens) % blockTokens
    base[Int(entry)].joinedStep = Int32(step)
    base[Int(entry)].boundary = Int32(boundary)
    boundaries[boundary] = boundaries[boundary] &+ 1
    decoding &+= 1
    let slot = (step + tokens) & ringMask
    let last = finishing[slot].last
    base[Int(entry)].before = last
    base[Int(entry)].after = -1
    if last >= 0 { base[Int(last)].after = entry } else { finishing[slot].first = entry }
    finishing[slot].last = entry
  }

  /// Removes a decoding request before it is finished; `finishStep` is its planned last step.
  mutating func leave(_ entry: Int32, finishStep: Int, in base: UnsafeMutablePointer<Entry>) {
    let slot = finishStep & ringMask
    let before = base[Int(entry)].before
    let after = base[Int(entry)].after
    if before >= 0 { base[Int(before)].after = after } else { finishing[slot].first = after }
    if after >= 0 { base[Int(after)].before = before } else { finishing[slot].last = before }
    stopDecoding(entry, in: base)
  }

  /// The first request that finishes at a step; the others follow by `after`. Empties the list.
  mutating func takeFinishing(at step: Int) -> Int32 {
    let first = finishing[step & ringMask].first
    finishing[step & ringMask] = EntryEnds()
    return first
  }

  /// Stops counting blocks for the request.
  mutating func stopDecoding(_ entry: Int32, in base: UnsafeMutablePointer<Entry>) {
    let boundary = Int(base[Int(entry)].boundary)
    boundaries[boundary] = boundaries[boundary] &- 1
    decoding &-= 1
  }
}
