import Core
import Testing

@Suite("Spelling", .timeLimit(.minutes(60)))
struct SpellingTests {
  @Test(
    "names come with and without arguments",
    arguments: [
      ("lru", "lru"), (" linucb ( alpha = 0.3 , ridge=2 ) ", "linucb(alpha=0.3,ridge=2)"), ("polar()", "polar"),
    ])
  func reads(text: String, described: String) throws {
    #expect(try Spelling(text).described == described)
  }

  @Test(
    "malformed spellings say how to write them",
    arguments: [
      ("", "'' is not a name\n  fix:    write name, or name(parameter=value,…): linucb, gdsf(order=insert-first)"),
      ("a(", "'a(' is not a name\n  fix:    write name, or name(parameter=value,…): linucb, gdsf(order=insert-first)"),
      ("a(b)", "'b' in 'a(b)' sets nothing\n  fix:    write parameter=value: alpha=0.3"),
      ("a(b=)", "'b=' in 'a(b=)' sets nothing\n  fix:    write parameter=value: alpha=0.3"),
    ])
  func refuses(text: String, message: String) {
    #expect(throws: Fault.self) { try Spelling(text) }
    do { _ = try Spelling(text) } catch { #expect(error.described == message) }
  }
}
