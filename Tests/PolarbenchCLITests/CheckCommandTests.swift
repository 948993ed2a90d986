import Foundation
import Testing

@Suite("polarbench check", .timeLimit(.minutes(60)))
struct CheckCommandTests {
  /// An evictor of a few lines.
  static func evictor(_ body: String) -> String {
    "local P = { name = \"mine\", kind = \"evictor\", api = 1 }\n\(body)\nreturn P\n"
  }

  static func check(_ text: String, _ arguments: [String] = ["--quiet"]) throws -> Command.Outcome {
    try Command.inFolder { folder in
      try text.write(to: folder.appending(path: "mine.lua"), atomically: true, encoding: .utf8)
      return try Command.run(
        program: Command.binary, ["check", "mine.lua"] + arguments, in: folder, environment: [:])
    }
  }

  @Test("a policy of the shelf has no findings; each check has a line, and the last one sums up")
  func clean() throws {
    let outcome = try Command.run(["check", "lru", "--quiet"])
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.lines[0] == "held     plain           15 adapters, some more popular")
    #expect(outcome.lines.contains("skipped  no-contexts     it does not apply to an evictor"))
    #expect(outcome.lines.suffix(2) == ["lru: no findings; 23 held, 4 skipped", ""])
  }

  @Test("a finding names the verb, the line, the step and the command that shows it; exit code 1")
  func finding() throws {
    let outcome = try Self.check(
      Self.evictor("function P.victim(state, adapter, residents)\n  return 9\nend"))
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains(
        """

        finding: capacity-1: victim(): mine.lua:2: victim() answered 'adapter-8', which is not resident
          at:     step 0 of capacity-1 (capacity 1: adapter-0)
          fix:    return one of the adapters in `residents`
          replay: polarbench check mine.lua --only capacity-1 --show 0..0

        """), "\(outcome.output)")
  }

  @Test("a call that does not end is stopped by its budget, the same everywhere")
  func budget() throws {
    let outcome = try Self.check(
      Self.evictor("function P.victim(state, adapter, residents)\n  while true do end\nend"),
      ["--quiet", "--only", "plain"])
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        FOUND    plain           15 adapters, some more popular

        finding: plain: victim(): mine.lua:3: took more than 2000000 instructions
          at:     step 0 of plain (capacity 4: adapter-0, adapter-1, adapter-2, adapter-3)
          fix:    do less in one call, or plan the work over many
          replay: polarbench check mine.lua --only plain --show 0..0

        mine.lua: 1 finding; 0 held

        """)
  }

  @Test("a file that is not a policy is a finding, with its line")
  func unloadable() throws {
    let outcome = try Self.check("local P = { name = \"mine\" kind = \"evictor\" }\nreturn P\n")
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        FOUND    load            the file is a policy

        finding: load: mine.lua:1: '}' expected near 'kind'
          fix:    put commas between the items of a table, and a } behind the last

        mine.lua: 1 finding; 0 held

        """)
  }

  @Test("--json is an object for each check, each finding and the whole")
  func json() throws {
    let outcome = try Self.check(
      Self.evictor("function P.victim(state, adapter, residents)\n  return nil\nend"), ["--json", "--only", "scan"])
    #expect(outcome.status == 1)
    #expect(
      outcome.lines == [
        #"{"type":"check","check":"scan","summary":"every adapter in turn, over and over","outcome":"found"}"#,
        #"{"type":"finding","check":"scan","verb":"victim","file":null,"line":null,"kind":null,"#
          + #""reason":"victim() answered nil, though 4 residents may leave","at":"step 4 of scan","#
          + #""fix":"answer an adapter that may leave, or the incoming one where it is not worth keeping","#
          + #""replay":"polarbench check mine.lua --only scan --show 1..4"}"#,
        #"{"type":"verdict","policy":"mine.lua","findings":1,"held":0,"refused":0,"skipped":0}"#, "",
      ])
  }

  @Test("--show steps through a situation up to where the policy fell short")
  func show() throws {
    let outcome = try Self.check(
      Self.evictor("function P.victim(state, adapter, residents)\n  return nil\nend"),
      ["--quiet", "--only", "scan", "--show", "3..4"])
    #expect(outcome.lines[0].hasPrefix("t 3  ‖x‖ 1.000  asked adapter-3  resident: adapter-0, adapter-1, "))
    #expect(outcome.lines[1] == "FOUND    scan            every adapter in turn, over and over")
  }

  @Test(
    "what cannot run says so; exit code 2",
    arguments: [
      (
        ["no-such.lua"],
        "error: cannot read no-such.lua: No such file or directory\n"
          + "  fix:    look at the path; 'polarbench new' writes a file to start from\n"
      ),
      (["lur"], "error: there is no policy 'lur'\n  fix:    did you mean 'lru'? 'polarbench list' names them all\n"),
      (["linucb+lru"], "error: 'linucb+lru' is a pair\n  fix:    check each half by itself\n"),
      (
        ["lru", "--only", "memory", "--show", "1..2"],
        "error: 'memory' is not a situation, and has no steps to show\n  fix:    leave --show out\n"
      ),
      (
        ["lru", "--only", "plan"],
        "error: there is no check 'plan'\n  fix:    did you mean 'plain'? there are plain, cold-start, capacity-1, "
          + "no-capacity, one-adapter, all-fit, huge-n, equal-costs, no-costs, large-numbers, sudden-shift, scan, pinned, "
          + "all-pinned, in-use, taken-away, no-contexts, no-names, blank-contexts, open-end, bytes, pages, never-fits, "
          + "stochastic, memory, replay, parameters\n"
      ),
    ])
  func impossible(arguments: [String], message: String) throws {
    let outcome = try Command.run(["check"] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors == message)
  }
}
