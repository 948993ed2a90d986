import Attacks
import Core
import Foundation
import Scripting
import Testing

@Suite("The attack corpus", .timeLimit(.minutes(60)))
struct AttackTests {
  private static let corpus: [Attack] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Attacks").path
    do throws(Fault) { return try Attack.corpus(in: folder) } catch { return [] }
  }()

  private static let good = """
    local P = { name = "good", kind = "evictor", api = 1 }
    function P.victim(state, adapter, residents) return residents[1] end
    return P
    """

  @Test("has more than sixty attacks, and each says how it ends and what it tries")
  func purposes() {
    let kinds = Set(["syntax", "load", "error", "answer", "budget", "cpu", "memory", "none"])
    #expect(Self.corpus.filter { !$0.expected.contains("none") }.count >= 60)
    for attack in Self.corpus {
      #expect(!attack.expected.isEmpty && kinds.isSuperset(of: attack.expected), "\(attack)")
      #expect(attack.aim.hasSuffix(".") && attack.aim.count > 10, "\(attack)")
    }
    #expect(Set(Self.corpus.map(\.name)).count == Self.corpus.count)
  }

  @Test("ends as each first line says, in fast and in strict mode, and the host continues", arguments: [false, true])
  func outcomes(isStrict: Bool) {
    let limits = isStrict ? ScriptLimits.strict : ScriptLimits(cpuNanos: 40_000_000)
    for attack in Self.corpus {
      let outcome = AttackRun(attack.text, named: attack.name, limits: limits).outcome
      let end = "\(attack), \(isStrict ? "strict" : "fast"): \(outcome.kind): \(outcome.fault?.described ?? "no fault")"
      #expect(attack.mayEnd(in: outcome.kind, isStrict: isStrict), "\(end)")
      #expect(outcome.fault?.reason.isEmpty != true, "\(end)")
      #expect(outcome.memoryBytes <= limits.memoryBytes, "\(end)")
      #expect(outcome.spentInstructions <= limits.budgetInstructions ?? .max, "\(end)")
      #expect(outcome.fault?.described.contains(/0x[0-9a-f]{5}/) != true, "\(end)")
      let after = AttackRun(Array(Self.good.utf8), named: "good", limits: limits).outcome
      #expect(after.fault == nil, "after \(attack): \(after.fault?.described ?? "")")
    }
  }

  /// Texts that take Lua's parser many seconds, which no hook interrupts; as long as a policy may be.
  private static let slowToParse: [(name: String, text: String)] = {
    let locals = "local " + (0..<190).map { "v\($0)" }.joined(separator: ",") + " "
    let nested = (0..<90).map { "local function g\($0)() " + locals }.joined()
    func filled(_ head: String, _ piece: String, _ tail: String) -> String {
      head + String(repeating: piece, count: (1_000_000 - head.utf8.count - tail.utf8.count) / piece.utf8.count) + tail
    }
    return [
      ("names", filled(nested, "x=x ", String(repeating: " end", count: 90))),
      ("elseif", filled("if a then ", "elseif a then ", "end")),
      ("or", filled("return a", " or a", "")), ("and", filled("return a", " and a", "")),
      ("breaks", filled("while a do ", "if a then break end ", "end")),
      ("gotos", filled("do ", "goto z ", "end ::z::")),
      ("labels", (0..<100_000).map { "::l\($0)::" }.joined()),
      (
        "upvalues",
        filled(
          nested + "local t = " + (0..<190).map { "v\($0)" }.joined(separator: "+") + " ", "x=x ",
          String(repeating: " end", count: 90))
      ),
      ("cut short", filled(nested, "x=x ", "")),
      ("a string that never ends", filled("x = '", "\\\n", "")),
    ]
  }()

  @Test(
    "what would take the parser long is refused before it is parsed, or is not valid Lua", arguments: [false, true])
  func parser(isStrict: Bool) {
    for (name, text) in Self.slowToParse {
      let outcome = AttackRun(Array(text.utf8), named: name, limits: isStrict ? .strict : .fast).outcome
      #expect(outcome.kind == "syntax", "\(name): \(outcome.fault?.described ?? "no fault")")
    }
    let text = Array(Self.slowToParse[0].text.utf8)
    let fault = AttackRun(text, named: "names.lua", limits: .strict).outcome.fault
    #expect(
      fault?.described == """
        names.lua:1: takes too long to parse: a name is looked for in each function around it, a chain of 'and', 'or' or \
        'elseif' is walked at each link
          fix:    nest functions less deeply, with fewer locals around them, and make chains shorter
        """)
  }

  @Test("a model counts as the script's memory while its handle exists")
  func models() throws {
    let text = """
      local P = { name = "models", kind = "router", api = 1 }
      function P.start(setting) return { m = host.linucb { arms = 100, dim = 100 } } end
      function P.route(state, request, residents) return 1 end
      return P
      """
    // An inverse, a sum and an outline of half the size for each arm, each of 51 × 104 … numbers of eight bytes.
    let outcome = AttackRun(Array(text.utf8), named: "models", limits: .fast).outcome
    let matrix = (104 / 2 + 1) * 104 * 8
    #expect(outcome.fault == nil)
    #expect(outcome.memoryBytes > 100 * matrix * 5 / 2)
    #expect(outcome.memoryBytes < 100 * matrix * 3)
  }
}
