import Core
import Results
import Tournaments

extension ShardMerge {
  /// Prints the existing and the missing cells.
  package func show(isJSON: Bool) {
    if isJSON {
      var line = JSONLine()
      line.add("type", "merge")
      line.add("output", output)
      line.add("shards", folders.count)
      line.add("cells", cellCount)
      line.add("total", total)
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
      "\(grouped(cellCount)) of \(grouped(total)) cells of \(folders.count) "
        + "shard\(folders.count == 1 ? "" : "s") are in '\(output)'")
    for missing in missing {
      Output.line(
        "shard \(missing.shard.described) lacks \(grouped(missing.cells)) cells; run them, then merge again:")
      Output.line("  " + missing.command)
    }
  }
}
