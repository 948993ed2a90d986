import Foundation
import Testing

/// A cluster for tests: its `sbatch` runs a job at once and stores its arguments, its `squeue` reports how jobs ended.
private struct PretendCluster {
  let folder: URL

  init(_ folder: URL) throws {
    self.folder = folder.appending(path: "cluster")
    try FileManager.default.createDirectory(at: self.folder.appending(path: "bin"), withIntermediateDirectories: true)
    try write(
      "sbatch",
      """
      cluster='\(self.folder.path)'
      number=$(($(cat "$cluster/number" 2>/dev/null || echo 0) + 1))
      echo "$number" >"$cluster/number"
      printf '%s\\n' "$@" >"$cluster/told-$number"
      if [ -f "$cluster/refusal" ]; then cat "$cluster/refusal" >&2; exit 1; fi
      array=
      for word; do
        case $word in
          --array=*) array=${word#--array=} ;;
          --chdir=*) cd "${word#--chdir=}" || exit 1 ;;
        esac
        script=$word
      done
      echo "$number"
      if [ -z "$array" ]; then sh "$script" >"merge-$number.log" 2>&1; exit 0; fi
      for index in $(seq "${array%-*}" "${array#*-}"); do
        if [ "$index" = "$(cat "$cluster/lost" 2>/dev/null)" ]; then
          echo "$number|$index|NODE_FAIL" >>"$cluster/queue"
        else
          SLURM_ARRAY_TASK_ID=$index sh "$script" >>"shard-$index.log" 2>&1
        fi
      done
      """)
    try write(
      "squeue",
      """
      cluster='\(self.folder.path)'
      if [ -f "$cluster/silence" ]; then cat "$cluster/silence" >&2; exit 1; fi
      cat "$cluster/queue" 2>/dev/null
      touch "$cluster/asked"
      """)
  }

