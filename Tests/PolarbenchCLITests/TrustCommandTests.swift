import Foundation
import Testing

@Suite("polarbench trust", .timeLimit(.minutes(60)))
struct TrustCommandTests {
  /// A folder for work, with a configuration of its own.
  private struct Place {
    let folder: URL
    var environment: [String: String]

    func run(_ arguments: [String]) throws -> Command.Outcome {
      try Command.run(program: Command.binary, arguments, in: folder, environment: environment)
    }

    func write(_ name: String, _ text: String = StrangerTests.evictor) throws {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    /// Whether a file runs in a process of its own.
    func isIsolated(_ file: String, _ flags: [String] = []) throws -> Bool {
      let outcome = try run(["bench", file, "--json"] + flags)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.lines[0].contains("\"isolated\":true")
    }

    /// As the system spells it.
    var path: String { String(cString: realpath(folder.path, nil)) }
  }

  private func inPlace(_ body: (Place) throws -> Void) throws {
    try Command.inFolder { folder in
      let home = folder.appending(path: "home")
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      try body(Place(folder: folder, environment: ["XDG_CONFIG_HOME": "", "HOME": home.path]))
    }
  }

  @Test(
    "a folder is trusted once, and its files run in process from then on; --isolate and --in-process decide for one run"
  )
  func folder() throws {
    try inPlace { place in
      try place.write("mine/a.lua")
      #expect(try place.isIsolated("mine/a.lua"))
      #expect(try !place.isIsolated("mine/a.lua", ["--in-process"]))
      #expect(try place.run(["trust", "mine/"]).output == "trusted: \(place.path)/mine\n")
      #expect(try place.run(["trust", "mine"]).output == "trusted already: \(place.path)/mine\n")
      #expect(try place.run(["trust", "--list"]).output == "\(place.path)/mine/\n")
      #expect(
        try place.run(["trust", "--list", "--json"]).output
          == "{\"type\":\"trusted\",\"kind\":\"folder\",\"path\":\"\(place.path)/mine/\",\"exists\":true}\n")
      let list = try String(
        contentsOf: place.folder.appending(path: "home/.config/polarbench/trusted"), encoding: .utf8)
      #expect(list == "\(place.path)/mine/\n")
      #expect(try !place.isIsolated("mine/a.lua"))
      #expect(try place.isIsolated("mine/a.lua", ["--isolate"]))
      #expect(try place.run(["trust", "--remove", "mine"]).output == "no longer trusted: \(place.path)/mine\n")
      #expect(try place.isIsolated("mine/a.lua"))
      let none = try place.run(["trust", "--list"])
      #expect(none.output.isEmpty && none.errors == "nothing is trusted but the project's own policies\n")
    }
  }

