import Core
import Foundation
import Scripting
import Testing
import Twin

@testable import Surrogate

@Suite("A distilled tree", .timeLimit(.minutes(60)))
struct DistillationTests {
  private static let distilled = Result { () throws -> (answers: DenseAnswers, distilled: Distillation) in
    let surrogate = Surrogate(estimating: try MadeUpData.profile.get())
    let answers = try DenseAnswers(of: surrogate, mixes: 1200, grid: 0)
    return (answers, Distillation(answers, of: surrogate, leaves: 6))
  }

  /// Two questions, three leaves: one with slopes.
  private static let small = DistilledTree(
    .split(
      .adapters, below: 100, .leaf(ServedForm([-0.004008])),
      .split(
        .slotsPerAdapter, below: 0.25, .leaf(ServedForm([5, -0.75, 0, 0, 0.125, 0, -0.5])),
        .leaf(ServedForm([-0.004008])))), profile: "p-1", profileHash: "00")

  @Test("asks questions down to a closed form")
  func answers() {
    var plain = PlainFeature.values(LoadSummary(), slots: 1)
    plain = [200, 20, 16, 0.1, 4000, 4400, 8400, 200, 196, 222, 1.5, 0.1]
    let expected = exponential(5 - 0.75 * naturalLog(4000) + 0.125 * naturalLog(20) - 0.5)
    #expect(abs(Self.small.servedShare(plain) - expected) < 1e-12)
    #expect(Self.small.isStarved(plain))
    plain[0] = 50
    #expect(abs(Self.small.servedShare(plain) - 0.996) < 1e-6)
  }

  @Test("is printed as text")
  func text() {
    #expect(
      Self.small.text.split(separator: "\n").dropFirst(2).joined(separator: "\n") == """
        adapters < 100
          serves 0.9960
        else
          slots_per_adapter < 0.25
            serves 148.4132 * output_rate^-0.7500 * slots^0.1250 * exp(-0.5000 * slot_rank / 16)
          else
            serves 0.9960
        """)
  }

  @Test("is a Lua file of plain functions")
  func lua() {
    let lua = Self.small.lua
    #expect(lua.contains("  if load.adapters < 100 then\n    return -0.004008\n"))
    #expect(lua.contains("return 5.0 - 0.75 * out + 0.125 * s - 0.5 * rank"))
    #expect(lua.hasSuffix("return { served_share = served_share, is_starved = is_starved }\n"))
  }

  @Test("gives the same answers in Lua, through the API of policies")
  func luaAnswers() throws {
    let (answers, distilled) = try Self.distilled.get()
    for (tree, rows) in [(Self.small, answers.plain.prefix(20)), (distilled.root, answers.plain.prefix(60))] {
      let shares = rows.map { row in
        let load = zip(PlainFeature.allCases, row).map { "\($0.rawValue) = \($1)" }.joined(separator: ", ")
        return "served_share({ \(load) })"
      }
      let file = tree.luaFunctions + "return { name = \"tree\", shares = { \(shares.joined(separator: ", ")) } }\n"
      let json = try Script.table(of: Array(file.utf8), path: "tree.lua", limits: .fast).json
      let told = try #require(try JSONValue(parsing: json, file: "tree.lua")["shares"]?.array)
      #expect(told.count == rows.count)
      for (row, share) in zip(rows, told) { #expect(abs(share.number! - tree.servedShare(row)) < 1e-14) }
    }
  }

  @Test("is Swift constants, and a figure with a row for each leaf")
  func others() {
    #expect(Self.small.swift.contains("public let distilledP1 = DistilledTree(\n  profile: \"p-1\","))
    #expect(Self.small.swift.contains("    .init(feature: 0, below: 100.0, left: 1, right: 2),"))
    let svg = Self.small.svg
    #expect(svg.components(separatedBy: "class=\"leaf\"").count == 4)
    #expect(svg.contains("adapters &lt; 100"))
  }

  @Test("merges equal siblings, from the leaves up")
  func merged() {
    let leaf = DistilledTree.Part.leaf(ServedForm([-0.1]))
    let other = DistilledTree.Part.leaf(ServedForm([-0.2]))
    let part = DistilledTree.Part.split(.slots, below: 4, .split(.adapters, below: 9, leaf, leaf), leaf)
    #expect(part.merged == leaf)
    #expect(
      DistilledTree.Part.split(.slots, below: 4, part, other).merged == .split(.slots, below: 4, leaf, other))
  }

  @Test("is near what it was fitted to, on answers kept apart, with no more leaves than asked for")
  func fidelity() throws {
    let (answers, distilled) = try Self.distilled.get()
    #expect(distilled.root.leafCount <= 6)
    #expect(distilled.fidelity(answers).rows == answers.plain.count / 5)
    #expect(distilled.fidelity(answers).halfSMAPE < 5)
  }

  @Test("is the same from the same answers")
  func same() throws {
    let (answers, distilled) = try Self.distilled.get()
    let surrogate = Surrogate(estimating: try MadeUpData.profile.get())
    #expect(Distillation(answers, of: surrogate, leaves: 6).root == distilled.root)
  }

  @Test("rounds its numbers for readers")
  func rounded() {
    #expect(
      ServedForm([1.23456789, 0, -12345.678, 0, 0, 0, 0.000123456]).rounded.coefficients == [
        1.2346, 0, -12346, 0, 0, 0, 0.00012346,
      ])
    #expect(
      ServedForm([0.5]).rounded.coefficients == [ServedForm.logCeiling].map { ServedForm([$0]).rounded.coefficients[0] }
    )
  }
}
