import Core
import Foundation
import Testing

@Suite("Files in the binary", .timeLimit(.minutes(60)))
struct ShippedFileTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(
    "are those of the repository, byte for byte, and all of policies and profiles (else: Sources/CShipped/shipped.c)")
  func same() throws {
    var expected = [
      "Sources/Reports/Drawing/draw.py", "Sources/Reports/Page/report.css", "Sources/Reports/Page/report.js",
    ]
    for (folder, suffixes) in [("policies", ["lua"]), ("profiles", ["profile", "twin", "surrogate"])] {
      let names = FileManager.default.enumerator(atPath: Self.repository.appending(path: folder).path)
      while let name = names?.nextObject() as? String {
        if suffixes.contains((name as NSString).pathExtension) { expected.append("\(folder)/\(name)") }
      }
    }
    #expect(ShippedFile.all.map(\.path).sorted() == expected.sorted())
    #expect(expected.count > 50)
    for file in ShippedFile.all {
      #expect(try Data(file.text.utf8) == Data(contentsOf: Self.repository.appending(path: file.path)), "\(file.path)")
    }
  }

  @Test("are found by folder and suffix, and known by their bytes")
  func found() {
    #expect(ShippedFile.texts(in: "profiles", suffix: ".profile").map(\.name).contains("pcie4"))
    #expect(ShippedFile.texts(in: "profiles/twin", suffix: ".twin").count == 2)
    let bytes = Array(ShippedFile.text("policies/evictors/lru.lua").utf8)
    #expect(ShippedFile.holds(bytes, below: "policies") && !ShippedFile.holds(bytes, below: "profiles"))
    #expect(!ShippedFile.holds(bytes + [10], below: "policies") && !ShippedFile.holds([], below: "policies"))
    var other = bytes
    other[0] ^= 1
    #expect(!ShippedFile.holds(other, below: "policies"))
  }
}
