import Foundation
import Testing

@testable import Surrogate

@Suite("The page of features", .timeLimit(.minutes(60)))
struct FeaturePageTests {
  private static let page = Result {
    try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/reference/surrogate-format.md"), encoding: .utf8)
  }

  @Test("has each feature with its unit and meaning, as the code has them")
  func features() throws {
    let page = try Self.page.get()
    for feature in Feature.allCases {
      #expect(page.contains("| `\(feature.rawValue)` | \(feature.meaning.unit) | \(feature.meaning.text) |"))
    }
    for feature in PlainFeature.allCases { #expect(page.contains("`\(feature.rawValue)`")) }
  }

  @Test("has each column of the data")
  func columns() throws {
    let page = try Self.page.get()
    for column in SweepRow.columns { #expect(page.contains("`\(column)`")) }
  }
}
