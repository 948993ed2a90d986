import Core
import Glibc
import Policies
import Scripting

/// The cost of the Lua API: an empty verb, the limits of fast and strict mode, `route` and `learn` of cache-aware
/// LinUCB beside the built-in, and loading a policy. CPU time, the best of many rounds taken turn by turn.
///
///     door-benchmark POLICIES ROUNDS
///
/// POLICIES: the folder with the policies in Lua.
@main
enum DoorBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let rounds = Int(arguments[2]) else {
      fatalError("usage: door-benchmark POLICIES ROUNDS")
    }
    let world = World()
    let path = arguments[1] + "/routers/linucb-aware.lua"
    let script = try Script.load(path)
    var none = ScriptLimits.fast
    none.cpuNanos = 0

    let empty = try Script(
      Array(
        "local function nothing() end return { name = 'empty', kind = 'evictor', api = 1, used = nothing, victim = nothing }"
          .utf8),
      path: "empty.lua")
    try compare(
      rounds,
      [
        ("used(), empty, no limits", { try world.uses(try empty.start(world.setting, limits: none)) }),
        ("used(), empty, fast mode", { try world.uses(try empty.start(world.setting, limits: .fast)) }),
        ("used(), empty, strict mode", { try world.uses(try empty.start(world.setting, limits: .strict)) }),
      ])
    try compare(
      rounds,
      [
        ("route + learn, built-in", { try world.steps(try builtIn(world.setting)) }),
        ("route + learn in Lua, no limits", { try world.steps(try script.start(world.setting, limits: none)) }),
        ("route + learn in Lua, fast mode", { try world.steps(try script.start(world.setting, limits: .fast)) }),
        ("route + learn in Lua, strict mode", { try world.steps(try script.start(world.setting, limits: .strict)) }),
      ])
    try compare(
      rounds,
      [
        ("route, built-in", { try world.routes(try builtIn(world.setting)) }),
        ("route in Lua, fast mode", { try world.routes(try script.start(world.setting)) }),
      ])
    try compare(
      rounds,
      [
        ("start from a loaded file", { try world.times(500) { _ = try script.start(world.setting) } }),
        ("load the file and start", { try world.times(500) { _ = try Script.load(path).start(world.setting) } }),
      ])
  }

  private static func builtIn(_ setting: Setting) throws -> any Router {
    let entry = Shelf.routers.first { $0.card.name == "linucb-aware" }!
    var setting = setting
    setting.parameters = try Parameters(card: entry.card, given: [])
    return try entry.start(setting)
  }

  /// Runs the cases turn by turn, and prints for each the least nanoseconds and the ratio to the first.
  private static func compare(_ rounds: Int, _ cases: [(name: String, nanos: () throws -> Double)]) throws {
    var best = cases.map { _ in Double.infinity }
    for _ in 0..<rounds {
      for (at, one) in cases.enumerated() { best[at] = min(best[at], try one.nanos()) }
    }
    for (one, nanos) in zip(cases, best) {
      let name = one.name + String(repeating: " ", count: 36 - one.name.count)
      print(name, fixed(nanos, 1), "ns,", fixed(nanos / best[0], 3), "of the first")
    }
    print()
  }
}
