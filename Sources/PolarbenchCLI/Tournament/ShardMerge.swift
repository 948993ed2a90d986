import Core
import Results

/// The folders of shards.
enum ShardFolders {
  /// The shards in a folder, by rising count and index; the folder itself where it is one.
  static func inside(_ folder: String) throws(Fault) -> [String] {
    let found = (try? PathPattern.paths(PathPattern.escaped(folder) + "/shard-*-of-*/manifest.json")) ?? []
    guard !found.isEmpty else {
      return try StoredTournament.manifest(at: folder + "/manifest.json").shard == nil ? [] : [folder]
    }
    return found.map { String($0.dropLast("/manifest.json".utf8.count)) }
  }
}

/// Shards of one tournament, put together into a folder of the whole.
struct ShardMerge {
  /// A shard that is not there, or not whole.
  struct Missing {
    var shard: Manifest.Shard
    var cells: Int
    /// The command that plays what is missing of it.
    var command: String
  }

  private let folders: [String]
  private let manifests: [Manifest]
  private let output: String
  private let merged: StoreWriter
  private(set) var missing: [Missing] = []
  private var cellCount = 0

  /// - Throws: a fault where the shards are of different tournaments, or the folder holds something else.
  init(_ folders: [String], into output: String) throws(Fault) {
    var manifests: [Manifest] = []
    for folder in folders { manifests.append(try StoredTournament.manifest(at: folder + "/manifest.json")) }
    for (folder, manifest) in zip(folders, manifests) {
      var same = manifest
      same.shard?.index = manifests[0].shard?.index ?? 1
      let differences = same.differences(from: manifests[0]) + manifests[0].differences(from: same)
      guard differences.isEmpty else { throw CommandMessages.shardsDiffer(folders[0], folder, differences) }
    }
    var whole = manifests[0]
    whole.shard = nil
    whole.command = ShellWord.joined(["polarbench"] + Arguments.typed)
    self.folders = folders
    self.manifests = manifests
    self.output = output
    merged = try StoreWriter(folder: output, manifest: whole, mode: .merges)
  }
}

extension ShardMerge {
  /// Takes over what the shards hold, and puts it in cell order.
  mutating func write() throws(Fault) {
    for folder in folders { try merged.take(from: folder) }
    try merged.finish()
    let present = merged.present
    cellCount = present.count { $0 }
    guard let count = manifests[0].shard?.count else { return }
    for index in 1...count {
      let shard = Manifest.Shard(index: index, count: count)
      let cells = merged.grid.numbers(of: shard).count { !present[$0] }
      if cells > 0 { missing.append(Missing(shard: shard, cells: cells, command: command(for: shard))) }
    }
  }

  /// Plays what is missing of a shard: goes on with its folder, or takes the grid from another's.
  private func command(for shard: Manifest.Shard) -> String {
    var words = ["polarbench", "tournament"]
    if let place = manifests.firstIndex(where: { $0.shard == shard }) {
      let suffix = ShardOption.folder(of: shard, in: "")
      let parent = folders[place].hasSuffix(suffix) ? String(folders[place].dropLast(suffix.count)) : output
      words += ["--resume", "--shard", shard.described, "-o", ShellWord.path(parent)]
    } else {
      words += ["--from", ShellWord.path(folders[0] + "/manifest.json"), "--shard", shard.described]
      words += ["-o", ShellWord.path(output)]
    }
    return ShellWord.joined(words)
  }

  /// Says what is there and what is missing.
  func tell(isJSON: Bool) {
    if isJSON {
      var line = JSONLine()
      line.add("type", "merge")
      line.add("output", output)
      line.add("shards", folders.count)
      line.add("cells", cellCount)
      line.add("total", merged.grid.count)
      line.add(
        "missing",
        missing.map { missing in
          var line = JSONLine()
          line.add("shard", missing.shard.described)
          line.add("index", missing.shard.index)
          line.add("cells", missing.cells)
          line.add("command", missing.command)
          return line
        })
      Output.line(line.text)
      return
    }
    Output.line(
      "\(grouped(cellCount)) of \(grouped(merged.grid.count)) cells of \(folders.count) "
        + "shard\(folders.count == 1 ? "" : "s") are in '\(output)'")
    for missing in missing {
      Output.line(
        "shard \(missing.shard.described) lacks \(grouped(missing.cells)) cells; play them, then merge again:")
      Output.line("  " + missing.command)
    }
  }
}
