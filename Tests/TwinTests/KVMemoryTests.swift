import Testing

@testable import Twin

@Suite("The memory of a server", .timeLimit(.minutes(60)))
struct KVMemoryTests {
  /// 1000 tokens less 10 a slot; all of it fits.
  private var memory: KVMemory {
    KVMemory(
      baseTokens: 1000, tokensPerSlot: 10, tokensPerSlotRank: 0, modelLength: 100, weightsGiB: 10, slotGiB: 0.1,
      slotRankGiB: 0, usableGiB: 70, gpuGiB: 80)
  }

  @Test("follows the formula where nothing was measured")
  func formula() {
    #expect(memory.verdict(slots: 8, slotRank: 16) == .fits(tokens: 920))
    #expect(memory.verdict(slots: 90, slotRank: 16) == .fits(tokens: 100))
    #expect(memory.verdict(slots: 91, slotRank: 16) == .noKV(tokens: 90))
  }

  @Test("between measured cells is off the formula by a share of what they are off")
  func between() {
    var memory = memory
    // Off by +40 at 8 slots and by −40 at 16, rank 16; another rank's cell counts for nothing.
    memory.cells = [
      KVMemory.Cell(slots: 8, rank: 16, tokens: 960), KVMemory.Cell(slots: 16, rank: 16, tokens: 800),
      KVMemory.Cell(slots: 12, rank: 32, tokens: 1),
    ]
    #expect(memory.verdict(slots: 8, slotRank: 16) == .fits(tokens: 960))
    #expect(memory.verdict(slots: 10, slotRank: 16) == .fits(tokens: 900 + 20))
    #expect(memory.verdict(slots: 12, slotRank: 16) == .fits(tokens: 880))
    #expect(memory.verdict(slots: 14, slotRank: 16) == .fits(tokens: 860 - 20))
    #expect(memory.verdict(slots: 16, slotRank: 16) == .fits(tokens: 800))
  }

  @Test("outside of measured cells is the formula alone")
  func outside() {
    var memory = memory
    memory.cells = [
      KVMemory.Cell(slots: 8, rank: 16, tokens: 960), KVMemory.Cell(slots: 16, rank: 16, tokens: 800),
      KVMemory.Cell(slots: 20, rank: 16, tokens: nil),
    ]
    #expect(memory.verdict(slots: 4, slotRank: 16) == .fits(tokens: 960))
    #expect(memory.verdict(slots: 18, slotRank: 16) == .fits(tokens: 820))
  }
}
