import ArgumentParser
import Core
import Printing
import Roster
import Trust

/// `polarbench new`: a policy file to start from.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a policy in Lua to start from; it runs at once.",
    discussion: """
      Examples:
        polarbench new evictor mine
        polarbench new router mine -o policies/routers/mine.lua
      """)

  @Argument(
    help:
      "Its kind: router (chooses the adapter), evictor (chooses the residents) or joint (both); for the twin: scheduler (chooses the next admission) or replica-router (chooses the server of a request)."
  )
  var kind: Template

  @Argument(help: "The policy's name: small letters, digits and hyphens.")
  var name: String

  @Option(name: [.short, .long], help: ArgumentHelp("The file to write (default: NAME.lua).", valueName: "file.lua"))
  var output: String?

  func validate() throws {
    let isSlug = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    guard isSlug, !name.isEmpty, name.utf8.count <= 64 else {
      throw ValidationError("'\(name)' is not a name; expected up to 64 small letters, digits and hyphens.")
    }
    if let output, !PolicySource.isFile(output) {
      throw ValidationError("--output is '\(output)'; expected a file that ends in .lua.")
    }
  }

  func run() throws {
    try faulting {
      let path = output ?? name + ".lua"
      let file = try FileOutput(new: path)
      try file.write(kind.text(named: name))
      try file.close()
      trust(path)
      Output.line("wrote \(path): \(kind.described) that can be run at once. Next:")
      Output.line()
      let word = ShellWord.quoted(ShellWord.path(path))
      for line in ["polarbench check \(word)"] + next(word) { Output.line("  " + line) }
    }
  }

  /// Trusts the new file. If the list cannot be written, the file still works, but in its own process.
  private func trust(_ path: String) {
    do throws(Fault) {
      guard let list = TrustList.ofUser() else { throw TrustList.noHome }
      try list.add(file: RawPath(path))
    } catch {
      Output.fault(CommandMessages.isNotRecorded(path, error), as: "advice: ")
    }
  }

  private static let twin =
    "polarbench twin run --model llama-3.1-8b -n 64 --rates 0.4,0.2 --ranks 8 --slots 16 --duration 600 "

  /// Commands to try it.
  private func next(_ path: String) -> [String] {
    switch kind {
    case .router: ["polarbench compare \(path)+lru linucb+lru --scenario edge-15"]
    case .evictor:
      [
        "polarbench replay \(path),lru --trace traces/zipf-60.csv --capacity 10%,20%",
        "polarbench compare linucb+\(path) linucb+lru --scenario edge-15",
      ]
    case .joint: ["polarbench compare \(path) polar --scenario edge-15"]
    case .scheduler: [Self.twin + "--scheduler \(path)"]
    case .replicaRouter: [Self.twin + "--replicas 4 --router \(path)"]
    }
  }
}
