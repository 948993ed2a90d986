import Core
import Testing

@testable import Traces

/// One request as it is written to a file.
struct WrittenRequest {
  var time: UInt32 = 0
  var id: UInt64
  var size: UInt32 = 1
  var next: Int64 = -1

  var record: [UInt8] {
    Self.bytes(time) + Self.bytes(id) + Self.bytes(size) + Self.bytes(UInt64(bitPattern: next))
  }

  private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

/// oracleGeneral bytes of ids with their true next uses, counted from `base`.
func oracleGeneral(_ ids: [UInt64], sizes: [UInt32]? = nil, base: Int64 = 0) -> [UInt8] {
  var seen: [UInt64: Int64] = [:]
  var requests = ids.indices.map { WrittenRequest(time: UInt32($0), id: ids[$0], size: sizes?[$0] ?? 1) }
  for i in ids.indices.reversed() {
    requests[i].next = seen[ids[i]] ?? -1
    seen[ids[i]] = Int64(i) + base
  }
  return requests.flatMap(\.record)
}

/// All columns of a trace.
struct ReadTrace: Equatable {
  var ids: [Int32] = []
  var sizes: [Int] = []
  var nextUses: [Step] = []

  init(_ trace: IDTrace) throws(Fault) {
    let stream = try trace.stream(wantsSizes: true, wantsNextUses: trace.holdsNextUses)
    while try stream.next() {
      let batch = stream.columns
      for i in 0..<batch.count {
        ids.append(batch.ids[i])
        sizes.append(batch.sizesAreAllOne ? 1 : batch.sizes[i])
        if trace.holdsNextUses { nextUses.append(batch.nextUses[i]) }
      }
    }
  }
}

/// The fault of reading a trace to its end, as it is shown; empty where it reads.
func fault(reading trace: IDTrace) -> String {
  do {
    _ = try ReadTrace(trace)
    return ""
  } catch {
    return error.described
  }
}
