import Testing

@Suite("POLAR's golden decisions", .timeLimit(.minutes(60)))
struct POLARGoldenTests {
  @Test("three folders come with the repository")
  func folders() {
    #expect(GoldenFolder.all.prefix(3).map(\.description) == ["creek", "pond", "shore"])
  }

  @Test("every decision and every set is as recorded", arguments: GoldenFolder.all, ["polar", "polar-plus"])
  func golden(folder: GoldenFolder, policy: String) throws {
    let run = try folder.host().run(policy, folder.parameters())
    let decisions = try folder.decisions(policy)
    let epochs = try folder.epochs(policy)
    #expect(run.decisions.count == decisions.count)
    let differs = zip(run.decisions, decisions).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(differs == nil)
    #expect(run.epochs.map(\.step) == epochs.map(\.step))
    #expect(run.epochs.map(\.residents) == epochs.map(\.residents))
  }
}
