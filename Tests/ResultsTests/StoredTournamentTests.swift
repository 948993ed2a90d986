import Core
import Foundation
import System
import Testing

@testable import Results

@Suite("The store, read", .timeLimit(.minutes(60)))
struct StoredTournamentTests {
  private let manifest = StoreSamples.manifest()
  private var grid: CellGrid { CellGrid(manifest) }

  /// A folder with the manifest and these lines of cells.
  private func folder(cells: String, _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try manifest.text.write(to: folder.appending(path: "manifest.json"), atomically: false, encoding: .utf8)
    try cells.write(to: folder.appending(path: "cells.jsonl"), atomically: false, encoding: .utf8)
    try body(folder.path)
  }

  private func line(_ cell: StoredCell) -> String {
    String(
      decoding: LineCheck(settings: manifest.settingsHash).sealed(cell.line(in: manifest, grid: grid).text),
      as: UTF8.self)
      + "\n"
  }

  @Test("a manifest reads back as it was written, 64-bit seeds too")
  func manifestRoundTrip() throws {
    let read = try Manifest(parsing: Array(manifest.text.utf8), file: "manifest.json")
    #expect(read == manifest)
    #expect(read.text == manifest.text)
  }

  @Test("a manifest of another format is reported as such, and an edited one as edited")
  func manifestFaults() {
    let later = manifest.text.replacing("\"format\": 1", with: "\"format\": 9")
    #expect {
      try Manifest(parsing: Array(later.utf8), file: "m/manifest.json")
    } throws: {
      ($0 as? Fault)?.described
        == """
        m/manifest.json: the folder is of format 9, made by polarbench 0.1.0; this one reads format 1
          fix:    read it with the version that made it, or run the tournament again in another folder
        """
    }
    let edited = manifest.text.replacing("\"replicates\": 3", with: "\"replicates\": 4")
    #expect {
      try Manifest(parsing: Array(edited.utf8), file: "m/manifest.json")
    } throws: {
      ($0 as? Fault)?.reason == "the manifest was changed after it was written: its check does not hold"
    }
  }

  @Test(
    "a manifest that vouches for itself is held to its numbers all the same",
    arguments: [
      ("replicates", "9223372036854775807", "'replicates' is 9223372036854775807; expected 1 to 1000000"),
      ("replicates", "0", "'replicates' is 0; expected 1 to 1000000"),
      ("shard", #"{"index":5,"count":4}"#, "'index' is 5; expected 1 to 4"),
      ("shard", #"{"index":1,"count":-9223372036854775808}"#, "'count' is -9223372036854775808; expected 1 to 1000000"),
    ])
  func numbersOfManifest(field: String, value: String, reason: String) throws {
    var manifest = try JSONValue(parsing: Array(StoreSamples.manifest().text.utf8), file: "m")
    let put = try JSONValue(parsing: Array(value.utf8), file: "v")
    var members = (manifest.members ?? []).filter { $0.name != "check" }
    for i in members.indices where members[i].name == field { members[i].value = put }
    manifest = .object(members + [.init("check", .string(Manifest.check(of: members)))])
    let fault = #expect(throws: Fault.self) { try Manifest(parsing: Array(manifest.text.utf8), file: "m") }
    #expect(fault?.reason == reason)
  }

  @Test("a grid of more cells than there may be has no count")
  func cellCount() {
    // 2 capacities × 3 entrants + 1 × 2, each with its replicates.
    #expect(StoreSamples.manifest(replicates: 1_250_000).cellCount == 10_000_000)
    #expect(StoreSamples.manifest(replicates: 1_250_001).cellCount == nil)
    #expect(StoreSamples.manifest(replicates: .max).cellCount == nil)
  }

  @Test("cells are numbered by trace, capacity, replicate, policy; ids read back")
  func numbers() {
    #expect(grid.count == 2 * 3 * 3 + 3 * 2)
    var last: CellKey?
    for number in 0..<grid.count {
      let key = grid.key(of: number)
      #expect(grid.number(of: key) == number)
      #expect(grid.key(ofID: grid.id(of: number)) == key)
      if let last { #expect(last < key) }
      last = key
    }
    #expect(grid.id(of: 0) == "polar@edge/k1/r0")
    #expect(grid.id(of: 23) == "linucb(alpha=0.3)+lru@named@home/k1/r2")
    for wrong in [
      "", "polar", "polar@edge/k1/r3", "polar@edge/k1/r01", "fixed-best@named@home/k1/r0", "polar@edge/k3/r0",
    ] { #expect(grid.key(ofID: wrong) == nil) }
    #expect(grid.number(of: CellKey(trace: 1, capacity: 0, replicate: 0, policy: 2)) == nil)
  }

  @Test("cells read back bit for bit, in cell order whatever the file's; the torn last line is as good as missing")
  func cells() throws {
    let keys = [7, 2, 0].map(grid.key)
    var text = line(StoreSamples.cell(keys[0], reward: 0.1 + 0.2)) + line(StoreSamples.cell(keys[1]))
    text += line(StoredCell(key: keys[2], forfeit: StoreSamples.forfeit))
    text += line(StoreSamples.cell(grid.key(of: 9))).dropLast(5)
    try folder(cells: text) { folder in
      let tournament = try StoredTournament(folder: folder)
      #expect(tournament.cells.map(\.key) == keys.reversed())
      #expect(tournament.missingCount == grid.count - 3)
      #expect(tournament[keys[0]]?.reward == 0.1 + 0.2)
      #expect(tournament[keys[0]]?.netReward == 0.1 + 0.2 - 0.1)
      #expect(tournament[grid.key(of: 9)] == nil)
      #expect(tournament.forfeits.map { $0.forfeit?.replay } == ["polarbench run mine.lua --show 0..7"])
      for cell in tournament.cells { #expect(text.contains(line(cell))) }
    }
  }

  @Test("an edited line, a line of another tournament and a cell that occurs twice are refused with their place")
  func refused() throws {
    let first = line(StoreSamples.cell(grid.key(of: 0)))
    let second = line(StoreSamples.cell(grid.key(of: 1)))
    let edited = first + second.replacing("1.5", with: "9.5")
    try folder(cells: edited) { folder in
      #expect {
        try StoredTournament(folder: folder)
      } throws: {
        ($0 as? Fault)?.described == """
          \(folder)/cells.jsonl:2: the line was changed, or is of another tournament: its check does not hold
            fix:    restore the line, or delete the whole line and run its cell again with --resume
          """
      }
    }
    try folder(cells: first + first) { folder in
      #expect {
        try StoredTournament(folder: folder)
      } throws: {
        ($0 as? Fault)?.described == """
          \(folder)/cells.jsonl:2: the cell 'polar@edge/k1/r0' occurs twice
            fix:    delete one of the two lines
          """
      }
    }
  }

  @Test("a folder without a manifest is not a tournament")
  func noManifest() {
    #expect {
      try StoredTournament(folder: "/nowhere")
    } throws: {
      ($0 as? Fault)?.reason == "'/nowhere' is not a tournament: it has no manifest.json"
    }
  }
}