  private func write(_ name: String, _ text: String) throws {
    let file = folder.appending(path: "bin/\(name)")
    try ("#!/bin/sh\n" + text + "\n").write(to: file, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  /// Sets a file that the commands look at; nil takes it away.
  func set(_ name: String, _ text: String?) throws {
    let file = folder.appending(path: name)
    try? FileManager.default.removeItem(at: file)
    try text?.write(to: file, atomically: false, encoding: .utf8)
  }

  /// The words of the job of a number.
  func told(_ number: Int) throws -> [String] {
    try String(contentsOf: folder.appending(path: "told-\(number)"), encoding: .utf8).split(separator: "\n")
      .map(String.init)
  }

  func run(_ arguments: [String], in workingFolder: URL) throws -> Command.Outcome {
    try Command.run(
      program: URL(filePath: "/usr/bin/env"),
      ["PATH=\(folder.path)/bin:/usr/bin:/bin", Command.binary.path] + arguments, in: workingFolder, environment: [:])
  }
}

@Suite("submit", .timeLimit(.minutes(60)))
struct SubmitCommandTests {
  private static let small = ["linucb+lru", "random+fifo", "--requests", "60", "--replicates", "3", "--no-bounds"]

  private func inCluster(_ body: (PretendCluster, URL) throws -> Void) throws {
    try Command.inFolder { try body(try PretendCluster($0), $0) }
  }

  private func isAsUnsharded(_ folder: String, _ place: URL) throws -> Bool {
    let whole = place.appending(path: "whole")
    let outcome = try Command.run(["tournament"] + Self.small + ["--quiet", "-o", whole.path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try ["cells.jsonl", "curves.jsonl", "residents.jsonl"].allSatisfy {
      try Data(contentsOf: whole.appending(path: $0)) == Data(contentsOf: place.appending(path: "\(folder)/\($0)"))
    }
  }

  @Test("shards and their merge leave the bytes of the unsharded tournament, and end with its leaderboard")
  func whole() throws {
    try inCluster { cluster, place in
      let outcome = try cluster.run(
        ["submit"] + Self.small + [
          "--engine", "slurm", "--shards", "3", "-o", "out/study/", "--wait", "--partition", "short", "--time", "30",
          "--cpus", "2", "--memory", "1G", "--sbatch-argument", "--account=lab",
        ], in: place)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.lines.prefix(2) == [
          "submitted 3 shards as job 1, and the merge as job 2", "  squeue --jobs=1,2",
        ])
      #expect(outcome.output.contains("linucb+lru earns more than random+fifo"))
      #expect(try isAsUnsharded("out/study", place))
      let asked = ["--partition=short", "--time=30", "--mem=1G", "--account=lab"]
      #expect(try cluster.told(1)[2..<6] == asked[...])
      #expect(try cluster.told(1).suffix(3).dropLast() == ["--cpus-per-task=2", "--array=1-3"])
      #expect(try cluster.told(2)[2..<6] == asked[...])
      #expect(try cluster.told(2).contains("--dependency=afterany:1"))
    }
  }

  @Test("a shard that is lost is named with how it ended, and is submitted again alone, as it was asked for before")
  func lost() throws {
    try inCluster { cluster, place in
      try cluster.set("lost", "2")
      let first = try cluster.run(
        ["submit"] + Self.small + ["--shards", "3", "-o", "study", "--wait", "--partition", "short"], in: place)
      #expect(first.status == 1)
      #expect(
        first.lines.dropFirst(2) == [
          "4 of 6 cells are in 'study'",
          "shard 2/3 lacks 2 cells (NODE_FAIL); its log: study/slurm/shard-2.log",
          "submit what is missing, and merge again:", "  polarbench submit --resume --output study", "",
        ])
      let log = try String(contentsOf: place.appending(path: "study/slurm/merge-2.log"), encoding: .utf8)
      #expect(log.contains("shard 2/3 lacks 2 cells"))
      #expect(log.hasSuffix("or on the cluster, all at once:\n  polarbench submit --resume --output study\n"))

      // While it is in the queue again, it is not submitted twice.
      try cluster.set("queue", "1|2|PENDING\n2|N/A|PENDING\n")
      let queued = try cluster.run(["submit", "--resume", "-o", "study"], in: place)
      #expect(queued.status == 0)
      #expect(queued.errors == "nothing is to be submitted: all is there, or in the queue\n")

      try cluster.set("queue", nil)
      try cluster.set("lost", nil)
      let second = try cluster.run(
        ["submit", "--resume", "--wait", "-o", "study", "--time", "9", "--json"], in: place)
      #expect(second.status == 0, "\(second.errors)")
      #expect(
        second.lines[0]
          == #"{"type":"submission","engine":"slurm","output":"study","shards":[2],"of":3,"array":3,"merge":4,"look":"squeue --jobs=3,4"}"#
      )
      #expect(try cluster.told(3).contains("--array=2"))
      #expect(try cluster.told(3)[2..<4] == ["--partition=short", "--time=9"])
      #expect(try isAsUnsharded("study", place))
    }
  }

  @Test("shards are chosen by --only, and the merge says that others are missing")
  func only() throws {
    try inCluster { cluster, place in
      try cluster.set("lost", "1")
      _ = try cluster.run(["submit"] + Self.small + ["--shards", "3", "-o", "study"], in: place)
      try cluster.set("lost", nil)
      try FileManager.default.removeItem(at: place.appending(path: "study/shard-3-of-3"))
      for file in ["cells.jsonl", "curves.jsonl", "residents.jsonl", "manifest.json"] {
        try FileManager.default.removeItem(at: place.appending(path: "study/\(file)"))
      }
      let outcome = try cluster.run(
        ["submit", "--resume", "--only", "3", "--wait", "-o", "study", "--json"], in: place)
      #expect(outcome.status == 1)
      #expect(outcome.lines[1].contains(#""cells":4,"total":6,"missing":[{"shard":"1/3","index":1,"cells":2,"job":1"#))
      #expect(try cluster.told(3).contains("--array=3"))
      let stranger = try cluster.run(["submit", "--resume", "--only", "4", "-o", "study"], in: place)
      #expect(
        stranger.errors
          == "error: '4' names no shards of 3\n  fix:    write numbers from 1 to 3, with commas between: --only 3,5\n")
    }
  }

