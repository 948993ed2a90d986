import Foundation
import Testing

@Suite("Messages of the command line", .timeLimit(.minutes(60)))
struct CommandMessagesTests {
  @Test(
    "usage that cannot be run says what, and how to fix it; exit code 2",
    arguments: [
      (
        ["run", "linucb", "--trace", "x"],
        "error: 'linucb' is a router: it needs an evictor beside it\n  fix:    pair the two: linucb+lru\n"
      ),
      (
        ["run", "lru", "--trace", "x"],
        "error: 'lru' is an evictor: it needs a router beside it\n"
          + "  fix:    pair the two: linucb+lru; where the trace names the adapters, asked+lru\n"
      ),
      (
        ["run", "lru+linucb", "--trace", "x"],
        "error: 'lru+linucb' is not a policy\n"
          + "  fix:    write a joint policy (polar), or a router and an evictor (linucb+lru), in that order\n"
      ),
      (
        ["run", "polr", "--trace", "x"],
        "error: there is no policy 'polr'\n  fix:    did you mean 'polar'? 'polarbench list' names them all\n"
      ),
      (
        ["run", "polar", "--trace", "x", "--set", "alhpa=1"],
        "error: polar has no parameter 'alhpa'\n  fix:    did you mean 'alpha'? polar has alpha, ridge, model, burn_in, "
          + "discount, delta, noise, norm, epoch, window\n"
      ),
      (
        ["run", "polar"],
        "error: nothing to run on\n  fix:    name a trace (--trace FOLDER) or a scenario (--scenario edge-15)\n"
      ),
      (
        ["run", "polar", "--trace", "no-such-folder"],
        "error: no-such-folder: cannot open the file: No such file or directory\n"
      ),
      (
        ["run", "polar", "--trace", "x", "--show", "7"],
        "error: '7' is not a range of steps\n  fix:    write first..last, both included: --show 1200..1208\n"
      ),
    ])
  func refusals(arguments: [String], message: String) throws {
    let outcome = try Command.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("usage errors exit with 64 and end with the usage line")
  func usage() throws {
    let outcome = try Command.run(["run", "polar", "--seeed", "1"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("Usage: polarbench run"))
  }

  @Test("the version is one line")
  func version() throws {
    let outcome = try Command.run(["--version"])
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 2)
  }
}
