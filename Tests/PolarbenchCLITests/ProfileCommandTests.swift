import Foundation
import Testing

@Suite("polarbench profile", .timeLimit(.minutes(60)))
struct ProfileCommandTests {
  @Test("show lists the shipped profiles, and prints one as its file has it")
  func show() throws {
    let list = try Command.run(["profile", "show"])
    #expect(list.status == 0)
    #expect(list.lines.dropLast().map { $0.prefix { $0 != " " } } == ["llama-3.1-8b-vllm", "pcie4", "qwen2.5-7b-vllm"])
    let one = try Command.run(["profile", "show", "qwen2.5-7b-vllm"])
    #expect(
      one.output.hasPrefix(
        "return {\n  profile = \"qwen2.5-7b-vllm\",\n  model = \"Qwen2.5-7B-Instruct\",\n  engine = \"vLLM 0.8.5\",\n"))
    #expect(
      one.output.contains(
        "      path = \"storage-host warm\",\n      base_ms = 6,\n      ms_per_rank = 0.455,\n      points = {\n"
          + "        { size = 8, ms = 9.5 },\n"))
    let file = try Command.run(["profile", "show", "profiles/qwen2.5-7b-vllm.profile", "--json"])
    #expect(file.output == (try Command.run(["profile", "show", "qwen2.5-7b-vllm", "--json"])).output)
  }

  @Test("fit prints residuals and a profile that show reads; it writes over no file")
  func fit() throws {
    try Command.inFolder { folder in
      let events = folder.appending(path: "loads.csv")
      var text = "adapter_rank,kind,event,ms\n"
      for rank in [8, 16, 32] { for event in 2...4 { text += "\(rank),disk,\(event),\(6 + rank / 2)\n" } }
      try text.write(to: events, atomically: true, encoding: .utf8)
      let output = folder.appending(path: "my.profile").path
      let fit = try Command.run(["profile", "fit", events.path, "--name", "mine", "--output", output])
      #expect(fit.status == 0)
      #expect(
        fit.lines == [
          "path               rank  events  median ms  fit ms  residual ms  typical ms  worst ms",
          "storage-host warm     8       3     10.000  10.000        0.000       0.000     0.000",
          "storage-host warm    16       3     14.000  14.000        0.000       0.000     0.000",
          "storage-host warm    32       3     22.000  22.000        0.000       0.000     0.000", "",
        ])
      let show = try Command.run(["profile", "show", output])
      #expect(
        show.output.contains(
          "      path = \"storage-host warm\",\n      base_ms = 6,\n      ms_per_rank = 0.5,\n      points = {\n"
            + "        { size = 8, ms = 10, events = 3 },\n"))
      #expect(show.errors.isEmpty)
      let again = try Command.run(["profile", "fit", events.path, "--output", output])
      #expect(again.status == 2)
      #expect(
        again.errors
          == "error: \(output): it exists already\n  fix:    name another --output, or remove it first\n")
    }
  }

  @Test("an old file reads the same with a note, on stderr and in JSON, and is rewritten in place")
  func oldForm() throws {
    try Command.inFolder { folder in
      let old = Command.repository.appending(path: "Tests/OldFiles/pcie4.profile")
      let path = folder.appending(path: "p.profile").path
      try FileManager.default.copyItem(atPath: old.path, toPath: path)
      let note = "\(path) is in the old form, which is still read: scripts/convert \(path) rewrites it"
      let shipped = try Command.run(["profile", "show", "pcie4", "--json"])
      let json = try Command.run(["profile", "show", path, "--json"])
      #expect(json.errors == "note: \(note)\n")
      let told = try JSONSerialization.jsonObject(with: Data(json.lines[1].utf8)) as? [String: String]
      #expect(told == ["type": "note", "note": note])
      #expect(json.lines[0].replacing("-per-", with: "_per_") == shipped.lines[0].replacing("-per-", with: "_per_"))
      let convert = try Command.run(["convert-old-files", path, path])
      #expect(convert.status == 0)
      #expect(convert.lines.dropLast() == ["\(path): rewritten as a table", "\(path): a table already"])
      let new = try Command.run(["profile", "show", path, "--json"])
      #expect(new.output == json.lines[0] + "\n" && new.errors.isEmpty)
      #expect(
        try String(contentsOfFile: path, encoding: .utf8).hasPrefix(
          "-- A transfer limited by the link alone. The form: docs/reference/profile-format.md\nreturn {\n  profile = ")
      )
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["p.profile"])
      let missing = try Command.run(["convert-old-files", path + "x"])
      #expect(missing.status == 2 && missing.errors.hasPrefix("error: \(path)x: cannot open the file"))
    }
  }

  @Test("fit names the place of a bad row")
  func badRow() throws {
    try Command.inFolder { folder in
      let events = folder.appending(path: "loads.csv").path
      try "kind,adapter_rank,event,ms\ndisk,8,1,soon\n".write(toFile: events, atomically: true, encoding: .utf8)
      let fit = try Command.run(["profile", "fit", events])
      #expect(fit.status == 2)
      #expect(fit.output.isEmpty)
      #expect(fit.errors == "error: \(events):2:10: ms is 'soon'; expected a finite number, 0 to 1000000000\n")
    }
  }

  /// Loads by a law of our own, and those measured where they lie beside us.
  static let loads: [(file: URL, line: String)] =
    [
      (
        Command.repository.appending(path: "Tests/Goldens/paging/loads.csv"),
        "base_ms = 5.2,\n      ms_per_rank = 0.36,\n"
      )
    ]
    + (Command.shared.map {
      [
        (
          $0.appending(path: "data/traces/vllm-lora-loads/qwen-2.5-7b-instruct_loads.csv"),
          "base_ms = 6.102101,\n      ms_per_rank = 0.461326,\n"
        )
      ]
    } ?? [])

  @Test("fit finds the line of the loads", arguments: loads)
  func measured(file: URL, line: String) throws {
    #expect(try Command.run(["profile", "fit", file.path]).output.contains(line))
  }

  @Test("probe writes a profile that show reads")
  func probe() throws {
    try Command.inFolder { folder in
      let output = folder.appending(path: "here.profile").path
      let probe = try Command.run([
        "profile", "probe", folder.path, "--sizes", "100kB,1MiB", "--repeats", "1", "--output", output,
      ])
      #expect(probe.status == 0)
      #expect(try Command.run(["profile", "show", output]).output.contains("path = \"storage-host warm\""))
    }
  }
}