  @Test(
    "no word from outside reaches a shell",
    arguments: ["it's; touch owned; #", "$(touch owned)", "-o `touch owned`"])
  func injection(name: String) throws {
    try inCluster { cluster, place in
      let working = place.appending(path: name)
      try FileManager.default.createDirectory(at: working, withIntermediateDirectories: true)
      let outcome = try cluster.run(
        ["submit"] + Self.small + ["--shards", "2", "--output=\(name)", "--wait", "--partition=\(name)"], in: working)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let owned = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil)!
        .contains { ($0 as! URL).lastPathComponent == "owned" }
      #expect(!owned)
      let folder = working.path + "/" + name
      #expect(FileManager.default.fileExists(atPath: folder + "/cells.jsonl"))
    }
  }

  @Test("a folder whose name holds what cannot be seen is refused, before and in a dry run")
  func unseen() throws {
    try inCluster { cluster, place in
      for more in [[], ["--dry-run"]] {
        let outcome = try cluster.run(["submit"] + Self.small + ["--output=a\ntouch owned"] + more, in: place)
        #expect(outcome.status == 2)
        #expect(
          outcome.errors == """
            error: '\(place.path)/a\\ntouch owned' holds characters that cannot be seen; scripts for Slurm cannot have them
              fix:    rename the folder, or name another --output

            """)
        #expect(!FileManager.default.fileExists(atPath: place.path + "/a\ntouch owned"))
      }
    }
  }

  @Test("obstacles to a submission are reported before a folder is changed")
  func faults() throws {
    try inCluster { cluster, place in
      func errors(_ arguments: [String]) throws -> String {
        let outcome = try cluster.run(["submit"] + arguments, in: place)
        #expect(outcome.status == 2)
        return outcome.errors
      }
      try cluster.set("refusal", "sbatch: error: Batch job submission failed: Invalid partition name specified\n")
      let submitted = Self.small + ["--shards", "2", "-o", "study"]
      #expect(
        try errors(submitted + ["--partition", "x y"]).hasPrefix(
          """
          error: sbatch refused: Batch job submission failed: Invalid partition name specified
            fix:    see 'sinfo' for partitions and limits, 'scontrol show config' for MaxArraySize, and fix the flags
            replay: sbatch --nodes=1 --ntasks=1 '--partition=x y' --parsable --job-name=polarbench
          """))
      try cluster.set("refusal", nil)
      #expect(try errors(["--resume", "-o", "study"]).hasPrefix("error: 'study' contains no submission\n"))
      // What a refusal left is not in the way.
      #expect(try cluster.run(["submit"] + submitted, in: place).status == 0)
      #expect(
        try errors(submitted)
          == "error: 'study' was submitted before\n  fix:    submit what is missing of it with: "
          + "polarbench submit --resume --output study; or name another --output\n")
      #expect(
        try errors(["lru+fifo", "--resume", "-o", "study"]).hasPrefix(
          "error: 'study' was submitted with a grid of its own"))
      #expect(
        try errors(Self.small + ["-o", "cluster"])
          == "error: 'cluster' is not empty: it holds 'bin', 'number', 'told-1', …\n  fix:    name another --output\n")
      #expect(
        try errors(Self.small + ["-o", "50%"])
          == "error: '\(real(place))/50%' has a % or a \\ in it, which Slurm would read as a pattern for the names of logs\n"
          + "  fix:    name an --output without\n")
      try cluster.set("silence", "slurm_load_jobs error: Unable to contact slurm controller (connect failure)\n")
      #expect(
        try errors(["--resume", "-o", "study"]).hasPrefix(
          """
          error: squeue failed: slurm_load_jobs error: Unable to contact slurm controller (connect failure)
            fix:    see with 'scontrol ping' whether Slurm answers
            replay: squeue --noheader
          """))
      // Slurm says so of a job that it has forgotten.
      try cluster.set("silence", "slurm_load_jobs error: Invalid job id specified\n")
      #expect(try cluster.run(["submit", "--resume", "-o", "study"], in: place).status == 0)
      #expect(try errors(["no-such+lru", "-o", "new"]).hasPrefix("error: there is no policy 'no-such'"))
      #expect(!FileManager.default.fileExists(atPath: place.appending(path: "new").path))
    }
  }

  private func real(_ place: URL) throws -> String {
    let path = try #require(realpath(place.path, nil))
    defer { free(path) }
    return String(cString: path)
  }

  @Test("waiting can be interrupted: the jobs continue, and the commands to wait again or to cancel are printed")
  func interrupted() throws {
    try inCluster { cluster, place in
      try cluster.set("queue", "2|N/A|PENDING\n")
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments =
        ["PATH=\(cluster.folder.path)/bin:/usr/bin:/bin", Command.binary.path, "submit"] + Self.small
        + ["--shards", "2", "-o", "study", "--wait"]
      process.currentDirectoryURL = place
      let errors = Pipe()
      process.standardError = errors
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      while process.isRunning, !FileManager.default.fileExists(atPath: cluster.folder.path + "/asked") {
        usleep(10_000)
      }
      kill(process.processIdentifier, SIGINT)
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      #expect(
        said == """
          interrupted: the jobs continue
            wait:   polarbench submit --resume --wait -o study
            cancel: scancel 1 2

          """)
    }
  }

  @Test("without Slurm the fault says where to submit from")
  func noSlurm() throws {
    try Command.inFolder { folder in
      let outcome = try Command.run(
        program: URL(filePath: "/usr/bin/env"),
        ["PATH=\(folder.path)", Command.binary.path, "submit", "linucb+lru", "--requests", "9", "-o", "x"], in: folder,
        environment: [:])
      #expect(outcome.status == 2)
      #expect(
        outcome.errors == """
          error: there is no 'sbatch' on the PATH
            fix:    submit from a machine that has Slurm's commands (Debian: slurm-client); without a cluster, play the shards one by one with 'polarbench tournament --shard'

          """)
    }
  }

  @Test("a merge that is refused leaves the shards in the queue, and says how to go on")
  func refusedMerge() throws {
    try inCluster { cluster, place in
      try cluster.set("refusal", nil)
      // The second call is refused: the first one writes the refusal itself.
      let bin = cluster.folder.appending(path: "bin/sbatch")
      let text = try String(contentsOf: bin, encoding: .utf8)
      try (text + "\necho 'sbatch: error: too many jobs' >\"$cluster/refusal\"\n")
        .write(to: bin, atomically: false, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bin.path)
      let outcome = try cluster.run(["submit"] + Self.small + ["--shards", "2", "-o", "study"], in: place)
      #expect(outcome.status == 2)
      #expect(
        outcome.errors.hasPrefix(
          """
          error: the shards are in the queue as job 1, but not their merge: sbatch refused: too many jobs
            fix:    submit the merge again with: polarbench submit --resume --output study; or cancel the shards: scancel 1
          """))
      try text.write(to: bin, atomically: false, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bin.path)
      try cluster.set("refusal", nil)
      let merged = try cluster.run(["submit", "--resume", "--wait", "-o", "study"], in: place)
      #expect(merged.lines[0] == "submitted the merge as job 3")
      #expect(merged.status == 0, "\(merged.errors)")
    }
  }

  @Test("a dry run shows scripts and commands, and leaves nothing behind")
  func dryRun() throws {
    try inCluster { cluster, place in
      let outcome = try cluster.run(["submit"] + Self.small + ["--shards", "9", "-o", "a b", "--dry-run"], in: place)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.lines[0] == "# 'a b/slurm/shard.sh'")
      #expect(outcome.lines.contains("shards=6"), "no more shards than cells")
      #expect(outcome.lines.contains { $0.hasPrefix("sbatch ") && $0.contains(" --dependency=afterany:ARRAY ") })
      #expect(!FileManager.default.fileExists(atPath: place.appending(path: "a b").path))
    }
  }
}
