import Foundation
import Testing

@Suite("polarbench new", .timeLimit(.minutes(60)))
struct NewCommandTests {
  static let kinds = ["router", "evictor", "joint", "scheduler", "replica-router"]

  @Test("what it writes is the file of policies/templates", arguments: kinds)
  func embedded(kind: String) throws {
    let template = try String(
      contentsOf: Command.repository.appending(path: "policies/templates/\(kind).lua"), encoding: .utf8)
    try Command.inFolder { folder in
      let outcome = try Self.new([kind, "my-\(kind)"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try String(contentsOf: folder.appending(path: "my-\(kind).lua"), encoding: .utf8) == template)
    }
  }

  @Test("what it writes bears the name, passes the battery, and says what to do next", arguments: kinds)
  func runs(kind: String) throws {
    try Command.inFolder { folder in
      let outcome = try Self.new([kind, "sparrow"], in: folder)
      let what = [
        "router": "a router", "evictor": "an evictor", "joint": "a joint policy", "scheduler": "a scheduler",
        "replica-router": "a router over replicas",
      ][kind]!
      #expect(
        outcome.lines.prefix(3) == [
          "wrote sparrow.lua: \(what) that can be run at once. Next:", "", "  polarbench check sparrow.lua",
        ])
      let text = try String(contentsOf: folder.appending(path: "sparrow.lua"), encoding: .utf8)
      #expect(text.contains("name = \"sparrow\"") && !text.contains("my-\(kind)"))
      let check = try Command.run(
        program: Command.binary, ["check", "--quiet", "sparrow.lua"], in: folder, environment: [:])
      #expect(check.status == 0, "\(check.output)")
      #expect(check.errors.isEmpty)
    }
  }

  @Test("a file that is there already stays as it is")
  func overwriting() throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "mine.lua")
      try "mine".write(to: file, atomically: true, encoding: .utf8)
      let outcome = try Self.new(["evictor", "mine"], in: folder)
      #expect(outcome.status == 2)
      #expect(
        outcome.errors == """
          error: 'mine.lua' exists already, and is not changed
            fix:    name another file: --output FILE.lua

          """)
      #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
      #expect(try Self.new(["evictor", "mine", "-o", "other.lua"], in: folder).status == 0)
    }
  }

  @Test(
    "a wrong use is refused",
    arguments: [
      (["evictor", "My Policy"], "'My Policy' is not a name; expected up to 64 small letters, digits and hyphens."),
      (["evictor", "../up"], "'../up' is not a name; expected up to 64 small letters, digits and hyphens."),
      (["evictor", "mine", "-o", "mine.txt"], "--output is 'mine.txt'; expected a file that ends in .lua."),
    ])
  func usage(arguments: [String], message: String) throws {
    let outcome = try Command.run(["new"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("Error: \(message)\n"), "\(outcome.errors)")
  }

  @Test("a folder that is not there is a fault")
  func nowhere() throws {
    let outcome = try Command.run(["new", "evictor", "mine", "-o", "no/such/folder/mine.lua"])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        error: cannot write 'no/such/folder/mine.lua': No such file or directory
          fix:    check that the folder exists and may be written to

        """)
  }

  static func new(_ arguments: [String], in folder: URL) throws -> Command.Outcome {
    try Command.run(program: Command.binary, ["new"] + arguments, in: folder, environment: [:])
  }
}
