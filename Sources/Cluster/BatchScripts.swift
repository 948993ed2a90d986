import Core

/// The scripts of a batch engine for a tournament in shards: `/bin/sh`, with every external word quoted.
public struct BatchScripts: Sendable {
  /// The program, with its absolute path.
  public var program: String
  /// The base of the paths of policies and traces; an absolute path.
  public var workingFolder: String
  /// The tournament's folder, whose shards are folders inside.
  public var folder: String
  /// The manifest with the grid of every shard.
  public var manifest: String
  public var shardCount: Int
  /// Flags of `tournament` that are not in the grid: where Lua files run.
  public var flags: [String] = []

  public init(program: String, workingFolder: String, folder: String, manifest: String, shardCount: Int) {
    self.program = program
    self.workingFolder = workingFolder
    self.folder = folder
    self.manifest = manifest
    self.shardCount = shardCount
  }

  /// Runs one shard, with Slurm's task number; if run again, it continues.
  public var shard: String {
    """
    #!/bin/sh
    # Plays one shard of a tournament: Slurm says which. Run again, it goes on where it was stopped.
    program=\(ShellWord.quoted(program))
    folder=\(ShellWord.quoted(folder))
    manifest=\(ShellWord.quoted(manifest))
    shards=\(shardCount)

    cd \(ShellWord.quoted(workingFolder)) || exit 2
    index=$SLURM_ARRAY_TASK_ID
    if [ -f "$folder/shard-$index-of-$shards/manifest.json" ]; then
      set -- --resume
    else
      set -- --from "$manifest"
    fi
    "$program" tournament "$@"\(flags.map { " " + ShellWord.quoted($0) }.joined()) --shard "$index/$shards" --jobs "${SLURM_CPUS_PER_TASK:-1}" --quiet --output "$folder"
    status=$?
    # 1 is for forfeits: cells that are there, with their reasons.
    if [ "$status" -eq 1 ]; then status=0; fi
    exit "$status"

    """
  }

  /// Merges the shards, and prints what is missing.
  public var merge: String {
    """
    #!/bin/sh
    # Puts the shards of a tournament together, and says what is missing.
    program=\(ShellWord.quoted(program))
    folder=\(ShellWord.quoted(folder))

    cd \(ShellWord.quoted(workingFolder)) || exit 2
    "$program" merge "$folder"
    status=$?
    if [ "$status" -eq 1 ]; then
      echo "or on the cluster, all at once:"
      printf '  %s\\n' \(ShellWord.quoted(Self.resume(folder)))
    fi
    exit "$status"

    """
  }

  /// The command that submits the missing shards.
  public static func resume(_ folder: String) -> String {
    ShellWord.joined(["polarbench", "submit", "--resume", "--output", folder])
  }
}
