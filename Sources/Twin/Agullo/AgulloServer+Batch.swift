extension AgulloServer {
  /// Ends a step: every request of the batch in order advances, finishes, or takes blocks, by preempting the last ones
  /// if needed.
  ///
  /// Decoding requests that neither finish nor need a block are not visited.
  mutating func visitBatch(until end: Double) {
    news.removedRequest = false
    news.removedAdapter = false
    news.preempted = false
    var kept = 0
    var index = 0
    // Tokens of the kept requests, beyond one each.
    var extra = 0
    while index < running.count {
      let id = running[index]
      var visit = visits[index]
      index += 1
      if visit <= step {
        guard let next = self.visit(id, at: end, budget: twin.tokenBudget - kept - extra, unvisited: index) else {
          continue
        }
        visit = next
        extra += Int(requests[Int(id)].chunk) - 1
      }
      running[kept] = id
      visits[kept] = visit
      kept += 1
    }
    running.removeSubrange(kept...)
    visits.removeSubrange(kept...)
    batchTokens = kept + extra
  }

  /// The step at which a request of the batch must be visited again; nil if it has left.
  private mutating func visit(_ id: Int32, at end: Double, budget: Int, unvisited: Int) -> Int32? {
    let place = Int(id)
    if requests[place].decodes {
      requests[place].outputLeft = requests[place].lastStep - step
    } else if !computePrompt(place, at: end, budget: budget) {
      return nil
    }
    let request = requests[place]
    if request.decodes, request.outputLeft == 0 {
      finish(place, at: end)
      return nil
    }
    let tokens = request.prompt - request.promptLeft + generated(request) + request.chunk
    let needed = Self.blocks(tokens) - request.blocks
    while usedBlocks + Int(needed) > blocks {
      guard running.count > unvisited else {
        preempt(id, outputLeft: request.outputLeft)
        return nil
      }
      visits.removeLast()
      preemptUnvisited(running.removeLast())
    }
    usedBlocks += Int(needed)
    requests[place].blocks += needed
    guard request.decodes else { return 0 }
    let full = step + Int32(AgulloTwin.blockTokens) * requests[place].blocks - tokens + 1
    return min(request.lastStep, full)
  }

  /// Subtracts the computed chunk from the prompt and sets the next one; false if the request is lost.
  private mutating func computePrompt(_ place: Int, at end: Double, budget: Int) -> Bool {
    let left = requests[place].promptLeft - requests[place].chunk + (completes(requests[place]) ? rules.extraToken : 0)
    requests[place].promptLeft = left
    if left == 0 {
      prefilling -= 1
      requests[place].outputLeft -= 1
      requests[place].chunk = 1
      requests[place].lastStep = step + requests[place].outputLeft
      if requests[place].firstTokenSeconds < 0 { requests[place].firstTokenSeconds = end }
      return true
    }
    let chunk = min(left, Int32(max(0, budget)))
    requests[place].chunk = chunk == left ? chunk + rules.extraToken : chunk
    guard chunk == 0, rules.losesRequests else { return true }
    result.lost += 1
    prefilling -= 1
    leaveBatch(requests[place].adapter)
    return false
  }

  private func completes(_ request: AgulloRequest) -> Bool { request.chunk >= request.promptLeft + rules.extraToken }

  /// Tokens generated in this stay, as far as they take blocks.
  private func generated(_ request: AgulloRequest) -> Int32 {
    guard request.decodes else { return 0 }
    return request.output - request.outputLeft - (request.prompt - request.input) - 1 + rules.extraToken
  }

  private mutating func finish(_ place: Int, at end: Double) {
    let request = requests[place]
    usedBlocks -= Int(request.blocks)
    leaveBatch(request.adapter)
    news.removedRequest = true
    result.finished += 1
    result.inputTokens += Int(request.input)
    result.outputTokens += Int(request.output)
    ttftSum += request.firstTokenSeconds - request.arrivalSeconds
    let gaps = rules.itlByTokens ? request.output : max(1, request.output - 1)
    itlSum += (end - request.firstTokenSeconds) / Double(gaps)
  }

  /// Preempts a request that this step has not visited: what the step did for it is lost in any case.
  private mutating func preemptUnvisited(_ id: Int32) {
    let request = requests[Int(id)]
    preempt(id, outputLeft: request.decodes ? request.lastStep - step + 1 : request.outputLeft)
  }

  private mutating func preempt(_ id: Int32, outputLeft: Int32) {
    let place = Int(id)
    let request = requests[place]
    usedBlocks -= Int(request.blocks)
    if !request.decodes { prefilling -= 1 }
    leaveBatch(request.adapter)
    news.preempted = true
    result.preemptions += 1
    requests[place].blocks = 0
    if rules.losesTokens {
      requests[place].outputLeft = request.output
      requests[place].firstTokenSeconds = -1
    } else {
      requests[place].outputLeft = outputLeft
      requests[place].prompt = request.input + request.output - outputLeft
    }
    requests[place].promptLeft = requests[place].prompt
    preempted.append(id)
  }

  private mutating func leaveBatch(_ adapter: Int32) {
    counts[Int(adapter)] -= 1
    guard counts[Int(adapter)] == 0 else { return }
    let index = batchAdapters.firstIndex(of: adapter)!
    batchAdapters.remove(at: index)
    batchRanks -= costlyRanks[Int(adapter)]
    news.removedAdapter = true
  }
}
