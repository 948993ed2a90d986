import Core
import Glibc
import Scripting
import Testing

/// Both sides of each limit: what just passes, and what is just too much, with its kind.
@Suite("The limits of a script", .timeLimit(.minutes(60)))
struct LimitTests {
  private func fault(_ text: String, _ limits: ScriptLimits) -> Fault? {
    let card = "return { name = 'mine', kind = 'evictor', api = 1, victim = function() end }"
    do throws(Fault) {
      _ = try Script(Array((text + "\n" + card).utf8), path: "mine.lua", limits: limits)
      return nil
    } catch {
      return error
    }
  }

  private func budget(_ instructions: Int) -> ScriptLimits {
    ScriptLimits(budgetInstructions: instructions, cpuNanos: 60_000_000_000)
  }

  // A turn of an empty loop is one instruction. They are counted a thousand at a time.

  @Test("a shuffle of two yields both orders")
  func shuffle() {
    let text = """
      local first, rng = {}, host.rng()
      for i = 1, 60 do local t = { 1, 2 } rng:shuffle(t) first[t[1]] = true end
      if not (first[1] and first[2]) then error("one order alone") end
      """
    #expect(fault(text, budget(100_000)) == nil)
  }

  @Test("empty places of a table that was large are charged where its keys are looked for")
  func emptied() {
    let text = { (count: Int) in
      """
      local t = {}
      for i = 1, \(count) do t[i * 3 + 0.5] = true end
      for i = 1, \(count) do t[i * 3 + 0.5] = nil end
      for i = 1, 2000 do for _ in pairs(t) do end end
      """
    }
    #expect(fault(text(100), budget(2_000_000)) == nil)
    // 2^16 places of 24 bytes: some 15 000 instructions each time.
    #expect(fault(text(60_000), budget(2_000_000))?.kind == .budget)
  }

  @Test("a sign behind the digit e of a hexadecimal number ends it: names behind it are counted")
  func hexadecimal() {
    // Each function looks each name up in all functions around it.
    let names = String(repeating: "0xe-name,", count: 60_000)
    let nested = String(repeating: "return function() ", count: 100)
    let text = nested + "return {" + names + "0}" + String(repeating: " end", count: 100)
    let fault = fault("local f = function() " + text + " end", .strict)
    #expect(fault?.reason.hasPrefix("takes too long to parse") == true, "\(String(describing: fault?.reason))")
  }

  @Test("a budget of instructions lets through what is within it", arguments: [50_000, 95_000])
  func withinBudget(turns: Int) {
    #expect(fault("for i = 1, \(turns) do end", budget(100_000)) == nil)
  }

  @Test("a budget of instructions stops what is beyond it", arguments: [103_000, 190_000])
  func beyondBudget(turns: Int) {
    let stopped = fault("for i = 1, \(turns) do end", budget(100_000))
    #expect(stopped?.kind == .budget)
    #expect(stopped?.reason == "took more than 100000 instructions")
  }

  @Test("an instruction may compare texts, and is charged for each KiB of the longest there was")
  func comparisons() {
    // 60 000 bytes are 58 KiB: a turn is 59 instructions.
    let turns = { (count: Int) in "for i = 1, \(count) do end" }
    let text = "local s = string.rep('x', 60000) "
    #expect(fault(text + turns(10_000), budget(1_000_000)) == nil)
    #expect(fault(text + turns(20_000), budget(1_000_000))?.kind == .budget)
    #expect(fault(turns(20_000), budget(1_000_000)) == nil)
  }

