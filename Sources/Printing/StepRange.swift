import Core

/// Reads `a..b`: steps, both ends included.
package enum StepRange {
  package static func parse(_ text: String) throws(Fault) -> ClosedRange<Step> {
    let bytes = Array(text.utf8)
    guard let dots = bytes.indices.first(where: { bytes[$0...].starts(with: "..".utf8) }),
      let first = Step(String(decoding: bytes[..<dots], as: UTF8.self)),
      let last = Step(String(decoding: bytes[(dots + 2)...], as: UTF8.self)), first >= 0, first <= last
    else { throw CommandMessages.malformedRange(text) }
    return first...last
  }
}
