import Core

/// An array of numbers from a `.npy` file.
public struct NpyArray: Equatable, Sendable {
  public var shape: [Int]
  /// Row-major; finite.
  public var values: [Double]

  public init(shape: [Int], values: [Double]) {
    self.shape = shape
    self.values = values
  }
}

extension NpyArray {
  /// Reads a NumPy file; 4-byte floats are widened without loss.
  ///
  /// NaN and infinities are faults that name row and column, counted from 0 as in NumPy.
  public init(contentsOf path: String) throws(Fault) {
    if path.hasSuffix(".zst") {
      try self.init(try openBytes(path), byteCount: nil, file: path)
    } else {
      let file = try FileBytes(path)
      try self.init(file, byteCount: file.byteCount, file: path)
    }
  }

  /// Reads NumPy's bytes.
  ///
  /// - Parameter byteCount: the number of bytes, if known: a shape that does not match is refused before memory is
  ///   allocated.
  /// - Complexity: O(numbers); memory grows with the bytes read.
  public init(_ source: any ByteSource, byteCount: Int?, file: String) throws(Fault) {
    var input = NpyInput(source)
    let preamble = try NpyHeader.preamble(try input.take(upTo: 12, keep: true), file: file)
    if let byteCount, preamble.start + preamble.headerBytes > byteCount {
      throw Messages.npyHeaderBeyondFile(preamble.headerBytes, byteCount, file)
    }
    guard preamble.headerBytes <= NpyHeader.limit else { throw Messages.npyHeaderTooLong(preamble.headerBytes, file) }
    _ = try input.take(upTo: preamble.start)
    let text = try input.take(upTo: preamble.headerBytes)
    guard text.count == preamble.headerBytes else { throw Messages.tornNpyHeader(file) }
    let header = try NpyHeader(text: text, file: file)
    let needed = header.count * header.item.byteCount
    if let byteCount {
      let present = byteCount - preamble.start - preamble.headerBytes
      guard present >= needed else { throw Messages.tornNpy(header, present: present, needed: needed, file) }
      guard present <= needed else { throw Messages.npyTail(header, extra: present - needed, file) }
      values = []
      // A long file may be only a hole (sparse).
      values.reserveCapacity(min(header.count, 1 << 20))
    } else {
      values = []
    }
    shape = header.shape
    while values.count < header.count {
      let before = values.count
      try input.append(header.item, to: &values, upTo: header.count)
      guard values.count > before else {
        let present = values.count * header.item.byteCount + input.left
        throw Messages.tornNpy(header, present: present, needed: needed, file)
      }
    }
    guard try input.take(upTo: 1).isEmpty else { throw Messages.npyTail(header, extra: nil, file) }
    if let i = values.firstIndex(where: { !Bounds.value.contains($0) }) {
      throw Messages.npyBeyond(values[i], at: Self.index(i, in: shape), file)
    }
  }

  /// The position of the i-th number, one index per dimension.
  private static func index(_ i: Int, in shape: [Int]) -> [Int] {
    var rest = i
    var index: [Int] = []
    for extent in shape.reversed() {
      index.append(rest % extent)
      rest /= extent
    }
    return index.reversed()
  }
}

/// A buffered source of headers and numbers.
private struct NpyInput: ~Copyable {
  private var source: any ByteSource
  private let chunk: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0

  init(_ source: any ByteSource) {
    self.source = source
    chunk = .allocate(byteCount: 1 << 16, alignment: 16)
  }

  deinit { chunk.deallocate() }

  /// Bytes in the buffer.
  var left: Int { end - start }

  /// Moves the remaining bytes to the front and reads until `count` bytes are in the buffer or the end is reached.
  private mutating func fill(_ count: Int) throws(Fault) {
    guard left < count else { return }
    if start > 0 { chunk.copyMemory(from: UnsafeRawBufferPointer(rebasing: chunk[start..<end])) }
    (start, end) = (0, left)
    while end < count {
      let more = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: chunk[end...]))
      if more == 0 { return }
      end += more
    }
  }

  /// The next `count` bytes, or fewer at the end.
  mutating func take(upTo count: Int, keep: Bool = false) throws(Fault) -> [UInt8] {
    try fill(count)
    let bytes = Array(chunk[start..<min(end, start + count)])
    if !keep { start += bytes.count }
    return bytes
  }

  /// Appends the numbers in the buffer, none at the end; `values` grows to at most `total`.
  mutating func append(_ item: NpyHeader.Item, to values: inout [Double], upTo total: Int) throws(Fault) {
    try fill(item.byteCount)
    let count = min(left / item.byteCount, total - values.count)
    let bytes = UnsafeRawBufferPointer(rebasing: chunk[start..<start + count * item.byteCount])
    switch item {
    case .float4:
      for i in 0..<count {
        let bits = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: i * 4, as: UInt32.self))
        values.append(Double(Float(bitPattern: bits)))
      }
    case .float8:
      for i in 0..<count {
        let bits = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i * 8, as: UInt64.self))
        values.append(Double(bitPattern: bits))
      }
    }
    start += bytes.count
  }
}
