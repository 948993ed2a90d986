import Foundation
import Testing

@testable import Reports

@Suite("The Python that draws", .timeLimit(.minutes(60)))
struct PythonTests {
  @Test("the program's own environment is beside it, or in the checkout that built it, and nowhere above")
  func beside() throws {
    let root = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: root) }
    for folder in ["a/.venv", "a/.build/x86/release", "a/b/c", "a/b/.build/release"] {
      try FileManager.default.createDirectory(atPath: root + "/" + folder, withIntermediateDirectories: true)
    }
    #expect(Python.environment(beside: root + "/a/polarbench") == root + "/a/.venv")
    #expect(Python.environment(beside: root + "/a/.build/x86/release/polarbench") == root + "/a/.venv")
    #expect(Python.environment(beside: root + "/a/b/polarbench") == nil)
    #expect(Python.environment(beside: root + "/a/b/c/polarbench") == nil)
    #expect(Python.environment(beside: root + "/a/b/.build/release/polarbench") == nil)
    #expect(Python.environment(beside: "/polarbench") == nil)
  }

  @Test("its environment must belong to the user or to root", .enabled(if: geteuid() == 0))
  func owner() throws {
    let root = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createDirectory(atPath: root + "/.venv", withIntermediateDirectories: true)
    #expect(Python.environment(beside: root + "/polarbench") == root + "/.venv")
    #expect(chown(root + "/.venv", 12345, 12345) == 0)
    #expect(Python.environment(beside: root + "/polarbench") == nil)
  }
}
