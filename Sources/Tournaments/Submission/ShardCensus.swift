import Core
import Results
import System

/// Which cells of a tournament in shards are there, in the shards or merged.
public struct ShardCensus {
  public let folder: SubmissionFolder
  public let manifest: Manifest
  public let shardCount: Int
  /// Cells that each shard lacks: that of shard 1 first.
  public private(set) var missing: [Int] = []
  public let cellCount: Int
  /// Cells that the merged tournament has.
  public private(set) var mergedCount = 0

  public init(_ folder: SubmissionFolder, shardCount: Int) throws(Fault) {
    self.folder = folder
    self.shardCount = shardCount
    manifest = try StoredTournament.manifest(at: folder.manifest)
    let grid = CellGrid(manifest)
    cellCount = grid.count
    var isThere = [Bool](repeating: false, count: grid.count)
    func note(_ folder: String) throws(Fault) -> Int {
      guard FileSystem.exists(folder + "/manifest.json") else { return 0 }
      let cells = try StoredTournament(folder: folder).cells
      for cell in cells { if let number = grid.number(of: cell.key) { isThere[number] = true } }
      return cells.count
    }
    mergedCount = try note(folder.path)
    for index in 1...shardCount {
      let shard = Manifest.Shard(index: index, count: shardCount)
      _ = try note(ShardText.folder(of: shard, in: folder.path))
      missing.append(grid.numbers(of: shard).count { !isThere[$0] })
    }
  }

  /// Whether nothing is left to play, nor to merge.
  public var isMerged: Bool { mergedCount == cellCount }

  /// The shards that lack cells, by rising index.
  public var lacking: [Int] { (1...shardCount).filter { missing[$0 - 1] > 0 } }
}
