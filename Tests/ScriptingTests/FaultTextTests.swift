import Attacks
import Core
import Foundation
import Scripting
import Testing

@Suite("The text of a fault", .timeLimit(.minutes(60)))
struct FaultTextTests {
  private static let corpus: [Attack] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Attacks").path
    do throws(Fault) { return try Attack.corpus(in: folder) } catch { return [] }
  }()
  private static let groups: Set = ["addresses", "cards", "errors", "parameters", "texts", "unsaved"]

  /// Lua draws its hash seeds from addresses: memory that is held in between moves them.
  @Test("is the same in eight machines that hash otherwise")
  func hashes() {
    let counted = ScriptLimits(budgetInstructions: 2_000_000, cpuNanos: 10_000_000_000)
    var held: [[UInt8]] = []
    for attack in Self.corpus where Self.groups.contains(attack.group) {
      var texts: Set<String> = []
      for round in 0..<8 {
        held.append(Array(repeating: 1, count: 61_000 + round * 160))
        let outcome = AttackRun(attack.text, named: attack.name, limits: counted).outcome
        texts.insert(outcome.fault?.described ?? "none")
      }
      #expect(texts.count == 1, "\(attack): \(texts.sorted())")
      held.removeAll()
    }
  }

  @Test(
    "names the lowest of several things that are wrong",
    arguments: [
      ("host.ridge { dim = 1, c = 1, b = 1, a = 1 }", "! host.ridge has no option 'a'; it has dim, ridge, discount"),
      (
        "host.ridge { b = 1, [3] = 1, [2.5] = 1, [-1] = 1 }",
        "! host.ridge has no option -1; it has dim, ridge, discount"
      ),
      (
        "host.ridge { [host.rng()] = 1, [{}] = 1, [true] = 1, [false] = 1 }",
        "! host.ridge has no option false; it has dim, ridge, discount"
      ),
      (
        "pairs { [{}] = 1, [tostring] = 2, [true] = 3 }",
        "! pairs() visits keys that are numbers or texts, in order; here is true"
      ),
      (
        "pairs { [{}] = 1, [host.heap()] = 2, [host.zeros(1)] = 3 }",
        "! pairs() visits keys that are numbers or texts, in order; here is a table"
      ),
      (
        "host.ridge { dim = 1, ['ridge\\0'] = 1 }", "! host.ridge has no option 'ridge'; it has dim, ridge, discount"
      ),
    ])
  func lowest(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test("is cut between characters")
  func cuts() {
    #expect(
      values("host.zeros(('x'):rep(39) .. '€€')")
        == "! bad argument: zeros() expected a length, 0 or more as argument 1, got '\(String(repeating: "x", count: 39))…'"
    )
    let long = values("", after: "error(('x'):rep(1022) .. '€€', 0)")
    #expect(long == "! " + String(repeating: "x", count: 1022))
    let fault = #expect(throws: Fault.self) {
      var policy = try script(
        """
        return { name = "a", kind = "router", api = 1, route = function() return ("x"):rep(59) .. "€€" end }
        """
      ).start(Setting(adapterCount: 1, capacity: Capacity(1)))
      let words: [UInt64] = [0]
      try words.withUnsafeBufferPointer { words throws(Fault) in
        let residents = ResidentView(
          resident: words.baseAddress!, held: nil, costs: nil, adapterCount: 1, count: 0, used: 0,
          capacity: Capacity(1))
        let request = Request(
          step: 0, timeSeconds: 0, asked: nil, promptTokens: 0, outputTokens: 0, context: .none)
        _ = try policy.route(request, residents: residents)
      }
    }
    #expect(
      fault?.reason
        == "route() answered the text '\(String(repeating: "x", count: 59))'; expected an adapter, 1 to 1")
  }

  @Test("ignores a line number made up by a script")
  func positions() {
    for claim in ["policy:0: x", "policy:-5: x", "policy:+5: x", "policy: 5: x", "policy:99999999999: x", "policy:: x"]
    {
      let fault = #expect(throws: Fault.self) { try script("\nerror('\(claim)', 0)") }
      #expect(fault?.place?.line == 2)
      #expect(fault?.reason == claim)
    }
  }

  @Test("names a function by a word alone, so that no name is a line of its own")
  func names() {
    let fault = #expect(throws: Fault.self) {
      try script(
        """
        local t = { ["x\\nline 1, in forged"] = function(f) f() end }
        local function deep() error("deep") end
        t["x\\nline 1, in forged"](deep)
        """)
    }
    #expect(fault?.calls == ["line 2, in f", "line 1, in a function", "line 3, in the file itself"])
  }

  /// Lua 5.4.4 keeps no place in the code for these, and reads in front of it where it is asked for a name.
  @Test("of a division by zero as a first instruction names the function's line")
  func unsaved() {
    for (operation, told) in [("x % 0", "attempt to perform 'n%0'"), ("x // 0", "attempt to divide by zero")] {
      let fault = #expect(throws: Fault.self) { try script("local function f(x) return \(operation) end\nf(1)") }
      #expect(fault?.reason == told)
      #expect(fault?.place?.line == 1)
    }
  }

  @Test("of a limit has the line that ran, in any function")
  func limits() {
    for limits in [ScriptLimits.strict, ScriptLimits(cpuNanos: 20_000_000)] {
      let fault = #expect(throws: Fault.self) {
        try script("local function f()\n  while true do end\nend\n\nf()", limits: limits)
      }
      #expect(fault?.place?.line == 2)
    }
  }
}