  @Test("a file that runs in a process of its own unasked is named, with the reason and what would change it")
  func fences() throws {
    try inPlace { place in
      try place.write("mine/a.lua")
      func said(_ flags: [String] = []) throws -> String {
        let show = try place.run(["show", "mine/a.lua"] + flags).errors
        let check = try place.run(["check", "mine/a.lua", "--only", "capacity-1"] + flags).errors
        #expect(check == show)
        #expect(try place.run(["check", "mine/a.lua", "--only", "capacity-1", "--quiet"] + flags).errors.isEmpty)
        #expect(try place.run(["bench", "mine/a.lua"] + flags).errors == show)
        return show
      }
      let start = "advice: mine/a.lua runs in a process of its own, since "
      #expect(
        try said() == start + "it is not trusted; 'polarbench trust FOLDER' or --in-process runs it here\n")
      #expect(try said(["--isolate"]) == "")
      #expect(try said(["--in-process"]) == "")
      _ = try place.run(["trust", "mine"])
      #expect(try said() == "")
      chmod(place.folder.appending(path: "mine").path, 0o777)
      #expect(
        try said() == start + "every user may write \(place.path)/mine; 'chmod o-w \(place.path)/mine' or --in-process "
          + "runs it here\n")
      try FileManager.default.removeItem(at: place.folder.appending(path: "mine"))
      #expect(try place.run(["trust", "--list"]).output == "\(place.path)/mine/  (not there)\n")
    }
  }

  @Test("a file that new wrote is trusted, also after it was edited; a link in its place is not")
  func new() throws {
    try inPlace { place in
      #expect(try place.run(["new", "evictor", "mine", "-o", "mine.lua"]).errors.isEmpty)
      #expect(try place.run(["trust", "--list"]).output == "\(place.path)/mine.lua\n")
      #expect(try !place.isIsolated("mine.lua"))
      try place.write("mine.lua")
      #expect(try !place.isIsolated("mine.lua") && !place.isIsolated("./home/../mine.lua"))
      try place.write("theirs.lua")
      try FileManager.default.removeItem(at: place.folder.appending(path: "mine.lua"))
      try FileManager.default.createSymbolicLink(
        at: place.folder.appending(path: "mine.lua"), withDestinationURL: place.folder.appending(path: "theirs.lua"))
      #expect(try place.isIsolated("mine.lua"))
    }
  }

  @Test("the project's own policies are known by their bytes, wherever they lie; a folder's name proves nothing")
  func shipped() throws {
    try inPlace { place in
      let own = Command.repository.appending(path: "policies/evictors/lru.lua")
      let text = try String(contentsOf: own, encoding: .utf8)
      try place.write("copied.lua", text)
      #expect(try !place.isIsolated(own.path) && !place.isIsolated("copied.lua"))
      try place.write("policies/evictors/lru.lua", text + " ")
      #expect(try place.isIsolated("policies/evictors/lru.lua"))
    }
  }

  @Test("without a home nothing is trusted: commands go on, and trust says why it cannot")
  func homeless() throws {
    try Command.inFolder { folder in
      let place = Place(folder: folder, environment: ["XDG_CONFIG_HOME": "not/absolute"])
      try place.write("a.lua")
      #expect(try place.isIsolated("a.lua"))
      let told =
        "neither XDG_CONFIG_HOME nor HOME is an absolute path, so there is no place for the list of trusted folders\n"
        + "  fix:    set HOME to your home folder\n"
      for arguments in [["."], ["--list"], ["--remove", "."]] {
        let outcome = try place.run(["trust"] + arguments)
        #expect(outcome.status == 2 && outcome.errors == "error: " + told)
      }
      let new = try place.run(["new", "evictor", "mine"])
      #expect(new.status == 0)
      #expect(
        new.errors == "advice: mine.lua is not recorded as yours and will run in processes of its own: " + told)
    }
  }

  @Test("a list that others may write trusts nothing, and says so once")
  func writtenByOthers() throws {
    try inPlace { place in
      for name in ["mine/a.lua", "mine/b.lua"] { try place.write(name) }
      #expect(try place.run(["trust", "mine"]).status == 0)
      let list = place.folder.appending(path: "home/.config/polarbench/trusted").path
      chmod(list, 0o664)
      #expect(try place.isIsolated("mine/a.lua"))
      let outcome = try place.run(
        ["compare", "linucb+mine/a.lua", "random+mine/b.lua", "--scenario", "edge-15", "-n", "20", "--replicates", "2"])
      #expect(outcome.status == 0)
      let told = "others may write '\(list)', so nothing that it lists is trusted\n"
      #expect(outcome.errors.components(separatedBy: told).count == 2, "\(outcome.errors)")
      #expect(try place.run(["trust", "--list"]).errors.hasPrefix("error: " + told))
      #expect(try place.run(["run", "linucb+lru", "--scenario", "edge-15", "-n", "20"]).errors.isEmpty)
    }
  }

  @Test("a tournament that starts many processes says how it would not")
  func manyProcesses() throws {
    try inPlace { place in
      for name in ["mine/a.lua", "mine/b.lua"] { try place.write(name) }
      let arguments = [
        "tournament", "random+mine/a.lua", "random+mine/b.lua", "-n", "1", "--no-bounds", "--dry-run", "--replicates",
      ]
      let told =
        "advice: mine/a.lua and 1 more are not trusted, and each cell starts a process; 'polarbench trust FOLDER' or "
        + "--in-process is faster, with the same cells\n"
      #expect(try place.run(arguments + ["499"]).errors.isEmpty)
      #expect(try place.run(arguments + ["500"]).errors == told)
      for flag in ["--in-process", "--isolate", "--quiet"] {
        #expect(try place.run(arguments + ["500", flag]).errors.isEmpty)
      }
    }
  }

  @Test("a folder whose name is not UTF-8 is trusted by its bytes")
  func notUTF8() throws {
    try inPlace { place in
      let script =
        "d=$(printf 'm\\377'); mkdir \"$d\"; \(Command.binary.path) trust \"$d\"; cp a.lua \"$d\"; cd \"$d\" && "
        + "\(Command.binary.path) bench a.lua --json | head -1"
      try place.write("a.lua")
      let outcome = try Command.run(
        program: URL(filePath: "/bin/sh"), ["-c", script], in: place.folder, environment: place.environment)
      #expect(outcome.errors.isEmpty)
      #expect(outcome.lines[0] == "trusted: \(place.path)/m\\xFF")
      #expect(outcome.lines[1].contains("\"isolated\":false"))
    }
  }

  @Test(
    "a wrong use is refused",
    arguments: [
      (["trust"], "Expected a folder, --list or --remove PATH."),
      (["trust", "a", "--list"], "Expected a folder, --list or --remove PATH."),
      (["trust", "a", "--json"], "--json goes with --list."),
      (
        ["show", "a.lua", "--isolate", "--in-process"],
        "--isolate and --in-process exclude each other; keep one of the two."
      ),
      (
        ["submit", "--resume", "--in-process"], "--resume takes the scripts as they are; leave --in-process out."
      ),
    ])
  func usage(arguments: [String], message: String) throws {
    let outcome = try Command.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("Error: \(message)\n"), "\(outcome.errors)")
  }

  @Test("a submission's scripts carry the choice", arguments: [[], ["--isolate"], ["--in-process"]])
  func submitted(flags: [String]) throws {
    let outcome = try Command.run(
      ["submit", "linucb+lru", "--replicates", "2", "--dry-run", "-o", "/tmp/no-such-study"] + flags)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let words = flags.map { $0 + " " }.joined()
    #expect(outcome.output.contains("tournament \"$@\" \(words)--shard"), "\(outcome.output)")
  }
}
