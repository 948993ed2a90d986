import Core
import Foundation
import Testing

@testable import Twin

/// The twin's draws, as a second implementation in Python wrote them: `Tests/Goldens/words/make.py`.
@Suite("Golden draws", .timeLimit(.minutes(60)))
struct GoldenDrawTests {
  private static func drawn(_ what: String, seed: UInt64, count: Int) -> [String] {
    var stream = RandomStream(Seed(seed))
    var twister = MersenneTwister(key: UInt32(seed))
    var items = Array(0..<count)
    func hex(_ number: Double) -> String {
      let digits = String(number.bitPattern, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    switch what {
    case "exponential": return items.map { _ in hex(ExponentialDraw.shared.draw(&stream)) }
    case "gamma 0.25": return items.map { _ in hex(GammaDraw(shape: 0.25).draw(&stream)) }
    case "gamma 1": return items.map { _ in hex(GammaDraw(shape: 1).draw(&stream)) }
    case "gamma 4.5": return items.map { _ in hex(GammaDraw(shape: 4.5).draw(&stream)) }
    case "alias":
      let table = AliasTable([0.5, 3, 0, 1, 0.125, 2])
      return items.map { _ in String(table.draw(&stream)) }
    case "twister":
      for _ in 0..<700 - count { _ = twister.uniform() }
      return items.map { _ in hex(twister.uniform()) }
    default:
      twister.shuffle(&items)
      return items.map { String($0) }
    }
  }

  @Test(
    "exponential, gamma and weighted draws, and the client's twister",
    arguments: ["exponential", "gamma 0.25", "gamma 1", "gamma 4.5", "alias", "twister", "twister shuffle"])
  func draws(what: String) throws {
    let file = ownTables.deletingLastPathComponent().appending(path: "words/streams.csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }.filter { $0[0] == what }
    #expect(rows.count == 2)
    for row in rows {
      let words = row[3].split(separator: " ").map(String.init)
      let seed = try #require(UInt64(row[1], radix: 16))
      #expect(Self.drawn(what, seed: seed, count: words.count) == words)
    }
  }
}
