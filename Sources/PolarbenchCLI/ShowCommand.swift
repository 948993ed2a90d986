import ArgumentParser
import Core
import Policies
import Printing
import Reports
import Roster
import Traces
import Twin

/// `polarbench show`: the card of one policy or scenario.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the card of a policy, a policy file or a scenario; all of them if several kinds share a name.",
    discussion: """
      Examples:
        polarbench show polar-plus
        polarbench show edge-15 --json
        polarbench show policies/evictors/lru.lua
      """)

  @Argument(help: "The name of a policy or scenario, or a policy's Lua file.")
  var name: String

  @OptionGroup var fencingOptions: FencingOptions

  @OptionGroup var jsonFlag: JSONFlag

  func run() throws {
    try faulting {
      if PolicySource.isFile(name) {
        let source = try PolicySource(name, fencingOptions.fencing)
        if let file = source.file { Output.note(ofFence: file) }
        return show(source.card)
      }
      let cards = PolicySource.cards.filter { $0.name == name }
      let scenarios = ScenarioShelf.all.filter { $0.name == name }
      guard !cards.isEmpty || !scenarios.isEmpty else {
        throw CommandMessages.unknownName(
          name, among: PolicySource.cards.map(\.name) + ScenarioShelf.all.map(\.name))
      }
      let all = cards.map { card in { show(card) } } + scenarios.map { scenario in { show(scenario) } }
      for (place, one) in all.enumerated() {
        if place > 0, !jsonFlag.isOn { Output.line() }
        one()
      }
    }
  }

  private func show(_ card: Card) {
    if jsonFlag.isOn { return Output.line(card.json.text) }
    show(card.title, card.kind.rawValue, card.summary, card.sources, card.parameters, traits: traits(of: card))
  }

  private func show(_ scenario: Scenario) {
    if jsonFlag.isOn { return Output.line(scenario.json.text) }
    let sizes = [
      "\(grouped(scenario.standardRequests)) requests and capacity \(scenario.standardCapacity), unless asked otherwise"
    ]
    show(scenario.name, "scenario", scenario.summary, scenario.sources, scenario.parameters, traits: sizes)
  }

  private func show(
    _ title: String, _ kind: String, _ summary: String, _ sources: [String], _ parameters: [Parameter],
    traits: [String]
  ) {
    Output.line("\(title) · \(kind)")
    Output.line(summary)
    Output.line()
    if !sources.isEmpty { Output.line("sources: \(sources.joined(separator: ", "))") }
    if !traits.isEmpty { Output.line("traits:  \(traits.joined(separator: ", "))") }
    guard !parameters.isEmpty else { return Output.line("no parameters") }
    var table = Table(["parameter", "default", "range", "unit", "what it does"], [.left, .left, .left, .left, .left])
    for p in parameters { table.add([p.name, p.standard, p.range.described, p.unit, p.summary]) }
    table.show()
  }

  private func traits(of card: Card) -> [String] {
    var all: [String] = []
    if card.traits.contains(.stochastic) { all.append("draws random numbers") }
    if card.traits.contains(.memory) { all.append("remembers adapters that left") }
    if card.traits.contains(.needsFuture) { all.append("is shown the future: a bound, never ranked") }
    if card.traits.contains(.sized) { all.append("works with bytes and pages") }
    return all
  }
}
