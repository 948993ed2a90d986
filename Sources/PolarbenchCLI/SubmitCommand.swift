import ArgumentParser
import Cluster
import Core
import Printing
import Results
import Roster
import Tournaments

/// `polarbench submit`: a tournament on a cluster, as a job array of shards and a merge.
struct SubmitCommand: ParsableCommand {
  enum Engine: String, ExpressibleByArgument, CaseIterable { case slurm }

  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Run a tournament on a cluster: a job array of shards, then their merge.",
    discussion: """
      Examples:
        polarbench submit --engine slurm polar-plus polar linucb+lru --replicates 100 --shards 50 --time 30 -o results/mine --wait
        polarbench submit --resume -o results/mine

      The first writes scripts into results/mine/slurm and submits them. The second submits what is missing: shards that
      failed or were cancelled, which continue where they stopped, and the merge.
      """)

  @OptionGroup var gridOptions: GridOptions

  @Option(help: "The batch engine: slurm.")
  var engine = Engine.slurm

  @Option(help: "How many shards to cut the tournament into (default: 8).")
  var shards: Int?

  @OptionGroup var fencingOptions: FencingOptions

  @OptionGroup var clusterOptions: ClusterOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The folder to keep it in; every node must see it under the same path.", valueName: "folder"))
  var output = "results/tournament"

  @Flag(help: "Submit the missing jobs of a submission, and merge again.")
  var resume = false

  @Option(help: ArgumentHelp("With --resume: only these shards, 3,5.", valueName: "shards"))
  var only: String?

  @Flag(help: "Wait for the merge, and end with its result.")
  var wait = false

  @Flag(help: "Print the scripts and the commands; submit nothing.")
  var dryRun = false

  @OptionGroup var quietFlag: QuietFlag

  @OptionGroup var jsonFlag: JSONFlag

  func validate() throws {
    try requireFlag("--shards", shards, in: Bounds.shards)
    if resume, shards != nil {
      throw ValidationError("--resume takes the shards as they were cut; leave --shards out.")
    }
    if resume, let flag = fencingOptions.fencing.flags.first {
      throw ValidationError("--resume takes the scripts as they are; leave \(flag) out.")
    }
    if only != nil, !resume { throw ValidationError("--only names shards of a submission; it goes with --resume.") }
  }

  func run() throws {
    let status = try faulting { () throws -> Int32 in
      let folder = SubmissionFolder(output)
      return resume ? try goOn(folder) : try begin(folder)
    }
    if status != 0 { throw ExitCode(status) }
  }

  private func begin(_ folder: SubmissionFolder) throws(Fault) -> Int32 {
    try folder.checkNames()
    let command = ShellWord.joined(["polarbench"] + Arguments.typed)
    let plan = try TournamentPlan(
      try gridOptions.grid(resuming: nil, fencingOptions.fencing), command: command,
      build: Build.current, fencingOptions.fencing)
    let count = min(shards ?? 8, plan.cells.count)
    var submission = Submission(
      folder, book: JobBook(shardCount: count), cpus: clusterOptions.cpus, requests: clusterOptions.requests)
    let scripts = folder.scripts(shardCount: count, flags: fencingOptions.fencing.flags)
    if dryRun {
      for (path, text) in [(folder.shardScript, scripts.shard), (folder.mergeScript, scripts.merge)] {
        Output.line("# \(ShellWord.quoted(path))")
        Output.text(text)
      }
      show(submission, Array(1...count), after: [])
      return 0
    }
    try folder.begin(plan.manifest, scripts)
    try submission.submit(Array(1...count), after: [])
    return try end(submission, since: 0)
  }

  private func goOn(_ folder: SubmissionFolder) throws(Fault) -> Int32 {
    let book = try folder.readBook()
    let given = try gridOptions.grid(resuming: nil, fencingOptions.fencing)
    guard gridOptions.from == nil, given == .standard else { throw CommandMessages.fixedGrid(folder.path) }
    var submission = Submission(
      folder, book: book, cpus: clusterOptions.cpus, requests: clusterOptions.requests)
    let chosen = try chosenShards(of: book.shardCount)
    let queued = try Slurm.tasks(of: book.entries.map(\.job)).filter { !$0.isOver }
    let census = try ShardCensus(folder, shardCount: book.shardCount)
    let again = census.lacking.filter { shard in
      chosen.contains(shard) && !queued.contains { $0.index == shard }
    }
    let queuedJobs = Set(queued.map(\.job)).sorted()
    if dryRun {
      show(submission, again, after: queuedJobs.map { String($0) })
      return 0
    }
    let isMergeQueued = queued.contains { $0.index == nil }
    if !again.isEmpty || !census.isMerged && !isMergeQueued { try submission.submit(again, after: queuedJobs) }
    return try end(submission, since: book.entries.count)
  }

  /// The shards of `--only`, or all.
  private func chosenShards(of count: Int) throws(Fault) -> [Int] {
    guard let only else { return Array(1...count) }
    let shards = only.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard shards.allSatisfy({ (1...count).contains($0) }) else {
      throw CommandMessages.malformedShards(only, count: count)
    }
    return shards
  }

  private func show(_ submission: Submission, _ shards: [Int], after queued: [String]) {
    if !shards.isEmpty { Output.line(ShellWord.joined(submission.arrayJob(shards).words)) }
    let after = queued + (shards.isEmpty ? [] : ["ARRAY"])
    Output.line(ShellWord.joined(submission.mergeJob(after: after).words))
  }

  /// Prints the submitted jobs, and with `--wait` the result.
  private func end(_ submission: Submission, since first: Int) throws(Fault) -> Int32 {
    let report = SubmissionReport(folder: submission.folder, isQuiet: quietFlag.isOn, isJSON: jsonFlag.isOn)
    let new = submission.book.entries[first...]
    if new.isEmpty { Output.note("nothing is to be submitted: all is there, or in the queue") }
    if !new.isEmpty { report.printSubmitted(new, of: submission.book.shardCount) }
    guard wait else { return 0 }
    let tasks = try SubmissionWait(folder: submission.folder, book: submission.book, isQuiet: quietFlag.isOn).wait()
    let census = try ShardCensus(submission.folder, shardCount: submission.book.shardCount)
    return try report.printResult(census, submission.book, tasks)
  }
}
