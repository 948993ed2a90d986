import Core

/// Requests of the batch: their blocks, and preemption for lack of blocks.
extension Server {
  /// Blocks for a token of each decoding request and for the next chunk; true if a request was preempted for them.
  mutating func schedule(chunk: inout Int, _ base: UnsafeMutablePointer<Entry>) throws(Fault) -> Bool {
    var needed = batch.newBlocks(at: step)
    var chunkBlocks = 0
    if batch.chunked >= 0 {
      let entry = base[Int(batch.chunked)]
      let done = Int(entry.computed)
      chunk = min(Int(entry.prefillTokens) - done, settings.tokenBudget - batch.decoding)
      chunkBlocks = batch.blocks(done + chunk) - batch.blocks(done)
    }
    let fits = needed &+ chunkBlocks <= freeBlocks
    if !fits {
      // The chunked prompt is the last of the batch: it is preempted first, for others or for lack of its own blocks.
      if batch.chunked >= 0, chunkBlocks > 0 || needed > freeBlocks {
        chunk = 0
        try preempt(batch.chunked, base)
      }
      while needed > freeBlocks {
        let last = batch.order.last
        if batch.needsBlock(base[Int(last)], at: step) { needed -= 1 }
        try preempt(last, base)
      }
      freeBlocks &-= needed
      return true
    }
    freeBlocks &-= needed &+ chunkBlocks
    guard batch.chunked >= 0 else { return false }
    let entry = batch.chunked
    notePrompt(of: Int(base[Int(entry)].adapter), tokens: chunk)
    base[Int(entry)].computed += Int32(chunk)
    if base[Int(entry)].computed == base[Int(entry)].prefillTokens {
      complete(entry)
      batch.chunked = -1
    }
    return false
  }

  /// Puts a request back to the head of the queue: its blocks are freed, its tokens are kept but must be recomputed.
  mutating func preempt(_ entry: Int32, _ base: UnsafeMutablePointer<Entry>) throws(Fault) {
    let i = Int(entry)
    let resident: Int
    if entry == batch.chunked {
      resident = Int(base[i].computed)
      batch.chunked = -1
    } else {
      resident = batch.resident(base[i], before: step)
      let finish = Int(base[i].joinedStep) + Int(base[i].output - base[i].generated) - 1
      batch.leave(entry, finishStep: finish, in: base)
      base[i].generated += Int32(step) - base[i].joinedStep
      base[i].lastTokenSeconds = clock
    }
    freeBlocks &+= batch.blocks(resident)
    residentTokens &-= resident
    base[i].computed = 0
    tally.preemptions &+= 1
    tally.tokensRecomputed &+= resident
    batch.remove(entry, in: base)
    let adapter = Int(base[i].adapter)
    tally.adapters[adapter].preemptions &+= 1
    let isLast = countOut(adapter)
    line.prepend(entry, inBatch: !isLast, base)
    if isLast { try leaveBatch(adapter, lastStep: step - 1) }
    decisions?.append(TwinDecision(step: step, kind: .preempted, request: Int(base[i].number)))
  }
}
