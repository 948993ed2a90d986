import Cluster
import Core
import Reports
import Tournaments

/// Prints a submission: the jobs in the queue, and at the end the result.
package struct SubmissionReport {
  package let folder: SubmissionFolder
  package let isQuiet: Bool
  package let isJSON: Bool

  package init(folder: SubmissionFolder, isQuiet: Bool, isJSON: Bool) {
    self.folder = folder
    self.isQuiet = isQuiet
    self.isJSON = isJSON
  }

  /// Prints the submitted jobs, and the command to list them.
  package func printSubmitted(_ entries: ArraySlice<JobBook.Entry>, of shardCount: Int) {
    let jobs = entries.map(\.job)
    let array = entries.first { !$0.shards.isEmpty }
    let merge = entries.last { $0.shards.isEmpty }
    if isJSON {
      var line = JSONLine()
      line.add("type", "submission")
      line.add("engine", "slurm")
      line.add("output", folder.path)
      line.add("shards", array?.shards ?? [])
      line.add("of", shardCount)
      line.add("array", array?.job)
      line.add("merge", merge?.job)
      line.add("look", Slurm.look(at: jobs))
      Output.line(line.text)
      return
    }
    if let array {
      let shards =
        array.shards.count == shardCount
        ? "\(shardCount) shard\(shardCount == 1 ? "" : "s")"
        : "shard\(array.shards.count == 1 ? "" : "s") \(SlurmJob.ranges(array.shards)) of \(shardCount)"
      Output.line("submitted \(shards) as job \(array.job), and the merge as job \(merge?.job ?? 0)")
    } else if let merge {
      Output.line("submitted the merge as job \(merge.job)")
    }
    Output.line("  " + Slurm.look(at: jobs))
  }

  /// Prints the result.
  ///
  ///
  /// - Returns: the exit code: 1 if cells are missing or forfeited.
  package func printResult(_ census: ShardCensus, _ book: JobBook, _ tasks: [SlurmTask]) throws(Fault) -> Int32 {
    if census.isMerged {
      return try TournamentReport(folder: folder.path, format: isJSON ? .json : .table, isQuiet: isQuiet).show()
    }
    if isJSON {
      Output.line(line(census, book, tasks).text)
      return 1
    }
    let there = census.cellCount - census.missing.reduce(0, +)
    Output.line("\(grouped(there)) of \(grouped(census.cellCount)) cells are in '\(folder.path)'")
    for shard in census.lacking {
      Output.line(
        "shard \(shard)/\(census.shardCount) lacks \(grouped(census.missing[shard - 1])) cells"
          + "\(state(of: book.array(of: shard)?.job, shard, in: tasks)); its log: \(folder.log(ofShard: shard))")
    }
    if census.lacking.isEmpty, let merge = book.merge {
      Output.line(
        "the merge did not end well\(state(of: merge.job, nil, in: tasks)); its log: \(folder.log(ofMerge: merge.job))")
    }
    Output.line("submit what is missing, and merge again:")
    Output.line("  " + BatchScripts.resume(folder.path))
    return 1
  }

  /// ` (FAILED)`, if Slurm still lists the job.
  private func state(of job: Int?, _ index: Int?, in tasks: [SlurmTask]) -> String {
    tasks.first { $0.job == job && $0.index == index }.map { " (\($0.state))" } ?? ""
  }

  private func line(_ census: ShardCensus, _ book: JobBook, _ tasks: [SlurmTask]) -> JSONLine {
    var line = JSONLine()
    line.add("type", "merge")
    line.add("output", folder.path)
    line.add("cells", census.mergedCount)
    line.add("total", census.cellCount)
    line.add(
      "missing",
      census.lacking.map { shard in
        let job = book.array(of: shard)?.job
        var line = JSONLine()
        line.add("shard", "\(shard)/\(census.shardCount)")
        line.add("index", shard)
        line.add("cells", census.missing[shard - 1])
        line.add("job", job)
        line.add("state", tasks.first { $0.job == job && $0.index == shard }?.state)
        line.add("log", folder.log(ofShard: shard))
        return line
      })
    line.add("command", BatchScripts.resume(folder.path))
    return line
  }
}
