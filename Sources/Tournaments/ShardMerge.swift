import Core
import Results
import Roster

/// The folders of shards.
public enum ShardFolders {
  /// The shards in a folder, by rising count and index; the folder itself where it is one.
  public static func inside(_ folder: String) throws(Fault) -> [String] {
    let found = (try? PathPattern.paths(PathPattern.escaped(folder) + "/shard-*-of-*/manifest.json")) ?? []
    guard !found.isEmpty else {
      return try StoredTournament.manifest(at: folder + "/manifest.json").shard == nil ? [] : [folder]
    }
    return found.map { String($0.dropLast("/manifest.json".utf8.count)) }
  }
}

/// Shards of one tournament, put together into a folder of the whole.
public struct ShardMerge {
  /// A shard that is not there, or not whole.
  public struct Missing: Sendable {
    public var shard: Manifest.Shard
    public var cells: Int
    /// The command that plays what is missing of it.
    public var command: String
  }

  public let folders: [String]
  private let manifests: [Manifest]
  public let output: String
  private let merged: StoreWriter
  public private(set) var missing: [Missing] = []
  /// Cells that the merged folder holds.
  public private(set) var cellCount = 0

  /// Cells of the whole tournament.
  public var total: Int { merged.grid.count }

  /// - Parameter command: as typed; the manifest keeps it.
  /// - Throws: a fault where the shards are of different tournaments, or the folder holds something else.
  public init(_ folders: [String], into output: String, command: String) throws(Fault) {
    var manifests: [Manifest] = []
    for folder in folders { manifests.append(try StoredTournament.manifest(at: folder + "/manifest.json")) }
    for (folder, manifest) in zip(folders, manifests) {
      var same = manifest
      same.shard?.index = manifests[0].shard?.index ?? 1
      let differences = same.differences(from: manifests[0]) + manifests[0].differences(from: same)
      guard differences.isEmpty else { throw Messages.shardsDiffer(folders[0], folder, differences) }
    }
    var whole = manifests[0]
    whole.shard = nil
    whole.command = command
    self.folders = folders
    self.manifests = manifests
    self.output = output
    merged = try StoreWriter(folder: output, manifest: whole, mode: .merges)
  }
}

extension ShardMerge {
  /// Takes over what the shards hold, and puts it in cell order.
  public mutating func write() throws(Fault) {
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
      let suffix = ShardText.folder(of: shard, in: "")
      let parent = folders[place].hasSuffix(suffix) ? String(folders[place].dropLast(suffix.count)) : output
      words += ["--resume", "--shard", shard.described, "-o", ShellWord.path(parent)]
    } else {
      words += ["--from", ShellWord.path(folders[0] + "/manifest.json"), "--shard", shard.described]
      words += ["-o", ShellWord.path(output)]
    }
    return ShellWord.joined(words)
  }
}

/// Reads `--shard 3/8`.
public enum ShardText {
  public static func parse(_ text: String) throws(Fault) -> Manifest.Shard {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let index = Int(halves[0]), let count = Int(halves[1]), index >= 1, index <= count,
      count <= Bounds.shards.upperBound
    else { throw Messages.malformedShard(text) }
    return Manifest.Shard(index: index, count: count)
  }

  /// Each shard has a folder of its own, so that shards may be played at the same time.
  public static func folder(of shard: Manifest.Shard, in output: String) -> String {
    "\(output)/shard-\(shard.index)-of-\(shard.count)"
  }
}