  @Test("a model takes 2^27 multiplications in one call, and no more, where no budget counts them")
  func models() {
    // A row takes 8 arms · 64² / 2 = 2^14.
    let rows = { (count: Int) in
      """
      local rows, one = host.rows(64), host.zeros(64)
      for i = 1, \(count) do rows:append(one) end
      host.linucb { arms = 8, dim = 64 }:utilities(rows)
      """
    }
    let limits = ScriptLimits(cpuNanos: 60_000_000_000)
    #expect(fault(rows(1 << 13), limits) == nil)
    let reason = fault(rows((1 << 13) + 1), limits)?.reason
    #expect(
      reason == """
        a model of 8 arms and 64 dimensions takes 128 million multiplications here, more than the 128 million of one \
        call; make it smaller, or take fewer rows
        """)
  }

  @Test("what a function of the host does is charged: a sum over 40 000 numbers for 10 000 instructions")
  func charged() {
    let sums = { (count: Int) in "local v = host.zeros(40000) for i = 1, \(count) do v:sum() end" }
    // The vector itself: 40 000 · 8 bytes, 10 000 for the memory and 5 000 for filling it.
    #expect(fault(sums(6), budget(100_000)) == nil)
    #expect(fault(sums(10), budget(100_000))?.kind == .budget)
  }

  @Test("memory that is handed out is charged, an instruction for 32 bytes")
  func allocations() {
    // A turn is 4 instructions, and a new text of some 930 bytes: 29 more.
    let joined = { (times: Int) in
      "local s = string.rep('x', 900) for i = 1, \(times) do local t = s .. i end"
    }
    #expect(fault(joined(1000), budget(50_000)) == nil)
    #expect(fault(joined(2000), budget(50_000))?.kind == .budget)
  }

  @Test("the watchdog bites when the CPU time of a call is used up, not before and not much later")
  func watchdog() {
    func seconds() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let start = seconds()
    let bitten = fault("while true do end", ScriptLimits(cpuNanos: 400_000_000))
    let used = seconds() - start
    #expect(bitten?.kind == .cpu)
    #expect(bitten?.reason == "took more than 400 ms of CPU time")
    #expect(used > 0.3 && used < 1)
  }

  // A text takes its bytes, one for the end and 24 for its head.

  @Test("a text may be as long as the limit with its head, and no longer")
  func strings() {
    let limits = ScriptLimits(stringBytes: 1 << 16, cpuNanos: 60_000_000_000)
    let least = (1 << 16) - 64
    for makes in ["local s = string.rep('x', N)", "local s = string.rep('x', N - 1) .. 'x'"] {
      let long = { (length: Int) in fault(makes.replacing("N", with: "\(length)"), limits) }
      #expect(long(least) == nil)
      #expect(long((1 << 16) + 1)?.kind == .memory)
    }
    #expect(fault("string.rep('x', 65537)", limits)?.reason == "makes a text of more than 64 KiB")
    #expect(
      fault("local s = string.rep('x', 65400) s = s .. s", limits)?.reason
        == "needs more memory than the 65536 KiB it may have (64 KiB for one string)")
  }

  @Test("texts that are put together piece by piece have the same limit")
  func built() {
    let limits = ScriptLimits(stringBytes: 1 << 16, cpuNanos: 60_000_000_000)
    let joined = { (count: Int) in
      "local t = {} for i = 1, \(count) do t[i] = string.rep('x', 1000) end local s = table.concat(t)"
    }
    #expect(fault(joined(65), limits) == nil)
    #expect(fault(joined(66), limits)?.reason == "makes a text of more than 64 KiB")
    #expect(fault("string.format('%s%s', string.rep('x', 60000), string.rep('x', 6000))", limits)?.kind == .memory)
  }

  @Test("one block of memory has a limit of its own")
  func blocks() {
    let limits = ScriptLimits(blockBytes: 1 << 20, cpuNanos: 60_000_000_000)
    #expect(fault("local v = host.zeros(131000)", limits) == nil)
    #expect(fault("local v = host.zeros(131100)", limits)?.kind == .memory)
  }

  @Test("all memory together has a limit, models included")
  func memory() {
    let limits = ScriptLimits(memoryBytes: 4 << 20, cpuNanos: 60_000_000_000)
    let vectors = { (count: Int) in "local t = {} for i = 1, \(count) do t[i] = host.zeros(32000) end" }
    #expect(fault(vectors(12), limits) == nil)
    #expect(fault(vectors(17), limits)?.kind == .memory)
    // A model of 20 arms and 100 dimensions: 20 · 100 · 105 / 2 numbers at least.
    let models = { (count: Int) in "local t = {} for i = 1, \(count) do t[i] = host.linucb { arms = 20, dim = 100 } end"
    }
    #expect(fault(models(1), limits) == nil)
    #expect(fault(models(6), limits) != nil)
  }
}
