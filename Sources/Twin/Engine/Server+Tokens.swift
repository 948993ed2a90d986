import Core

/// First and last tokens of requests.
extension Server {
  /// The prompt is complete: records the first token of this stay, which may also be the last.
  mutating func giveFirstToken(_ entry: Int32, _ base: UnsafeMutablePointer<Entry>) throws(Fault) {
    let i = Int(entry)
    tally.tokensGenerated &+= 1
    if base[i].firstTokenSeconds < 0 {
      base[i].firstTokenSeconds = clock
    } else {
      tally.betweenTokens.add(clock - base[i].lastTokenSeconds)
    }
    let left = Int(base[i].output - base[i].generated) - 1
    if left > 0 {
      batch.join(entry, after: step, tokens: left, in: base)
    } else {
      try finish(entry, resident: Int(base[i].prefillTokens), base)
    }
  }

  mutating func finishDone(_ base: UnsafeMutablePointer<Entry>) throws(Fault) {
    var entry = batch.takeFinishing(at: step)
    while entry >= 0 {
      let after = base[Int(entry)].after
      batch.stopDecoding(entry, in: base)
      try finish(entry, resident: batch.resident(base[Int(entry)], before: step + 1), base)
      entry = after
    }
  }

  mutating func finish(_ entry: Int32, resident: Int, _ base: UnsafeMutablePointer<Entry>) throws(Fault) {
    let done = base[Int(entry)]
    freeBlocks &+= batch.blocks(resident)
    residentTokens &-= resident
    batch.remove(entry, in: base)
    let adapter = Int(done.adapter)
    if countOut(adapter) { try leaveBatch(adapter, lastStep: step) }
    tally.finished &+= 1
    tally.inputTokens &+= Int(done.input)
    tally.outputTokens &+= Int(done.output)
    let firstToken = done.firstTokenSeconds - done.arrivalSeconds
    tally.firstToken.add(firstToken)
    if done.output > 1 {
      let pace = (clock - done.firstTokenSeconds) / Double(done.output - 1)
      tally.perOutputToken.add(pace)
      tally.adapters[adapter].perOutputTokenSeconds += pace
      tally.adapters[adapter].paced &+= 1
    }
    tally.adapters[adapter].finished &+= 1
    tally.adapters[adapter].inputTokens &+= Int(done.input)
    tally.adapters[adapter].outputTokens &+= Int(done.output)
    tally.adapters[adapter].firstTokenSeconds += firstToken
    decisions?.append(TwinDecision(step: step, kind: .finished, request: Int(done.number)))
    pool.giveBack(entry)
  }
}
