import ArgumentParser
import Core
import Policies
import Printing
import Reports
import Traces
import Twin

/// `polarbench list`: every policy and scenario, one per line.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List policies and scenarios.",
    discussion: """
      Examples:
        polarbench list
        polarbench list --kind evictor --json
      """)

  @Option(help: "Only one kind: router, evictor, joint, bound, scheduler, replica-router or scenario.")
  var kind: String?

  @OptionGroup var jsonFlag: JSONFlag

  func validate() throws {
    guard let kind, kind != "scenario", Card.Kind(rawValue: kind) == nil else { return }
    throw ValidationError(
      "'\(kind)' is not a kind. Please provide one of 'router', 'evictor', 'joint', 'bound', 'scheduler', "
        + "'replica-router' or 'scenario'.")
  }

  func run() throws {
    var table = Table(["name", "kind", "what it does"], [.left, .left, .left])
    for card in Shelf.cards + TwinShelf.cards where kind == nil || card.kind.rawValue == kind {
      if jsonFlag.isOn {
        Output.line(card.json.text)
      } else {
        table.add([card.name, card.kind.rawValue, card.summary])
      }
    }
    for scenario in ScenarioShelf.all where kind == nil || kind == "scenario" {
      if jsonFlag.isOn {
        Output.line(scenario.json.text)
      } else {
        table.add([scenario.name, "scenario", scenario.summary])
      }
    }
    guard !jsonFlag.isOn else { return }
    table.show()
    if kind == Card.Kind.scheduler.rawValue || kind == Card.Kind.replicaRouter.rawValue { return }
    Output.line()
    Output.line(
      "A router and an evictor make a policy: linucb+lru. 'polarbench show NAME' prints parameters and sources.")
  }
}

extension Card {
  /// The card as one JSON object.
  var json: JSONLine {
    var line = JSONLine()
    line.add("type", "policy")
    line.add("name", name)
    line.add("title", title)
    line.add("kind", kind.rawValue)
    line.add("summary", summary)
    line.add("sources", sources)
    line.add("stochastic", traits.contains(.stochastic))
    line.add("memory", traits.contains(.memory))
    line.add("needs_future", traits.contains(.needsFuture))
    line.add("sized", traits.contains(.sized))
    line.add("parameters", parameters.map(\.json))
    return line
  }
}

extension Scenario {
  /// The card as one JSON object.
  var json: JSONLine {
    var line = JSONLine()
    line.add("type", "scenario")
    line.add("name", name)
    line.add("summary", summary)
    line.add("sources", sources)
    line.add("requests", standardRequests)
    line.add("capacity", standardCapacity)
    line.add("parameters", parameters.map(\.json))
    return line
  }
}

extension Parameter {
  /// The parameter as one JSON object.
  var json: JSONLine {
    var line = JSONLine()
    line.add("name", name)
    line.add("default", standard)
    line.add("range", range.described)
    line.add("unit", unit)
    line.add("summary", summary)
    return line
  }
}
