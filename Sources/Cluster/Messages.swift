import Core

/// The fault messages about batch engines; tested word for word.
enum Messages {
  static func noSlurm(_ program: String) -> Fault {
    Fault(
      "there is no '\(program)' on the PATH",
      fix:
        "submit from a machine that has Slurm's commands (Debian: slurm-client); without a cluster, play the shards "
        + "one by one with 'polarbench tournament --shard'")
  }

  static func refused(_ words: [String], _ reason: String) -> Fault {
    Fault(
      "sbatch refused: \(reason)",
      fix: "see 'sinfo' for partitions and limits, 'scontrol show config' for MaxArraySize, and fix the flags",
      replay: ShellWord.joined(words))
  }

  static func noAnswer(_ words: [String], _ reason: String) -> Fault {
    Fault(
      "\(words[0]) failed: \(reason)", fix: "see with 'scontrol ping' whether Slurm answers",
      replay: ShellWord.joined(words))
  }

  static func cannotRun(_ program: String, _ reason: String) -> Fault {
    Fault("cannot run '\(program)': \(reason)", fix: "check that it is a program that you may run")
  }
}

extension Messages {
  static func notABook(_ place: Fault.Place) -> Fault {
    Fault(
      "expected a line that 'polarbench submit' wrote", place: place,
      fix:
        "name the folder of a submission; or play and merge its shards by hand, with 'tournament --shard' and 'merge'")
  }
}
