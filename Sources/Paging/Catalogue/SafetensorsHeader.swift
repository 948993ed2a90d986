import Core

/// The header of a safetensors file: the tensors' names, types and shapes; no weight is read.
///
/// The format: a length N (u64, little-endian), N bytes of JSON (blanks may pad it), then the weights without holes.
package struct SafetensorsHeader: Equatable {
  struct Tensor: Equatable {
    var name: String
    var dtype: String
    var shape: [Int]
    var elements: Int
    var begin: Int
    var end: Int

    var fileBytes: Int { end - begin }
  }

  /// The same limit as in the reference reader.
  static let headerLimit = 100_000_000

  /// In the order of the header.
  var tensors: [Tensor]

  /// Reads the header of a file.
  init(file path: String) throws(Fault) {
    let source = try FileBytes(path)
    guard let sizeBytes = source.byteCount else { throw Messages.noHeaderLength(path, 0) }
    let start = try source.exactly(min(sizeBytes, Self.pointerPrefix.utf8.count))
    if start.elementsEqual(Self.pointerPrefix.utf8) { throw Messages.lfsPointer(path) }
    guard start.count >= 8 else { throw Messages.noHeaderLength(path, sizeBytes) }
    let length = start.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= Self.headerLimit else { throw Messages.headerTooLong(path, length) }
    guard Int(length) + 8 <= sizeBytes else { throw Messages.headerPastEnd(path, length, sizeBytes) }
    var json = Array(start.dropFirst(8).prefix(Int(length)))
    json += try source.exactly(Int(length) - json.count)
    try self.init(json: json, dataBytes: sizeBytes - 8 - Int(length), file: path)
  }

  static let pointerPrefix = "version https://git-lfs.github.com/spec/"

  /// Checks the header's JSON against the bytes that follow it.
  package init(json: [UInt8], dataBytes: Int, file: String) throws(Fault) {
    guard json.first == UInt8(ascii: "{") else { throw Messages.headerNoObject(file) }
    let value = try JSONValue(parsing: json, file: file)
    tensors = []
    for member in value.members ?? [] where member.name != "__metadata__" {
      tensors.append(try Self.tensor(member, file: file))
    }
    try Self.requireNoHoles(tensors, dataBytes: dataBytes, file: file)
  }

  private static func tensor(_ member: JSONValue.Member, file: String) throws(Fault) -> Tensor {
    let name = member.name
    guard let dtype = member.value["dtype"]?.string, let itemBytes = itemBytes[dtype] else {
      let written = member.value["dtype"]?.string.map(excerpt) ?? "missing"
      throw Messages.badTensor(name, "dtype is \(written)", file)
    }
    guard let shape = member.value["shape"]?.array, let sizes = wholeNumbers(shape) else {
      throw Messages.badTensor(name, "shape is not a list of whole numbers, 0 or more", file)
    }
    guard let elements = checkedProduct(sizes), let bytes = checkedProduct([elements, itemBytes]) else {
      throw Messages.badTensor(name, "shape has too many elements", file)
    }
    guard let offsets = member.value["data_offsets"]?.array, offsets.count == 2, let ends = wholeNumbers(offsets),
      ends[0] <= ends[1]
    else { throw Messages.badTensor(name, "data_offsets are not a pair of rising whole numbers, 0 or more", file) }
    guard ends[1] - ends[0] == bytes else {
      throw Messages.badTensor(name, "data_offsets span \(ends[1] - ends[0]) bytes, its shape takes \(bytes)", file)
    }
    return Tensor(name: name, dtype: dtype, shape: sizes, elements: elements, begin: ends[0], end: ends[1])
  }

  private static func requireNoHoles(_ tensors: [Tensor], dataBytes: Int, file: String) throws(Fault) {
    var end = 0
    var last: Tensor?
    for tensor in tensors.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
      if tensor.begin < end { throw Messages.overlap(tensor.name, last?.name ?? "", file) }
      if tensor.begin > end { throw Messages.hole(before: tensor.name, bytes: tensor.begin - end, file) }
      end = tensor.end
      last = tensor
    }
    if end != dataBytes { throw Messages.wrongDataLength(end, dataBytes, file) }
  }

  private static func wholeNumbers(_ values: [JSONValue]) -> [Int]? {
    let numbers = values.compactMap { if case .integer(let number) = $0, number >= 0 { number } else { nil as Int? } }
    return numbers.count == values.count ? numbers : nil
  }

  private static let itemBytes = [
    "F64": 8, "F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1, "F8_E5M2": 1, "I64": 8, "I32": 4, "I16": 2, "I8": 1,
    "U64": 8, "U32": 4, "U16": 2, "U8": 1, "BOOL": 1,
  ]
}

extension FileBytes {
  /// The next `count` bytes; fewer only at the end of the file.
  fileprivate func exactly(_ count: Int) throws(Fault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    var filled = 0
    while filled < bytes.count {
      let result = bytes.withUnsafeMutableBytes { buffer in
        Result { () throws(Fault) in
          try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        }
      }
      let more = try result.get()
      if more == 0 { break }
      filled += more
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
