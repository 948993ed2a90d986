import Core
import Scripting
import Testing

@Suite("A script in a replay", .timeLimit(.minutes(60)))
struct ScriptReplayTests {
  /// Keeps some, bypasses some, declines some in `victim`, and records all calls.
  static let moody = """
    local P = { name = "moody", kind = "evictor", api = 1, traits = { "memory", "stochastic" } }
    function P.start(setting) return { sum = 0, rng = host.rng(), line = host.list() } end
    function P.used(state, adapter, step, kind, units, bytes)
      state.sum = (state.sum * 31 + adapter * 7 + step + #kind + units + bytes) % 1000003
      if kind == "hit" or kind == "page-in" then state.line:front(adapter) end
    end
    function P.admit(state, adapter, residents, step)
      return (adapter + step + state.sum) % 5 ~= 0
    end
    function P.victim(state, adapter, residents, step)
      if state.sum % 7 == 0 then return nil end
      if state.sum % 11 == 0 then return adapter end
      if state.rng:uniform() < 0.3 then
        local leaver = residents[state.rng:integer(1, #residents)]
        state.line:remove(leaver)
        return leaver
      end
      local leaver = state.line:last()
      state.line:remove(leaver)
      return leaver
    end
    return P
    """

  @Test("does in one protected call what the verbs do one by one", arguments: 1...12)
  func asVerbs(capacity: Int) throws {
    let policy = try script(Self.moody)
    let count = 40
    var own = try policy.start(Setting(adapterCount: count, capacity: Capacity(capacity), seed: Seed(3)))
    var plain = try policy.start(Setting(adapterCount: count, capacity: Capacity(capacity), seed: Seed(3)))
    let (ownRoom, plainRoom) = (ReplayRoom(capacity: Capacity(capacity)), ReplayRoom(capacity: Capacity(capacity)))
    ownRoom.grow(to: count)
    plainRoom.grow(to: count)
    var stream = RandomStream(Seed(UInt64(capacity)))
    for batch in 0..<20 {
      let ids = (0..<200).map { _ in Int32(min(stream.integer(below: count), stream.integer(below: count))) }
      try ids.withUnsafeBufferPointer { ids in
        let batch = ReplayBatch(
          ids: ids.baseAddress!, sizes: nil, nextUses: nil, count: ids.count, firstStep: batch * 200)
        try own.replay(batch, in: ownRoom)
        try plain.replayByVerbs(batch, in: plainRoom)
      }
      #expect(ownRoom.misses == plainRoom.misses)
      #expect(ownRoom.bypasses == plainRoom.bypasses)
      #expect(ownRoom.evictions == plainRoom.evictions)
      #expect((0..<count).allSatisfy { ownRoom.holds(AdapterID($0)) == plainRoom.holds(AdapterID($0)) })
    }
    #expect(ownRoom.misses > 0 && ownRoom.bypasses > 0)
  }

  @Test("says which victim is not resident, at which step")
  func stranger() throws {
    let policy = try script(
      """
      local P = { name = "blind", kind = "evictor", api = 1 }
      function P.victim(state, adapter) return adapter % 4 + 1 end
      return P
      """)
    var evictor = try policy.start(Setting(adapterCount: 4, capacity: Capacity(2)))
    let room = ReplayRoom(capacity: Capacity(2))
    room.grow(to: 4)
    let ids: [Int32] = [0, 1, 2, 3]
    let fault = #expect(throws: Fault.self) {
      try ids.withUnsafeBufferPointer { ids in
        // The first two fill the capacity; from then on each miss needs a victim.
        for step in 0..<4 {
          try evictor.replay(
            ReplayBatch(ids: ids.baseAddress! + step, sizes: nil, nextUses: nil, count: 1, firstStep: step), in: room)
        }
      }
    }
    #expect(
      fault?.described
        == """
        mine.lua:2: victim() answered adapter 4, which is not resident
          at:     step 2
          fix:    return one of the adapters in `residents`
        """)
  }
}
