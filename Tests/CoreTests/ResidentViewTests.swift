import Core
import Testing

@Suite("What a policy sees of the resident set", .timeLimit(.minutes(60)))
struct ResidentViewTests {
  /// Adapters 1, 2, 3 and 65 of 70 are resident, 1 is held; adapter a costs a to page in.
  private func withView<Answer>(_ body: (ResidentView) -> Answer) -> Answer {
    let resident: [UInt64] = [0b1110, 0b10]
    let held: [UInt64] = [0b0010, 0]
    let costs = (0..<70).map(Double.init)
    return body(
      ResidentView(
        resident: resident, held: held, costs: costs, adapterCount: 70, count: 4, used: 4, capacity: Capacity(4)))
  }

  @Test("residents are listed in rising order, over the border of a word")
  func listed() {
    #expect(withView { $0.adapters.map(\.index) } == [1, 2, 3, 65])
    #expect(withView { view in [0, 1, 64, 65].map { view.contains(AdapterID($0)) } } == [false, true, false, true])
  }

  @Test("a held resident may not leave, and neither may an adapter that is not resident")
  func mayLeave() {
    #expect(withView { view in [0, 1, 2, 65].map { view.mayLeave(AdapterID($0)) } } == [false, false, true, true])
  }

  @Test("a resident costs nothing, any other its page-in")
  func costs() {
    #expect(
      withView { view in [0, 1, 2, 4, 65, 69].map { view.pageInCost(of: AdapterID($0)) } } == [0, 0, 0, 4, 0, 69])
  }

  @Test("the first of the smallest keys that may leave, ties to the lowest index")
  func first() {
    #expect(withView { $0.first { _ in 7 }?.index } == 2)
    #expect(withView { $0.first { -$0.index }?.index } == 65)
    #expect(withView { $0.first { $0.index == 3 ? 0 : 1 }?.index } == 3)
    #expect(withView { $0.first { $0.index == 1 ? 0 : 1 }?.index } == 2)
  }
}
