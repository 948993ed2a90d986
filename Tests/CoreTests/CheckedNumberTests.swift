import Testing

@testable import Core

@Suite("Numbers from outside", .timeLimit(.minutes(60)))
struct CheckedNumberTests {
  @Test("a double is a whole number where it is exactly one, in its range")
  func whole() {
    #expect(wholeNumber(9, in: 0...9) == 9)
    #expect(wholeNumber(-0.0, in: 0...9) == 0)
    for value in [9.5, 10, -1, 1e19, -1e308, .infinity, .nan, .leastNonzeroMagnitude] {
      #expect(wholeNumber(value, in: 0...9) == nil)
    }
    #expect(wholeNumber(0x1p62, in: .min ... .max) == 1 << 62)
    #expect(wholeNumber(0x1p63, in: .min ... .max) == nil)
  }

  @Test("the nearest whole number is kept within 2^53, and nothing else is 0")
  func nearest() {
    let far = 1 << 53
    let known: [(Double, Int)] = [
      (1.5, 2), (-1.5, -2), (1e19, far), (-1e308, -far), (.infinity, far), (-.infinity, -far), (.nan, 0),
      (.leastNonzeroMagnitude, 0),
    ]
    for (value, expected) in known { #expect(nearestWhole(value) == expected) }
  }

  @Test("sums and products are nil as soon as 64 bits are left")
  func arithmetic() {
    #expect(checkedSum([.max, -1, 1]) == .max)
    #expect(checkedSum([.max, 1]) == nil)
    #expect(checkedSum([Int]()) == 0)
    #expect(checkedProduct([1 << 31, 1 << 31]) == 1 << 62)
    #expect(checkedProduct([1 << 32, 1 << 31]) == nil)
    #expect(checkedProduct([1 << 32, 1 << 32, 0]) == nil)
    #expect(checkedProduct([0, 1 << 32, 1 << 32]) == 0)
    #expect(checkedProduct([.min, -1]) == nil)
  }

  @Test(
    "bytes are digits and a unit, at most 2^53",
    arguments: [
      ("64MiB", 64 << 20), ("80MB", 80_000_000), ("2GB", 2_000_000_000), ("3kB", 3000), ("1TB", 1_000_000_000_000),
      ("7B", 7), ("8192TiB", 1 << 53), ("8193TiB", nil), ("7", nil),
      ("B", nil),
      ("-1B", nil), ("1.5GB", nil), ("9223372036854775807TiB", nil), ("99999999999999999999B", nil), ("1 GB", nil),
      ("1PB", nil), ("", nil),
    ] as [(String, Int?)])
  func bytes(text: String, bytes: Int?) {
    #expect(byteCount(text) == bytes)
    #expect(byteCount("4096", bare: true) == 4096)
  }

  @Test(
    "a number is spelt in the shortest form that reads back",
    arguments: [
      (0, "0"), (-0.0, "0"), (12, "12"), (0.25, "0.25"), (1e9, "1000000000"), (1e15, "1000000000000000"),
      (1e300, "1e+300"), (1e-9, "1e-09"),
    ])
  func spelt(value: Double, text: String) {
    #expect(shortest(value) == text)
    #expect(Double(text) == value)
  }
}
