import ArgumentParser
import Core
import Printing
import Trust

/// `polarbench trust`: whose Lua files run in this process.
struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust", abstract: "Trust the Lua files of a folder: they run without a process of their own.",
    discussion: """
      Examples:
        polarbench trust ~/policies
        polarbench trust --list
        polarbench trust --remove ~/policies

      Files of a trusted folder run faster, and a fault of the interpreter in one of them could do harm. The project's own
      policies and files that 'polarbench new' wrote are trusted, too. The list is polarbench/trusted in
      $XDG_CONFIG_HOME or ~/.config.
      """)

  @Argument(help: "The folder to trust, with all folders in it.")
  var folder: String?

  @Flag(
    help: "Print the folders and files that are trusted, one a line; folders end with a slash."
  )
  var list = false

  @Option(help: ArgumentHelp("Trust a folder or file no longer.", valueName: "path"))
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
