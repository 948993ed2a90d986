import Cluster
import Testing

@Suite("Batch scripts", .timeLimit(.minutes(60)))
struct BatchScriptsTests {
  private let scripts = BatchScripts(
    program: "/usr/bin/polarbench", workingFolder: "/home/ada/study", folder: "results/it's mine",
    manifest: "results/it's mine/slurm/manifest.json", shardCount: 6)

  @Test("a shard starts from the manifest, or continues in its own folder; forfeits are not a failure")
  func shard() {
    #expect(
      scripts.shard == #"""
        #!/bin/sh
        # Plays one shard of a tournament: Slurm says which. Run again, it goes on where it was stopped.
        program=/usr/bin/polarbench
        folder='results/it'\''s mine'
        manifest='results/it'\''s mine/slurm/manifest.json'
        shards=6

        cd /home/ada/study || exit 2
        index=$SLURM_ARRAY_TASK_ID
        if [ -f "$folder/shard-$index-of-$shards/manifest.json" ]; then
          set -- --resume
        else
          set -- --from "$manifest"
        fi
        "$program" tournament "$@" --shard "$index/$shards" --jobs "${SLURM_CPUS_PER_TASK:-1}" --quiet --output "$folder"
        status=$?
        # 1 is for forfeits: cells that are there, with their reasons.
        if [ "$status" -eq 1 ]; then status=0; fi
        exit "$status"

        """#)
  }

  @Test("untrusted files are fenced on the cluster too")
  func isolated() {
    var scripts = scripts
    scripts.flags = ["--isolate"]
    #expect(scripts.shard.contains(#"tournament "$@" --isolate --shard "$index/$shards""#))
  }

  @Test("a merge prints what is missing, and how to run it on the cluster")
  func merge() {
    #expect(
      scripts.merge == #"""
        #!/bin/sh
        # Puts the shards of a tournament together, and says what is missing.
        program=/usr/bin/polarbench
        folder='results/it'\''s mine'

        cd /home/ada/study || exit 2
        "$program" merge "$folder"
        status=$?
        if [ "$status" -eq 1 ]; then
          echo "or on the cluster, all at once:"
          printf '  %s\n' 'polarbench submit --resume --output '\''results/it'\''\'\'''\''s mine'\'''
        fi
        exit "$status"

        """#)
  }
}
