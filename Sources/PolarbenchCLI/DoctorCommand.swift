import ArgumentParser
import Bandits
import Core
import Isolation
import Printing
import Reports
import Scripting
import Trust

/// `polarbench doctor`: the facts of this installation, and whether the fence around untrusted files holds.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check this installation, and whether the sandbox holds here.",
    discussion: """
      Examples:
        polarbench doctor
        polarbench doctor --sandbox

      Each layer of the sandbox is tested in its own process. Exits with 1 if a required layer does not hold.
      """)

  @Flag(help: "Print a line for each layer of the sandbox, and the attempts that succeeded.")
  var sandbox = false

  @OptionGroup var jsonFlag: JSONFlag

  /// The argument that makes this program the child of a trial.
  static let trial = "try-fence"

  func run() throws {
    let trials = FenceTrial.all(Isolation(program: "/proc/self/exe", arguments: [Self.trial]))
    let isSafe = trials.allSatisfy { $0.holds || !$0.isRequired }
    if sandbox { show(trials) } else { show(facts(isSafe)) }
    if !isSafe {
      Output.fault(CommandMessages.fenceDoesNotHold)
      throw ExitCode(1)
    }
  }

  private struct Fact {
    var name: String
    var value: String
  }

  private func facts(_ isSafe: Bool) -> [Fact] {
    [
      Fact(name: "version", value: Build.version),
      Fact(name: "lua", value: Sandbox.luaVersion),
      Fact(name: "kernels", value: KernelPath.current.name),
      Fact(name: "watchdog", value: Sandbox.hasTimer ? "timer" : "clock"),
      Fact(name: "sandbox", value: isSafe ? "holds" : "does not hold"),
    ] + trusted
  }

  /// The user's trusted folders and files, one fact each.
  private var trusted: [Fact] {
    do throws(Fault) {
      let entries = try TrustList.ofUser()?.entries() ?? []
      if entries.isEmpty { return [Fact(name: "trusted", value: "the project's own policies alone")] }
      return entries.map { Fact(name: "trusted", value: $0.text + ($0.exists ? "" : "  (not there)")) }
    } catch {
      return [Fact(name: "trusted", value: "nothing of the list: \(error.reason)")]
    }
  }

  private func show(_ facts: [Fact]) {
    var table = Table(["what", "here"], [.left, .left])
    for fact in facts {
      if jsonFlag.isOn {
        var line = JSONLine()
        line.add("type", "fact")
        line.add("name", fact.name)
        line.add("value", fact.value)
        Output.line(line.text)
      } else {
        table.add([fact.name, fact.value])
      }
    }
    if !jsonFlag.isOn { table.show() }
  }

  private func show(_ trials: [FenceTrial]) {
    var table = Table(["layer", "needed", "holds", "refused", "what it does"], [.left, .left, .left, .right, .left])
    for trial in trials {
      if jsonFlag.isOn {
        Output.line(trial.json.text)
      } else {
        let refused = trial.attempts.count - trial.wentThrough.count
        table.add([
          trial.name, trial.isRequired ? "required" : "optional", trial.holds ? "yes" : "no",
          "\(refused) of \(trial.attempts.count)", trial.layer?.summary ?? "every layer at once, as around a policy",
        ])
      }
    }
    guard !jsonFlag.isOn else { return }
    table.show()
    for trial in trials where !trial.holds {
      let found = trial.wentThrough.map(\.what)
      Output.line()
      Output.line("\(trial.name): " + (trial.trouble ?? "not refused: " + found.joined(separator: ", ")))
    }
  }
}

extension FenceTrial {
  fileprivate var name: String { layer?.name ?? "the whole fence" }

  /// The trial as one JSON object.
  fileprivate var json: JSONLine {
    var line = JSONLine()
    line.add("type", "layer")
    line.add("name", layer?.name ?? "all")
    line.add("required", isRequired)
    line.add("holds", holds)
    line.add("attempts", attempts.count)
    line.add("not_refused", wentThrough.map(\.what))
    line.add("trouble", trouble)
    return line
  }
}
