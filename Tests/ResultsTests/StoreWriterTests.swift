import Core
import Foundation
import Testing

@testable import Results

@Suite("The store, written", .timeLimit(.minutes(60)))
struct StoreWriterTests {
  private let manifest = StoreSamples.manifest()
  private var grid: CellGrid { CellGrid(manifest) }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path + "/new/store")
  }

  private func finished(_ number: Int) -> FinishedCell {
    let key = grid.key(of: number)
    let timing = StoredTiming(seconds: 0.5, cpuSeconds: 0.4, worldSeconds: 0, worker: 1)
    guard number != 5 else {
      return FinishedCell(
        cell: StoredCell(key: key, forfeit: StoreSamples.forfeit), curve: nil, residents: nil, timing: timing)
    }
    let residents = ResidentSpells(spells: [.init(adapter: 1, first: 0, end: 3)], plans: [2], until: 3)
    return FinishedCell(
      cell: StoreSamples.cell(key, reward: Double(number)),
      curve: StoredCurve(regret: [0.1, 0.2, 0.3], netReward: [1, 2, 3], misses: [1, 1, number]),
      residents: key.replicate == 0 ? residents : nil, timing: timing)
  }

  private func play(_ numbers: [Int], in folder: String, resumes: Bool = false, finishes: Bool = true) throws {
    let writer = try StoreWriter(folder: folder, manifest: manifest, mode: resumes ? .resumes : .begins)
    for number in numbers where !writer.found[number] { writer.add(finished(number)) }
    if finishes { try writer.finish() } else { try writer.flush() }
  }

  private func bytes(_ folder: String) throws -> [Data] {
    try ["manifest.json", "cells.jsonl", "curves.jsonl", "residents.jsonl"]
      .map { try Data(contentsOf: URL(filePath: folder + "/" + $0)) }
  }

  private func fault(_ body: () throws -> Void) -> Fault? {
    do { try body() } catch { return error as? Fault }
    return nil
  }

  @Test("cells added in any order and in several goes leave the same bytes, and read back whole")
  func anyOrder() throws {
    try inFolder { folder in
      let all = Array(0..<grid.count)
      try play(all, in: folder + "-a")
      try play(all.reversed(), in: folder + "-b")
      try play([7, 3, 20], in: folder + "-c", finishes: false)
      try play([0, 23, 5], in: folder + "-c", resumes: true, finishes: false)
      try play(all, in: folder + "-c", resumes: true)
      let expected = try bytes(folder + "-a")
      #expect(try bytes(folder + "-b") == expected)
      #expect(try bytes(folder + "-c") == expected)

      let read = try StoredTournament(folder: folder + "-c")
      #expect(read.missingCount == 0)
      #expect(read.forfeits.map(\.key) == [grid.key(of: 5)])
      var curves: [CellKey] = []
      try read.forEachCurve { key, curve in
        curves.append(key)
        #expect(curve == finished(grid.number(of: key)!).curve)
      }
      #expect(curves == all.filter { $0 != 5 }.map(grid.key))
      #expect(try read.residents().map(\.key) == all.filter { $0 != 5 }.map(grid.key).filter { $0.replicate == 0 })
      var timings = 0
      try read.forEachTiming { _, timing in
        timings += 1
        #expect(timing == finished(0).timing)
      }
      #expect(timings == grid.count)
    }
  }

  @Test("a store cut at any byte of any file can be resumed: complete cells are kept, the rest run again")
  func torn() throws {
    try inFolder { folder in
      let numbers = [4, 0, 5, 9]
      try play(numbers, in: folder, finishes: false)
      let names = ["cells.jsonl", "curves.jsonl", "residents.jsonl"]
      let whole = try names.map { try Data(contentsOf: URL(filePath: folder + "/" + $0)) }
      let ends = try names.indices.map { file in
        try String(contentsOfFile: folder + "/" + names[file], encoding: .utf8).count
      }
      try play(Array(0..<grid.count), in: folder + "-straight")
      let straight = try bytes(folder + "-straight")
      var cuts: [(file: Int, length: Int)] = []
      for file in names.indices {
        for length in stride(from: 0, through: ends[file], by: 131) { cuts.append((file, length)) }
      }
      for (file, length) in cuts {
        for other in names.indices { try whole[other].write(to: URL(filePath: folder + "/" + names[other])) }
        try whole[file].prefix(length).write(to: URL(filePath: folder + "/" + names[file]))
        try play(Array(0..<grid.count), in: folder, resumes: true)
        #expect(try StoredTournament(folder: folder).missingCount == 0)
        #expect(try bytes(folder) == straight, "\(names[file]) cut to \(length) bytes")
      }
    }
  }

  /// The cells that exist after three ran and a file was emptied.
  private func found(without name: String, in folder: String) throws -> [Int] {
    try play([0, 3, 5], in: folder + name, finishes: false)
    try Data().write(to: URL(filePath: folder + name + "/" + name))
    let writer = try StoreWriter(folder: folder + name, manifest: manifest, mode: .resumes)
    return writer.found.indices.filter { writer.found[$0] }
  }

  @Test("a cell whose curve or residents are lost runs again; a forfeit has none")
  func lost() throws {
    try inFolder { folder in
      // 0 is a first replicate, 3 a later one, which has no residents, 5 a forfeit.
      #expect([0, 3].map { grid.key(of: $0).replicate } == [0, 1])
      let all = try found(without: "timings.jsonl", in: folder)
      #expect(all == [0, 3, 5])
      #expect(try found(without: "curves.jsonl", in: folder) == [5])
      #expect(try found(without: "residents.jsonl", in: folder) == [3, 5])
      #expect(try found(without: "cells.jsonl", in: folder) == [])
    }
  }

  /// The files of a folder that are written to, in the order in which that happens.
  private func written(in folder: String, by body: () throws -> Void) throws -> [String] {
    let watch = inotify_init1(Int32(IN_NONBLOCK))
    try #require(watch >= 0)
    defer { close(watch) }
    try #require(inotify_add_watch(watch, folder, UInt32(IN_MODIFY)) >= 0)
    try body()
    var events = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(watch, &events, events.count)
    var names: [String] = []
    var at = 0
    while at < count {
      // wd, mask and cookie, then the length of the name and the name itself.
      let length = Int(events[(at + 12)..<(at + 16)].reversed().reduce(0) { $0 << 8 | UInt32($1) })
      let name = String(decoding: events[(at + 16)..<(at + 16 + length)].prefix { $0 != 0 }, as: UTF8.self)
      if names.last != name { names.append(name) }
      at += 16 + length
    }
    return names
  }

  @Test("what a cell needs is on the disk before the cell that counts on it")
  func order() throws {
    try inFolder { folder in
      let writer = try StoreWriter(folder: folder, manifest: manifest, mode: .begins)
      writer.add(finished(0))
      #expect(
        try written(in: folder) { try writer.flush() }
          == ["curves.jsonl", "residents.jsonl", "cells.jsonl", "timings.jsonl"])
      let merged = try StoreWriter(folder: folder + "-merged", manifest: manifest, mode: .merges)
      #expect(
        try written(in: folder + "-merged") { try merged.take(from: folder) }
          == ["curves.jsonl", "residents.jsonl", "cells.jsonl", "timings.jsonl"])
    }
  }

  @Test("replicates and policies that were added keep the cells that are there")
  func grown() throws {
    try inFolder { folder in
      try play(Array(0..<grid.count), in: folder)
      var more = StoreSamples.manifest(replicates: 4)
      more.policies.insert(more.policies[0], at: 2)
      more.policies[2].name = "mine.lua"
      more.traces[0].entrants = [0, 1, 2, 3]
      more.traces[1].entrants = [0, 1, 2]
      let writer = try StoreWriter(folder: folder, manifest: more, mode: .resumes)
      #expect(writer.found.count { $0 } == grid.count)
      for number in writer.found.indices where writer.found[number] {
        let key = writer.grid.key(of: number)
        #expect(key.replicate < 3 && more.policies[key.policy].name != "mine.lua")
      }
    }
  }

  @Test("a manifest that does not match is refused, with all that differs")
  func otherManifest() throws {
    try inFolder { folder in
      try play([0], in: folder, finishes: false)
      var other = StoreSamples.manifest(replicates: 2)
      other.build.version = "0.2.0"
      other.grid = .object([.init("seed", .integer(2))])
      other.policies[0].parts[0].parameters = [("epoch", "8")]
      other.policies.remove(at: 1)
      other.traces[0].sha256 = "0"
      other.traces[1].requests = 4
      let before = try bytes(folder)
      let fault = fault { _ = try StoreWriter(folder: folder, manifest: other, mode: .resumes) }
      #expect(
        fault?.described == """
          \(folder)/manifest.json: the tournament there does not match: version: polarbench 0.1.0 there, 0.2.0 here; \
          seed: 1 there, 2 here; replicates: 3 there, 2 here; policy polar: the parameters of polar differ; \
          policy linucb(alpha=0.3)+lru: not here; trace edge: edge changed since; \
          trace named@home: 3 requests there, 4 here
            fix:    give the settings that it began with, or name another folder: --output FOLDER
          """)
      #expect(try bytes(folder) == before)
    }
  }

  @Test("what is in the folder already is never written over")
  func foreign() throws {
    try inFolder { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let open = { (resumes: Bool) in
        fault { _ = try StoreWriter(folder: folder, manifest: manifest, mode: resumes ? .resumes : .begins) }
      }
      try "mine".write(toFile: folder + "/notes.txt", atomically: false, encoding: .utf8)
      #expect(
        open(false)?.described == """
          '\(folder)' holds files that are no tournament's: notes.txt
            fix:    name a new folder: --output FOLDER
          """)
      #expect(open(true)?.reason == "'\(folder)' holds files that are no tournament's: notes.txt")
      #expect(try files.contentsOfDirectory(atPath: folder) == ["notes.txt"])
      try files.removeItem(atPath: folder + "/notes.txt")

      try play([0], in: folder, finishes: false)
      #expect(
        open(false)?.described == """
          there is a tournament in '\(folder)' already
            fix:    continue it (--resume), or name another folder (--output FOLDER)
          """)
      try "mine".write(toFile: folder + "/notes.txt", atomically: false, encoding: .utf8)
      #expect(open(true) == nil)
      try files.removeItem(atPath: folder + "/manifest.json")
      #expect(open(true)?.reason == "'\(folder)' has cells and no manifest.json")
      try files.removeItem(atPath: folder + "/cells.jsonl")
      try files.createDirectory(atPath: folder + "/cells.jsonl", withIntermediateDirectories: false)
      #expect(open(true)?.reason == "'\(folder)/cells.jsonl' is not a plain file")
    }
  }

  @Test("a folder that is only continued keeps its manifest")
  func manifestStays() throws {
    try inFolder { folder in
      try play([0], in: folder, finishes: false)
      var later = manifest
      later.command = "polarbench tournament --resume"
      later.build.commit = String(repeating: "a", count: 40)
      #expect(try StoreWriter(folder: folder, manifest: later, mode: .resumes).previous == manifest)
      #expect(try StoredTournament(folder: folder).manifest == manifest)
      later.replicates += 1
      _ = try StoreWriter(folder: folder, manifest: later, mode: .resumes)
      #expect(try StoredTournament(folder: folder).manifest == later)
    }
  }

  @Test("a second writer is refused while the first one exists")
  func secondWriter() throws {
    try inFolder { folder in
      let first = try StoreWriter(folder: folder, manifest: manifest, mode: .begins)
      #expect(
        fault { _ = try StoreWriter(folder: folder, manifest: manifest, mode: .resumes) }?.described == """
          another command is writing to '\(folder)'
            fix:    wait until it is done, or name another folder: --output FOLDER
          """)
      withExtendedLifetime(first) {}
    }
  }

  @Test("a cell that occurs twice stops a resumed tournament")
  func repeated() throws {
    try inFolder { folder in
      try play([0, 1], in: folder, finishes: false)
      let path = folder + "/cells.jsonl"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try (text + text.prefix { $0 != "\n" } + "\n").write(toFile: path, atomically: false, encoding: .utf8)
      let fault = fault { _ = try StoreWriter(folder: folder, manifest: manifest, mode: .resumes) }
      #expect(fault?.reason == "the cell 'polar@edge/k1/r0' occurs twice")
      #expect(fault?.place == Fault.Place(file: path, line: 3))
    }
  }

  @Test("an edited line stops a resumed tournament, and stays as it is")
  func edited() throws {
    try inFolder { folder in
      try play([0, 1], in: folder, finishes: false)
      let path = folder + "/cells.jsonl"
      let text = try String(contentsOfFile: path, encoding: .utf8).replacing("\"hits\":1", with: "\"hits\":2")
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      let fault = fault { _ = try StoreWriter(folder: folder, manifest: manifest, mode: .resumes) }
      #expect(fault?.place == Fault.Place(file: path, line: 1))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
  }
}
