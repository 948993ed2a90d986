import Attacks
import Core
import Foundation
import Scripting
import Testing

@Suite("The attack corpus")
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

  @Test("ends as each first line says, in fast and in strict mode, and the host goes on", arguments: [false, true])
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
}
