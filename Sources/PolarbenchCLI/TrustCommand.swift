import ArgumentParser
import Core
import Printing
import Trust

/// `polarbench trust`: the Lua files that run in this process.
struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust", abstract: "Trust the Lua files of a folder: they run without their own process.",
    discussion: """
      Examples:
        polarbench trust ~/policies
        polarbench trust --list
        polarbench trust --remove ~/policies

      Files of a trusted folder run faster, and a fault of the interpreter in one of them could do harm. The project's own
      policies and files that 'polarbench new' wrote are trusted, too. The list is polarbench/trusted in
      $XDG_CONFIG_HOME or ~/.config.
      """)

  @Argument(help: "The folder to trust, including its subfolders.")
  var folder: String?

  @Flag(
    help: "Print the trusted folders and files, one per line; folders end with a slash."
  )
  var list = false

  @Option(help: ArgumentHelp("Remove a folder or file from the list.", valueName: "path"))
  var remove: String?

  @OptionGroup var jsonFlag: JSONFlag

  func validate() throws {
    guard (folder != nil ? 1 : 0) + (list ? 1 : 0) + (remove != nil ? 1 : 0) == 1 else {
      throw ValidationError("Expected a folder, --list or --remove PATH.")
    }
    if jsonFlag.isOn, !list { throw ValidationError("--json goes with --list.") }
  }

  func run() throws {
    try faulting {
      guard let trusted = TrustList.ofUser() else { throw TrustList.noHome }
      if let folder {
        let (path, isNew) = try trusted.add(folder: RawPath(folder))
        Output.line(isNew ? "trusted: \(path.text)" : "trusted already: \(path.text)")
      } else if let remove {
        Output.line("no longer trusted: \(try trusted.remove(RawPath(remove)).text)")
      } else {
        let entries = try trusted.entries()
        for entry in entries {
          Output.line(jsonFlag.isOn ? line(entry).text : entry.text + (entry.exists ? "" : "  (not there)"))
        }
        if entries.isEmpty { Output.note("nothing is trusted but the project's own policies") }
      }
    }
  }

  private func line(_ entry: RawPath) -> JSONLine {
    var line = JSONLine()
    line.add("type", "trusted")
    line.add("kind", entry.isFolder ? "folder" : "file")
    line.add("path", entry.text)
    line.add("exists", entry.exists)
    return line
  }
}
