import Core

/// The scripts that a batch engine runs for a tournament in shards: texts for `/bin/sh`, every word from outside quoted.
public struct BatchScripts: Sendable {
  /// The command itself, with its whole path.
  public var program: String
  /// Where paths of policies and traces start from; a whole path.
  public var workingFolder: String
  /// The tournament's folder, whose shards are folders inside.
  public var folder: String
  /// The manifest that every shard takes the grid from.
  public var manifest: String
  public var shardCount: Int
  /// Flags of `tournament` that the grid does not hold: where Lua files run.
  public var flags: [String] = []

  public init(program: String, workingFolder: String, folder: String, manifest: String, shardCount: Int) {
    self.program = program
    self.workingFolder = workingFolder
    self.folder = folder
    self.manifest = manifest
    self.shardCount = shardCount
  }

  /// Plays one shard, of the number that Slurm gives the task; run again, it goes on with what is there.
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

  /// Puts the shards together, and says what is missing.
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

  /// The command that submits what is missing.
  public static func resume(_ folder: String) -> String {
    ShellWord.joined(["polarbench", "submit", "--resume", "--output", folder])
  }
}
