import Core
import Foundation
import Testing

/// A table of `Tests/Goldens/words`, whose fields have no quotes.
private func golden(_ name: String) throws -> [[String]] {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Goldens/words/\(name)")
  return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
}

private func word(_ text: some StringProtocol) throws -> UInt64 { try #require(UInt64(text, radix: 16)) }
private func number(_ text: some StringProtocol) throws -> Double { Double(bitPattern: try word(text)) }
private func hex(_ word: UInt64) -> String {
  let digits = String(word, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
private func hex(_ number: Double) -> String { hex(number.bitPattern) }

/// A second implementation in Python wrote the words: `Tests/Goldens/words/make.py`. All that a run draws or decides starts
/// from these, so that a machine, a toolchain or an emulator that differs is found here and not in a tournament.
@Suite("Golden words", .timeLimit(.minutes(60)))
struct GoldenWordsTests {
  /// Against 300 bits, the largest errors among them are 0.96 ulp of exp, 1.36 of log, 2.91 of the normal quantile, and
  /// 7.77 of a power (12.3 to the −4.29, that is exp of −10.8).
  @Test(
    "exp, log, the power and the normal quantile", arguments: [("exp", 1), ("log", 2), ("power", 8), ("quantile", 3)])
  func elementary(function: String, farthest: UInt64) throws {
    let rows = try golden("elementary.csv").filter { $0[0] == function }
    #expect(rows.count > 30)
    for row in rows {
      let (x, y) = (try number(row[1]), try number(row[2]))
      let value =
        switch function {
        case "exp": exponential(x)
        case "log": naturalLog(x)
        case "power": power(x, y)
        default: normalQuantile(x)
        }
      if try number(row[3]).isNaN {
        #expect(value.isNaN, "\(function) \(x)")
        continue
      }
      #expect(hex(value) == row[3], "\(function) \(x) \(y)")
      let (found, nearest) = (value.bitPattern, try word(row[4]))
      #expect(max(found, nearest) - min(found, nearest) <= farthest, "\(function) \(x) \(y)")
    }
  }

  @Test("seeds, of each name that a stream is derived by")
  func seeds() throws {
    let rows = try golden("streams.csv").filter { $0[0] == "seed" }
    for row in rows {
      let parts = row[2].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      #expect(hex(Seed(try word(row[1])).derived(parts).bits) == row[3], "\(row[2])")
    }
    let known = Set(rows.map { $0[2].split(separator: "|").first.map(String.init) ?? "" })
    let missing = try Self.namesInSources().subtracting(known)
    #expect(missing.isEmpty, "add them to NAMES in Tests/Goldens/words/make.py, and run it")
  }

  /// What stands first in `.derived("…"`.
  private static func namesInSources() throws -> Set<String> {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    var names: Set<String> = []
    for case let file as URL in try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    where file.pathExtension == "swift" {
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: /\.derived\(\s*"([^"\\]+)"/) {
        names.insert(String(match.1))
      }
    }
    #expect(names.count > 40)
    return names
  }

  @Test("streams by order and by position")
  func streams() throws {
    for row in try golden("streams.csv") where row[0] == "words" || row[0] == "counter" {
      var seed = Seed(try word(row[1]))
      if !row[2].isEmpty { seed = seed.derived(row[2].split(separator: "|").map(String.init)) }
      let words = row[3].split(separator: " ").map(String.init)
      if row[0] == "words" {
        var stream = RandomStream(seed)
        #expect(words.map { _ in hex(stream.next()) } == words, "\(row[2])")
      } else {
        let stream = CounterStream(seed)
        #expect([0, 1, 2, 1_000_000_000, .max, -1, .min].map { hex(stream.word($0)) } == words, "\(row[2])")
      }
    }
  }

  @Test("what is drawn from them")
  func draws() throws {
    var kinds: Set<String> = []
    for row in try golden("streams.csv") {
      let seed = Seed(try word(row[1]))
      let words = row[3].split(separator: " ").map(String.init)
      var stream = RandomStream(seed)
      let counter = CounterStream(seed)
      let drawn: [String]
      switch row[0] {
      case "uniform": drawn = words.map { _ in hex(stream.uniform()) }
      case "normal": drawn = words.map { _ in hex(stream.normal()) }
      case "integer":
        let bounds = [1, 2, 3, 10, 1000, 3 << 61, (1 << 62) + 1, Int.max]
        drawn = words.indices.map { String(stream.integer(below: bounds[$0 % bounds.count])) }
      case "shuffle":
        var items = Array(words.indices)
        stream.shuffle(&items)
        drawn = items.map { String($0) }
      case "counter uniform": drawn = words.indices.map { hex(counter.uniform($0)) }
      case "counter normal": drawn = words.indices.map { hex(counter.normal($0)) }
      default: continue
      }
      kinds.insert(row[0])
      #expect(drawn == words, "\(row[0]) of \(row[1])")
    }
    #expect(kinds.count == 6)
  }
}
