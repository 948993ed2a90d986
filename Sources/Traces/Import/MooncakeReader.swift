import Core

/// Reads Mooncake's traces and vLLM's timed traces [Qin2025]: one JSON object per line, with `timestamp` in
/// milliseconds, `input_length`, `output_length` and optional `hash_ids`.
///
/// The first block of a prompt is the same for all (a common system prompt), so the group is the second block id, which
/// identifies the tenant: `block-14`; empty if a prompt has only one block.
public final class MooncakeReader: ArrivalReader {
  private var lines: LineReader
  public private(set) var notes = ReadingNotes()

  public init(_ source: any ByteSource, file: String) { lines = LineReader(source, file: file) }

  public func next() throws(Fault) -> Arrival? {
    while try lines.next() {
      if lines.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      return try arrival(try JSONValue(parsing: lines.bytes, file: lines.file, line: lines.line))
    }
    return nil
  }

  private var place: Fault.Place { Fault.Place(file: lines.file, line: lines.line) }

  private func arrival(_ value: JSONValue) throws(Fault) -> Arrival {
    guard case .object = value else { throw Messages.notAnObject(place) }
    var arrival = Arrival(
      timeSeconds: try milliseconds(value) / 1000, promptTokens: try tokens("input_length", value),
      outputTokens: try tokens("output_length", value))
    guard let ids = value["hash_ids"] else { return arrival }
    guard case .array(let blocks) = ids else { throw Messages.badMember("hash_ids", ids, "a list of ids", place) }
    if blocks.count > 1 {
      guard case .integer(let id) = blocks[1] else {
        throw Messages.badMember("hash_ids[1]", blocks[1], "a whole number", place)
      }
      arrival.group = "block-\(id)"
    }
    return arrival
  }

  private func milliseconds(_ value: JSONValue) throws(Fault) -> Double {
    let latest = 1000 * Bounds.seconds.upperBound
    guard let time = value["timestamp"]?.number, (0...latest).contains(time) else {
      throw Messages.badMember("timestamp", value["timestamp"], "milliseconds, 0 to \(shortest(latest))", place)
    }
    return time
  }

  private func tokens(_ name: String, _ value: JSONValue) throws(Fault) -> Int32 {
    guard case .integer(let count)? = value[name], RequestTable.tokenRange.contains(count) else {
      throw Messages.badMember(name, value[name], "a whole number, 0 to 2147483647", place)
    }
    return Int32(count)
  }
}
