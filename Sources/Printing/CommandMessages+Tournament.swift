import Core

extension CommandMessages {
  package static func noShards(_ folder: String) -> Fault {
    Fault(
      "'\(folder)' contains no shards", fix: "name the folder that 'tournament --shard' was given as --output")
  }

}
