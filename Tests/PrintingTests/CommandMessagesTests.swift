import Core
import Roster
import Testing

@testable import Printing

@Suite("Faults of commands", .timeLimit(.minutes(60)))
struct FaultTextTests {
  @Test("say word for word what, and how to fix it")
  func texts() {
    let known: [(Fault, String)] = [
      (
        CommandMessages.unknownName("polr", among: ["polar", "lru"]),
        "there is no policy or scenario 'polr'\n  fix:    did you mean 'polar'? 'polarbench list' names them all"
      ),
      (
        CommandMessages.unknownName("zzzzz", among: ["polar"]),
        "there is no policy or scenario 'zzzzz'\n  fix:    'polarbench list' names them all"
      ),
      (
        CommandMessages.needsOneWorld([]),
        "nothing to run on\n  fix:    name a trace (--trace FOLDER) or a scenario (--scenario edge-15)"
      ),
      (
        CommandMessages.needsOneWorld(["a", "b"]),
        "--trace and --scenario exclude each other\n  fix:    keep one of the two"
      ),
      (
        CommandMessages.malformedShards("9", count: 4),
        "'9' names no shards of 4\n  fix:    write numbers from 1 to 4, with commas between: --only 3,5"
      ),
      (
        CommandMessages.fixedGrid("a b"),
        "'a b' was submitted with a grid of its own, which --resume takes\n  fix:    leave the flags of the grid out; add to it "
          + "when it is merged: polarbench tournament --resume -o 'a b'"
      ),
      (
        CommandMessages.noShards("out"),
        "'out' contains no shards\n  fix:    name the folder that 'tournament --shard' was given as --output"
      ),
      (
        CommandMessages.unknownCheck("tyny", among: ["tiny", "wide"]),
        "there is no check 'tyny'\n  fix:    did you mean 'tiny'? there are tiny, wide"
      ),
      (
        CommandMessages.noOptimum(),
        "no server of these slots starts, or no number of adapters reaches them\n"
          + "  fix:    'polarbench twin run' with one of them shows why"
      ),
    ]
    for (fault, text) in known { #expect(fault.described == text) }
  }

  @Test("name eight boards at most, the nearest first")
  func boards() {
    let boards = (1...10).map { "edge/k\($0)" }
    #expect(
      CommandMessages.noBoard("edge/k99", boards).fix?.hasSuffix(
        "there are: edge/k1, edge/k2, edge/k3, edge/k4, edge/k5, edge/k6, edge/k7, edge/k8 and 2 more") == true)
    #expect(CommandMessages.noBoard("zz", ["a", "b"]).fix == "there are: a, b")
  }

  @Test("a waiting command that lost sight says how to wait again")
  func lost() {
    #expect(
      CommandMessages.lostSight(Fault("no answer", fix: "x"), "a b").described
        == "no answer\n  fix:    the jobs may still run; wait again with: polarbench submit --resume --wait -o 'a b'")
  }
}
