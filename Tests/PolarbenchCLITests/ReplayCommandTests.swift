import Foundation
import Testing

@Suite("polarbench replay", .timeLimit(.minutes(60)))
struct ReplayCommandTests {
  @Test("a pipe is not waited for a second time where a trace must be read twice")
  func pipe() throws {
    let outcome = try Command.run(
      program: URL(filePath: "/bin/bash"),
      [
        "-c", "\"$0\" replay lru -t /dev/fd/3 --format txt -k 10% 3< <(printf '1\\n2\\n1\\n')",
        Command.binary.path,
      ],
      in: Command.repository, environment: ["PATH": "/usr/bin:/bin"])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "/dev/fd/3: the trace must be read twice here, and a pipe or a device can be read only once"))
    #expect(outcome.errors.contains("fix:    write it into a file first"))
  }

  /// Runs `replay` on a file with this name and text.
  private static func replay(_ arguments: [String], _ name: String, _ text: String) throws -> Command.Outcome {
    try Command.inFolder { folder in
      let file = folder.appending(path: name)
      try Data(text.utf8).write(to: file)
      return try Command.run(["replay"] + arguments + ["--trace", file.path])
    }
  }

  private static let keys = [
    "type", "policy", "trace", "capacity", "requests", "misses", "miss_bytes", "request_bytes", "seconds",
  ]

  @Test("--json writes one line for each policy and capacity, keys in the fixed order, counts exact")
  func json() throws {
    let table = "time,obj_id,size\n0,a,10\n1,b,20\n2,a,10\n3,c,30\n4,a,10\n"
    let outcome = try Self.replay(
      ["fifo,gdsf(order=insert-first)", "--capacity", "30,60B", "--json"], "t.csv", table)
    #expect(outcome.status == 0 && outcome.errors == "")
    let lines = outcome.lines.filter { !$0.isEmpty }
    #expect(
      lines.map { String($0.prefix(upTo: $0.range(of: "\"seconds\":")!.lowerBound)) } == [
        #"{"type":"replay","policy":"fifo","trace":"t","capacity":30,"requests":5,"misses":4,"miss_bytes":70,"#
          + #""request_bytes":80,"#,
        #"{"type":"replay","policy":"fifo","trace":"t","capacity":60,"requests":5,"misses":3,"miss_bytes":60,"#
          + #""request_bytes":80,"#,
        #"{"type":"replay","policy":"gdsf(order=insert-first)","trace":"t","capacity":30,"requests":5,"misses":3,"#
          + #""miss_bytes":60,"request_bytes":80,"#,
        #"{"type":"replay","policy":"gdsf(order=insert-first)","trace":"t","capacity":60,"requests":5,"misses":3,"#
          + #""miss_bytes":60,"request_bytes":80,"#,
      ])
    for line in lines {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      let object = try #require(value as? [String: Any])
      #expect(Set(object.keys) == Set(Self.keys))
      #expect(try #require(object["seconds"] as? Double) >= 0)
    }
  }

  @Test("--set reaches the policy it names, --unit and --format overrule the file")
  func options() throws {
    let set = try Self.replay(
      ["gdsf,lru", "-k", "2", "--set", "gdsf.order=insert-first", "--format", "txt", "--json"], "x.csv", "1\n2\n")
    #expect(set.status == 0 && set.lines.count == 3)
    let objects = try Self.replay(
      ["lru", "-k", "1", "--unit", "objects", "--json"], "x.csv", "time,obj_id,size\n0,1,5\n1,1,5\n")
    #expect(
      objects.output.hasPrefix(
        #"{"type":"replay","policy":"lru","trace":"x","capacity":1,"requests":2,"misses":1,"miss_bytes":5,"#))
  }

  @Test("requests of size 0 are counted, with advice that --quiet leaves out")
  func emptyObjects() throws {
    let table = "time,obj_id,size\n0,1,0\n1,2,3\n"
    let outcome = try Self.replay(["lru", "-k", "3", "--json"], "t.csv", table)
    #expect(outcome.output.contains(#""requests":2,"misses":2,"miss_bytes":3,"#))
    #expect(
      outcome.errors == "advice: 1 requests have size 0 and take no room; where the sizes are not known rather than "
        + "nothing, try --unit objects\n")
    #expect(try Self.replay(["lru", "-k", "3", "--json", "-q"], "t.csv", table).errors == "")
  }

  @Test(
    "what cannot be replayed says what, and how to fix it; exit code 2",
    arguments: [
      (["lruu", "-k", "2"], "there is no evictor 'lruu'\n  fix:    did you mean 'lru'? known are "),
      (["linucb", "-k", "2"], "'linucb' is not an evictor, but a router; an id trace leaves nothing to route\n"),
      (
        ["lru,fifo,lru", "-k", "2"],
        "'lru' is named twice\n  fix:    keep one of the two, or give them other parameters\n"
      ),
      (
        ["lru,gdsf", "-k", "2", "--set", "ordr=insert-first"],
        "none of lru, gdsf has a parameter 'ordr'\n  fix:    did you mean 'order'? they have "
      ),
      (["lru", "-k", "2MiB", "--unit", "objects"], "a capacity is in bytes, but --unit is objects\n"),
    ])
  func faults(arguments: [String], message: String) throws {
    let outcome = try Self.replay(arguments, "ids.txt", "1\n")
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(outcome.errors.hasPrefix("error: " + message))
  }

  @Test("a device without a byte is an empty trace")
  func device() throws {
    let outcome = try Command.run(["replay", "lru", "-k", "1", "--format", "txt", "--trace", "/dev/null"])
    #expect(outcome.status == 2)
    #expect(outcome.errors == "error: /dev/null: the trace is empty; expected at least one request\n")
  }
}
