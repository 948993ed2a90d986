import ArgumentParser
import Core
import Printing
import Results
import Tournaments

/// `polarbench merge`: shards become one tournament.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Put the shards of a tournament together, and say what is missing.",
    discussion: """
      Examples:
        polarbench merge results/mine
        polarbench merge node-a/shard-1-of-2 node-b/shard-2-of-2 -o results/mine
      """)

  @Argument(help: "A folder with shards in it, or the folders of the shards.")
  var folders: [String]

  @Option(
    name: [.short, .long], help: ArgumentHelp("The output folder (default: the first folder).", valueName: "folder"))
  var output: String?

  @OptionGroup var jsonFlag: JSONFlag

  func run() throws {
    let isWhole = try faulting { () throws -> Bool in
      var shards: [String] = []
      for folder in folders { shards += try ShardFolders.inside(folder) }
      let output = output ?? folders[0]
      guard !shards.isEmpty else { throw CommandMessages.noShards(folders[0]) }
      var merge = try ShardMerge(
        shards, into: output, command: ShellWord.joined(["polarbench"] + Arguments.typed))
      try merge.write()
      merge.show(isJSON: jsonFlag.isOn)
      return merge.missing.isEmpty
    }
    if !isWhole { throw ExitCode(1) }
  }
}
